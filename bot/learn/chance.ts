/** Throws a whole number under `sides`. */
export type Dice = (sides: number) => number

/** The same throws for the same seed, on every machine: a linear congruential generator. */
export function dice(start: number): Dice {
  let seed = start
  return (sides) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed % sides
  }
}

const ALL = 2 ** 32

/** From 0 to 1, by the high bits: the low ones of such a generator repeat themselves soon. */
export const share = (roll: Dice): number => roll(ALL) / ALL

/** The numbers under `count` in the order that the dice give. */
export function shuffled(count: number, roll: Dice): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let at = count - 1; at > 0; at -= 1) {
    const other = roll(at + 1)
    const one = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = one
  }
  return order
}
