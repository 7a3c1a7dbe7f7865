/** X's ids hold the time they were made: milliseconds since this instant, shifted by 22 bits. */
const EPOCH = 1_288_834_974_657n

export const timeOf = (id: string): number => Number((BigInt(id) >> 22n) + EPOCH)

/** The lowest id of an instant. */
export const idAt = (time: number): string => {
  const since = BigInt(Math.trunc(time)) - EPOCH
  return String((since > 0n ? since : 0n) << 22n)
}

export const newer = (one: string, other: string): boolean => BigInt(one) > BigInt(other)
