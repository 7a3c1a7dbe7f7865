import type { Vector } from './postings.ts'

/** Runs of three to five letters of each word: they carry typing errors, word families, and words French and English share. */
const SHORTEST = 3
const LONGEST = 5

export function gramsOf(words: readonly string[]): Map<string, number> {
  const grams = new Map<string, number>()
  for (const word of words) {
    const padded = ` ${word} `
    for (let size = SHORTEST; size <= LONGEST; size += 1) {
      for (let start = 0; start + size <= padded.length; start += 1) {
        const gram = padded.slice(start, start + size)
        grams.set(gram, (grams.get(gram) ?? 0) + 1)
      }
    }
  }
  return grams
}

export function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** How rare each term is among texts: log((1 + n) / (1 + n(term))) + 1, n(unknown) = 0. */
export class Rarity {
  readonly #found = new Map<string, number>()
  readonly #count: number

  constructor(texts: readonly ReadonlyMap<string, number>[]) {
    this.#count = texts.length
    for (const counts of texts) for (const term of counts.keys()) this.#found.set(term, (this.#found.get(term) ?? 0) + 1)
  }

  of(term: string): number {
    return Math.log((1 + this.#count) / (0.5 + (this.#found.get(term) ?? 0)))
  }

  knows(term: string): boolean {
    return this.#found.has(term)
  }

  terms(): IterableIterator<string> {
    return this.#found.keys()
  }

  /** Length one, so that a dot product of two is their cosine. */
  unit(counts: ReadonlyMap<string, number>): Vector {
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
