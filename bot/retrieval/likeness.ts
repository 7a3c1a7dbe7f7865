/** How alike two short questions are, by runs of three letters: carries typing errors and words French and English share. */
export type Grams = ReadonlySet<string>

const SIZE = 3

export function gramsOf(terms: readonly string[]): Grams {
  const grams = new Set<string>()
  for (const term of terms) {
    const padded = ` ${term} `
    for (let start = 0; start + SIZE <= padded.length; start += 1) grams.add(padded.slice(start, start + SIZE))
  }
  return grams
}

/** Dice's coefficient: 1 when the same, 0 when nothing is shared. */
export function likeness(one: Grams, other: Grams): number {
  if (one.size === 0 || other.size === 0) return 0
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  let shared = 0
  for (const gram of small) if (large.has(gram)) shared += 1
  return (2 * shared) / (one.size + other.size)
}
