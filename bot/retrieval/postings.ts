/** Weighted terms of one text: what it is about and how much. */
export type Vector = ReadonlyMap<string, number>

interface List {
  readonly texts: number[]
  readonly weights: number[]
}

/** Which texts hold a term, and how strongly: scoring reads only the lists of the terms that were asked. */
export class Postings {
  readonly #lists = new Map<string, List>()
  readonly #count: number

  constructor(texts: readonly Vector[]) {
    this.#count = texts.length
    texts.forEach((vector, text) => {
      for (const [term, weight] of vector) {
        const list = this.#lists.get(term) ?? { texts: [], weights: [] }
        list.texts.push(text)
        list.weights.push(weight)
        this.#lists.set(term, list)
      }
    })
  }

  /** How well each text answers, by position: the sum of asked × held over the terms they share. */
  score(asked: Vector): Float64Array {
    const scores = new Float64Array(this.#count)
    for (const [term, weight] of asked) {
      const list = this.#lists.get(term)
      if (!list) continue
      for (let at = 0; at < list.texts.length; at += 1) {
        const text = list.texts[at] ?? 0
        scores[text] = (scores[text] ?? 0) + weight * (list.weights[at] ?? 0)
      }
    }
    return scores
  }
}
