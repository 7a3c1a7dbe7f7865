import type { Vector } from './postings.ts'

/** How often each term stands in a text. */
export type Counts = ReadonlyMap<string, number>

export function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** How rare each term is among some texts: a rare one tells more. */
export class Rarity {
  readonly #found = new Map<string, number>()
  readonly #count: number

  constructor(texts: readonly Counts[]) {
    this.#count = texts.length
    for (const counts of texts)
      for (const term of counts.keys()) this.#found.set(term, (this.#found.get(term) ?? 0) + 1)
  }

  /** Inverse document frequency; a term in every text is worth nearly nothing, never less. */
  of(term: string): number {
    return Math.max(Math.log((1 + this.#count) / (0.5 + (this.#found.get(term) ?? 0))), 0)
  }

  knows(term: string): boolean {
    return this.#found.has(term)
  }

  get terms(): readonly string[] {
    return [...this.#found.keys()]
  }

  /** TF-IDF of length one: the dot product of two is the cosine of their angle. */
  unit(counts: Counts): Vector {
    const weighed = new Map<string, number>()
    let square = 0
    for (const [term, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.max(this.of(term), 0.1)
      weighed.set(term, weight)
      square += weight * weight
    }
    const length = Math.sqrt(square) || 1
    for (const [term, weight] of weighed) weighed.set(term, weight / length)
    return weighed
  }
}
