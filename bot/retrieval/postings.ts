/** Terms of one text by their numbers, and what each weighs: what it is about and how much. */
export interface Vector {
  readonly terms: Uint32Array
  readonly weights: Float32Array
}

/** Which texts hold a term, and how strongly: scoring reads only the lists of the terms that were asked. */
export class Postings {
  /** Where the list of each term starts; it ends where the next one starts. */
  readonly #starts: Uint32Array
  readonly #texts: Uint32Array
  readonly #weights: Float32Array
  readonly #count: number

  /** size: how many terms there are. */
  constructor(texts: readonly Vector[], size: number) {
    this.#count = texts.length
    this.#starts = new Uint32Array(size + 1)
    for (const { terms } of texts) for (const term of terms) this.#starts[term + 1] = (this.#starts[term + 1] ?? 0) + 1
    for (let term = 0; term < size; term += 1)
      this.#starts[term + 1] = (this.#starts[term + 1] ?? 0) + (this.#starts[term] ?? 0)
    const all = this.#starts[size] ?? 0
    this.#texts = new Uint32Array(all)
    this.#weights = new Float32Array(all)
    const next = this.#starts.slice(0, size)
    texts.forEach(({ terms, weights }, text) => {
      for (let at = 0; at < terms.length; at += 1) {
        const term = terms[at] ?? 0
        const place = next[term] ?? 0
        this.#texts[place] = text
        this.#weights[place] = weights[at] ?? 0
        next[term] = place + 1
      }
    })
  }

  /** How well each text answers, by position: the sum of asked × held over the terms they share. */
  score({ terms, weights }: Vector): Float64Array {
    const scores = new Float64Array(this.#count)
    const [starts, texts, held] = [this.#starts, this.#texts, this.#weights]
    for (let asked = 0; asked < terms.length; asked += 1) {
      const term = terms[asked] ?? 0
      const weight = weights[asked] ?? 0
      const end = starts[term + 1] ?? 0
      for (let at = starts[term] ?? 0; at < end; at += 1) {
        const text = texts[at] ?? 0
        scores[text] = (scores[text] ?? 0) + weight * (held[at] ?? 0)
      }
    }
    return scores
  }
}
