import { embed, middleOf } from '../learn/embedding.ts'
import { type Features, featuresOf } from '../learn/features.ts'
import type { Entry } from './lexical.ts'

/** Also a line of a list ends one. */
const END_OF_SENTENCE = /(?<=[.;:!?])\s+|\n+/

/** How near what is asked stands to each entry in meaning, whatever words either uses. Built once, then pure. */
export class Nearness {
  readonly #count: number
  /** Of all entries, one after the other. */
  readonly #points: Float32Array

  constructor(entries: readonly Entry[]) {
    const points = entries.map(pointOf)
    const width = points[0]?.length ?? 0
    this.#count = points.length
    this.#points = new Float32Array(points.length * width)
    for (const [at, point] of points.entries()) this.#points.set(point, at * width)
  }

  /** By position of the entry: -1 to 1. */
  score(features: Features): Float32Array {
    const asked = embed(features)
    const near = new Float32Array(this.#count)
    for (let entry = 0; entry < near.length; entry += 1) {
      const start = entry * asked.length
      let sum = 0
      for (let at = 0; at < asked.length; at += 1) sum += (asked[at] ?? 0) * (this.#points[start + at] ?? 0)
      near[entry] = sum
    }
    return near
  }
}

/** In the middle between what it is called, what it says and how it is asked for. */
const pointOf = ({ title, body, questions }: Entry): Float32Array =>
  middleOf([[title], body.split(END_OF_SENTENCE), questions].filter(({ length }) => length > 0).map(pointOfAll))

const pointOfAll = (texts: readonly string[]): Float32Array => middleOf(texts.map((text) => embed(featuresOf(text))))
