import type { Vector } from './postings.ts'

/** How often each term stands in a text. */
export type Counts<T> = ReadonlyMap<T, number>

export function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** In so nearly all texts that it tells nothing: it still counts a little. */
const LEAST = 0.1

/** The terms of some texts, a number each, and how rare each is among them: a rare one tells more. */
export class Vocabulary<T extends string | number> {
  readonly #numbers = new Map<T, number>()
  /** In how many texts, by number. */
  readonly #found: number[] = []
  #texts = 0

  /** One more text. Its terms by number, weighing what was counted. */
  add(counts: Counts<T>): Vector {
    const terms = new Uint32Array(counts.size)
    const weights = new Float32Array(counts.size)
    let at = 0
    for (const [term, count] of counts) {
      const number = this.#numbers.get(term) ?? this.#numbers.size
      if (number === this.#numbers.size) this.#numbers.set(term, number)
      this.#found[number] = (this.#found[number] ?? 0) + 1
      terms[at] = number
      weights[at] = count
      at += 1
    }
    this.#texts += 1
    return { terms, weights }
  }

  get size(): number {
    return this.#numbers.size
  }

  get terms(): readonly T[] {
    return [...this.#numbers.keys()]
  }

  knows(term: T): boolean {
    return this.#numbers.has(term)
  }

  /** Inverse document frequency; a term in every text is worth nearly nothing, never less. */
  rarity(term: T): number {
    return this.#rarityAt(this.#numbers.get(term))
  }

  /** What is asked, by number; terms that no text holds ask in vain. */
  asked(weights: ReadonlyMap<T, number>): Vector {
    return this.#numbered(weights, (_number, weight) => weight)
  }

  /** What is asked as TF-IDF of length one: the dot product of two is the cosine of their angle. Unknown terms count in the length. */
  askedAsUnit(counts: Counts<T>): Vector {
    let square = 0
    const asked = this.#numbered(counts, (number, count) => {
      const weight = this.#weigh(number, count)
      square += weight * weight
      return weight
    })
    shorten(asked.weights, Math.sqrt(square))
    return asked
  }

  /** A text that was added, once all are: its counts become TF-IDF of length one. */
  makeUnit({ terms, weights }: Vector): void {
    let square = 0
    for (let at = 0; at < terms.length; at += 1) {
      const weight = this.#weigh(terms[at], weights[at] ?? 0)
      weights[at] = weight
      square += weight * weight
    }
    shorten(weights, Math.sqrt(square))
  }

  /** `weigh` is called for every term; those that no text holds have no number, and are left out. */
  #numbered(counts: Counts<T>, weigh: (number: number | undefined, count: number) => number): Vector {
    const terms = new Uint32Array(counts.size)
    const weights = new Float32Array(counts.size)
    let known = 0
    for (const [term, count] of counts) {
      const number = this.#numbers.get(term)
      const weight = weigh(number, count)
      if (number === undefined) continue
      terms[known] = number
      weights[known] = weight
      known += 1
    }
    return { terms: terms.subarray(0, known), weights: weights.subarray(0, known) }
  }

  #weigh(number: number | undefined, count: number): number {
    return (1 + Math.log(count)) * Math.max(this.#rarityAt(number), LEAST)
  }

  #rarityAt(number: number | undefined): number {
    const found = number === undefined ? 0 : (this.#found[number] ?? 0)
    return Math.max(Math.log((1 + this.#texts) / (0.5 + found)), 0)
  }
}

function shorten(weights: Float32Array, length: number): void {
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) / (length || 1)
}
