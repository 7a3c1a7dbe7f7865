import { type Dice, share } from './chance.ts'
import type { Features } from './features.ts'

const LEAST = 1e-6
const FIRST_SQUARE = 1e-4

/** Features that go into a text, and how much they count there. */
export interface Part {
  readonly features: Features
  readonly weight: number
}

/** A text on its way: its point, its distance before it was brought to 1, and where it should have stood. */
export interface Drawn {
  readonly parts: readonly Part[]
  readonly point: Float32Array
  readonly length: number
  readonly pull: Float32Array
}

interface Settings {
  readonly width: number
  readonly pace: number
  /** How far the first, accidental points are from the middle, for each of their numbers. */
  readonly accident: number
}

/** The table that is learnt, and what a batch says of it. */
export class Slopes {
  readonly weights: Float32Array
  readonly #width: number
  readonly #pace: number
  readonly #slopes: Float32Array
  /** How much each row was changed so far: what changed much changes slower. */
  readonly #squares: Float32Array
  readonly #touched = new Set<number>()

  constructor(places: number, { width, pace, accident }: Settings, roll: Dice) {
    this.#width = width
    this.#pace = pace
    this.weights = Float32Array.from({ length: places * width }, () => accident * (2 * share(roll) - 1))
    this.#slopes = new Float32Array(places * width)
    this.#squares = new Float32Array(places).fill(FIRST_SQUARE)
  }

  draw(parts: readonly Part[]): Drawn {
    const point = new Float32Array(this.#width)
    for (const { features, weight } of parts) this.#sum(features, weight, point)
    const length = Math.max(Math.sqrt(dot(point, point)), LEAST)
    for (let at = 0; at < point.length; at += 1) point[at] = (point[at] ?? 0) / length
    return { parts, point, length, pull: new Float32Array(this.#width) }
  }

  #sum({ places, weights }: Features, times: number, point: Float32Array): void {
    for (let at = 0; at < places.length; at += 1) {
      const row = (places[at] ?? 0) * this.#width
      const weight = times * (weights[at] ?? 0)
      for (let one = 0; one < point.length; one += 1)
        point[one] = (point[one] ?? 0) + weight * (this.weights[row + one] ?? 0)
    }
  }

  /** What pulls a text pulls its features; what would only move it along its own direction does not count. */
  pull({ parts, point, length, pull }: Drawn): void {
    const along = dot(pull, point)
    const slope = pull.map((one, at) => (one - along * (point[at] ?? 0)) / length)
    for (const { features, weight: times } of parts) {
      const { places, weights } = features
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at] ?? 0
        this.#touched.add(place)
        const row = place * this.#width
        const weight = times * (weights[at] ?? 0)
        for (let one = 0; one < slope.length; one += 1)
          this.#slopes[row + one] = (this.#slopes[row + one] ?? 0) + weight * (slope[one] ?? 0)
      }
    }
  }

  step(): void {
    for (const place of this.#touched) {
      const row = this.#slopes.subarray(place * this.#width, (place + 1) * this.#width)
      const square = (this.#squares[place] ?? 0) + dot(row, row) / this.#width
      this.#squares[place] = square
      add(this.weights.subarray(place * this.#width, (place + 1) * this.#width), row, -this.#pace / Math.sqrt(square))
      row.fill(0)
    }
    this.#touched.clear()
  }
}

/** Of two points of equal width. */
export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

export function add(to: Float32Array, from: Float32Array, times: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + times * (from[at] ?? 0)
}
