import { embed, middleOf } from '../learn/embedding.ts'
import { type Features, featuresOf } from '../learn/features.ts'
import type { Entry } from './lexical.ts'

/** Also a line of a list ends one. */
const END_OF_SENTENCE = /(?<=[.;:!?])\s+|\n+/

/** A letter says what it wants at its start: so many of its features are read, some forty words. */
const READ = 400

/** How near what is asked stands to each entry in meaning, whatever words either uses. Built once, then pure. */
export class Nearness {
  /** Of all entries, one after the other. */
  readonly #points: Float64Array

  constructor(entries: readonly Entry[]) {
    const points = entries.map(pointOf)
    const width = points[0]?.length ?? 0
    this.#points = new Float64Array(points.length * width)
    for (const [at, point] of points.entries()) this.#points.set(point, at * width)
  }

  /** What tells of an entry, by its position, how near it stands to what is asked: -1 to 1. */
  of({ places, weights }: Features): (entry: number) => number {
    const asked = embed({ places: places.subarray(0, READ), weights: weights.subarray(0, READ) })
    return (entry) => dot(asked, this.#points, entry * asked.length)
  }
}

/** Four sums at once do not wait for each other: half the time. The width is a multiple of four. */
function dot(asked: Float64Array, points: Float64Array, start: number): number {
  let [sum, sum1, sum2, sum3] = [0, 0, 0, 0]
  for (let at = 0; at < asked.length; at += 4) {
    const point = start + at
    sum += (asked[at] ?? 0) * (points[point] ?? 0)
    sum1 += (asked[at + 1] ?? 0) * (points[point + 1] ?? 0)
    sum2 += (asked[at + 2] ?? 0) * (points[point + 2] ?? 0)
    sum3 += (asked[at + 3] ?? 0) * (points[point + 3] ?? 0)
  }
  return sum + sum1 + sum2 + sum3
}

/** In the middle between what it is called, what it says and how it is asked for. */
const pointOf = ({ title, body, questions }: Entry): Float64Array =>
  middleOf([[title], body.split(END_OF_SENTENCE), questions].filter(({ length }) => length > 0).map(pointOfAll))

const pointOfAll = (texts: readonly string[]): Float64Array => middleOf(texts.map((text) => embed(featuresOf(text))))
