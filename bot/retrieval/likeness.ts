import { type Counts, Vocabulary } from './vocabulary.ts'

/** How nearly somebody asks in the words of one of an entry's own sentences. */
export class Likeness {
  readonly #vocabulary = new Vocabulary<string>()
  /** Which sentences an entry has: from its own place to the next one's. */
  readonly #sentences: Uint32Array
  /** Where the terms of each sentence start; they end where those of the next one start. */
  readonly #starts: Uint32Array
  readonly #terms: Uint32Array
  readonly #weights: Float32Array
  /** What is asked now, by term; nothing between two questions. */
  readonly #asked: Float32Array

  constructor(entries: readonly (readonly string[])[], countsIn: (sentence: string) => Counts<string>) {
    this.#sentences = ends(entries.map(({ length }) => length))
    const told = entries.flat().map((sentence) => this.#vocabulary.add(countsIn(sentence)))
    for (const one of told) this.#vocabulary.makeUnit(one)
    this.#starts = ends(told.map(({ terms }) => terms.length))
    this.#terms = new Uint32Array(this.#starts.at(-1) ?? 0)
    this.#weights = new Float32Array(this.#terms.length)
    told.forEach(({ terms, weights }, at) => {
      this.#terms.set(terms, this.#starts[at])
      this.#weights.set(weights, this.#starts[at])
    })
    this.#asked = new Float32Array(this.#vocabulary.size)
  }

  /** For each of these entries the likeness of its nearest sentence, 0 to 1, in their order. */
  of(entries: ArrayLike<number>, counts: Counts<string>): Float64Array {
    const { terms, weights } = this.#vocabulary.askedAsUnit(counts)
    for (let at = 0; at < terms.length; at += 1) this.#asked[terms[at] ?? 0] = weights[at] ?? 0
    const best = Float64Array.from(entries, (entry) => this.#nearest(entry))
    for (let at = 0; at < terms.length; at += 1) this.#asked[terms[at] ?? 0] = 0
    return best
  }

  #nearest(entry: number): number {
    const [starts, terms, weights, asked] = [this.#starts, this.#terms, this.#weights, this.#asked]
    const last = this.#sentences[entry + 1] ?? 0
    let best = 0
    for (let sentence = this.#sentences[entry] ?? 0; sentence < last; sentence += 1) {
      const end = starts[sentence + 1] ?? 0
      let sum = 0
      for (let at = starts[sentence] ?? 0; at < end; at += 1) sum += (asked[terms[at] ?? 0] ?? 0) * (weights[at] ?? 0)
      if (sum > best) best = sum
    }
    return best
  }
}

/** Where each of some lists starts when they stand one after the other, and where the last one ends. */
function ends(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1)
  lengths.forEach((length, at) => {
    starts[at + 1] = (starts[at] ?? 0) + length
  })
  return starts
}
