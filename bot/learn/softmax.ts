import { type Features, PLACES } from './features.ts'

export interface Lesson {
  readonly features: Features
  /** Position of the right class. */
  readonly right: number
  /** How much this lesson counts; 1 when absent. */
  readonly counts?: number
}

/** Gives the probability of each class, by position; they add up to 1. */
export type Classifier = (features: Features) => Float64Array

const ROUNDS = 12
const PACE = 0.4
/** Smaller errors are left alone: with many classes nearly all are, and learning takes a fraction of the time. */
const WORTH = 0.01
/** Pulls weights that few lessons speak for towards nothing. */
const SHRINK = 2e-5

/**
 * Multinomial logistic regression, learnt by AdaGrad in a fixed order: the same lessons give the same classifier on every
 * machine. (Duchi, Hazan, Singer, "Adaptive subgradient methods", JMLR 2011.)
 */
export function learn(lessons: readonly Lesson[], classes: number, rounds = ROUNDS): Classifier {
  const weights = new Float32Array(PLACES * classes)
  const squares = new Float32Array(PLACES * classes)
  const bias = new Float32Array(classes)
  const classify = (features: Features): Float64Array => softmax(sums(features, weights, bias, classes))
  const order = shuffled(lessons.length)
  for (let round = 0; round < rounds; round += 1) {
    for (const index of order) {
      const lesson = lessons[index]
      if (!lesson) continue
      const { features, right, counts = 1 } = lesson
      const chances = classify(features)
      for (let one = 0; one < classes; one += 1) {
        const error = ((chances[one] ?? 0) - (one === right ? 1 : 0)) * counts
        if (Math.abs(error) < WORTH) continue
        bias[one] = (bias[one] ?? 0) - 0.02 * error
        correct(features, error, one, classes, weights, squares)
      }
    }
  }
  return classify
}

function correct(
  { places, weights: held }: Features,
  error: number,
  one: number,
  classes: number,
  weights: Float32Array,
  squares: Float32Array,
): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = (places[at] ?? 0) * classes + one
    const weight = weights[place] ?? 0
    const slope = error * (held[at] ?? 0) + SHRINK * weight
    const square = (squares[place] ?? 0) + slope * slope
    squares[place] = square
    weights[place] = weight - (PACE * slope) / (Math.sqrt(square) + 1e-6)
  }
}

function sums({ places, weights: held }: Features, weights: Float32Array, bias: Float32Array, classes: number) {
  const totals = Float64Array.from(bias)
  for (let at = 0; at < places.length; at += 1) {
    const start = (places[at] ?? 0) * classes
    const weight = held[at] ?? 0
    for (let one = 0; one < classes; one += 1) totals[one] = (totals[one] ?? 0) + weight * (weights[start + one] ?? 0)
  }
  return totals
}

function softmax(totals: Float64Array): Float64Array {
  const most = Math.max(...totals)
  let all = 0
  for (let one = 0; one < totals.length; one += 1) all += totals[one] = Math.exp((totals[one] ?? 0) - most)
  return totals.map((value) => value / all)
}

/** A fixed shuffle: a linear congruential generator from one seed. */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  let seed = 12_345
  for (let at = count - 1; at > 0; at -= 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const other = seed % (at + 1)
    const one = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = one
  }
  return order
}
