/** Weighted terms of one text: what it is about and how much. */
export type Vector = ReadonlyMap<string, number>

interface List {
  readonly texts: Uint32Array
  readonly weights: Float32Array
}

/** Which texts hold a term, and how strongly: scoring reads only the lists of the terms that were asked. */
export class Postings {
  readonly #lists: ReadonlyMap<string, List>
  readonly #count: number

  /** common: terms in a larger share of the texts are left out, since they tell little and cost most. */
  constructor(texts: readonly Vector[], common = 1) {
    this.#count = texts.length
    const growing = new Map<string, { texts: number[]; weights: number[] }>()
    texts.forEach((vector, text) => {
      for (const [term, weight] of vector) {
        const list = growing.get(term) ?? { texts: [], weights: [] }
        list.texts.push(text)
        list.weights.push(weight)
        growing.set(term, list)
      }
    })
    const most = Math.max(common * texts.length, FEW)
    const kept = [...growing].filter(([, list]) => list.texts.length <= most)
    this.#lists = new Map(
      kept.map(([term, list]) => [
        term,
        { texts: Uint32Array.from(list.texts), weights: Float32Array.from(list.weights) },
      ]),
    )
  }

  /** How well each text answers, by position: the sum of asked × held over the terms they share. */
  score(asked: Vector): Float64Array {
    const scores = new Float64Array(this.#count)
    for (const [term, weight] of asked) {
      const list = this.#lists.get(term)
      if (!list) continue
      const { texts, weights } = list
      for (let at = 0; at < texts.length; at += 1) {
        const text = texts[at] ?? 0
        scores[text] = (scores[text] ?? 0) + weight * (weights[at] ?? 0)
      }
    }
    return scores
  }
}

/** Among few texts every term may tell. */
const FEW = 50
