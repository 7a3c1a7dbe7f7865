import { dice, shuffled } from './chance.ts'
import type { Features } from './features.ts'

export interface Lesson {
  readonly features: Features
  /** Positions of the right classes, at least one, the best one first. */
  readonly right: readonly number[]
  /** How much this lesson counts beside the others; 1 when absent. */
  readonly counts?: number
}

/** What was learnt: for each place and class how much it speaks for that class. Place by place, its classes side by side. */
export interface Learnt {
  readonly classes: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** How it is learnt: another number here means that the model must be learnt again. */
export const LEARNING = {
  pace: 0.15,
  biasPace: 0.02,
  /** Where several classes are right, any of them will do: this much of the lesson asks for no more, the rest for the best one. */
  any: 0.7,
  /** Pulls weights that few lessons speak for towards nothing. */
  shrink: 1e-4,
  /** Smaller errors are left alone: with many classes nearly all are, and learning takes a fraction of the time. */
  worth: 0.01,
} as const
const { pace: PACE, biasPace: BIAS_PACE, any: ANY, shrink: SHRINK, worth: WORTH } = LEARNING

/**
 * Multinomial logistic regression, learnt by AdaGrad in a fixed order: the same lessons give the same weights on every
 * machine. (Duchi, Hazan, Singer, "Adaptive subgradient methods", JMLR 2011.)
 */
export function learn(
  lessons: readonly Lesson[],
  classes: number,
  places: number,
  rounds: number,
  seed: number,
): Learnt {
  const weights = new Float32Array(places * classes)
  const bias = new Float32Array(classes)
  const squares = new Float32Array(places * classes)
  const learnt = { classes, weights, bias }
  const order = shuffled(lessons.length, dice(seed))
  for (let round = 0; round < rounds; round += 1) {
    for (const index of order) {
      const lesson = lessons[index]
      if (!lesson) continue
      const { features, right, counts = 1 } = lesson
      const sums = sumsOf(features, learnt)
      const chances = chancesOf(sums.map((sum, one) => sum + (bias[one] ?? 0)))
      const wanted = wantedOf(right, chances)
      for (let one = 0; one < classes; one += 1) {
        const error = ((chances[one] ?? 0) - (wanted[one] ?? 0)) * counts
        if (Math.abs(error) < WORTH) continue
        bias[one] = (bias[one] ?? 0) - BIAS_PACE * error
        correct(features, error, one, learnt, squares)
      }
    }
  }
  return learnt
}

/** What the chances should be, by position: the right classes share what they have among them now, and the best one gets the rest. */
function wantedOf(right: readonly number[], chances: Float64Array): Float64Array {
  const wanted = new Float64Array(chances.length)
  const together = right.reduce((sum, one) => sum + (chances[one] ?? 0), 0)
  for (const one of right) wanted[one] = (ANY * (chances[one] ?? 0)) / together
  const [best] = right
  if (best !== undefined) wanted[best] = (wanted[best] ?? 0) + 1 - ANY
  return wanted
}

function correct(
  { places, weights: held }: Features,
  error: number,
  one: number,
  { classes, weights }: Learnt,
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

type Weights = { readonly classes: number; readonly weights: ArrayLike<number> }

/** How much a text speaks for each class, by position. */
export function sumsOf(features: Features, learnt: Weights): Float64Array {
  const sums = new Float64Array(learnt.classes)
  const { length } = features.places
  const inFours = length - (length % 4)
  for (let at = 0; at < inFours; at += 4) addFour(sums, features, at, learnt)
  for (let at = inFours; at < length; at += 1) addOne(sums, features, at, learnt)
  return sums
}

function addOne(sums: Float64Array, { places, weights: held }: Features, at: number, { classes, weights }: Weights) {
  const row = (places[at] ?? 0) * classes
  const weight = held[at] ?? 0
  for (let one = 0; one < classes; one += 1) sums[one] = (sums[one] ?? 0) + weight * (weights[row + one] ?? 0)
}

/** Four rows at once: each sum is fetched and put back a quarter as often, which takes half the time. */
function addFour(sums: Float64Array, { places, weights: held }: Features, at: number, { classes, weights }: Weights) {
  const row = (places[at] ?? 0) * classes
  const row1 = (places[at + 1] ?? 0) * classes
  const row2 = (places[at + 2] ?? 0) * classes
  const row3 = (places[at + 3] ?? 0) * classes
  const weight = held[at] ?? 0
  const weight1 = held[at + 1] ?? 0
  const weight2 = held[at + 2] ?? 0
  const weight3 = held[at + 3] ?? 0
  for (let one = 0; one < classes; one += 1) {
    sums[one] =
      (sums[one] ?? 0) +
      weight * (weights[row + one] ?? 0) +
      weight1 * (weights[row1 + one] ?? 0) +
      weight2 * (weights[row2 + one] ?? 0) +
      weight3 * (weights[row3 + one] ?? 0)
  }
}

/** What speaks for each class becomes what each may be, in the same list; together 1. */
export function chancesOf(sums: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY
  for (const sum of sums) if (sum > most) most = sum
  let all = 0
  for (let one = 0; one < sums.length; one += 1) {
    const chance = Math.exp((sums[one] ?? 0) - most)
    sums[one] = chance
    all += chance
  }
  for (let one = 0; one < sums.length; one += 1) sums[one] = (sums[one] ?? 0) / all
  return sums
}

/** What several learners think together: each saw the lessons in another order, and their whims cancel out. */
export function averaged(learners: readonly Learnt[]): Learnt {
  const [first] = learners
  if (!first) throw new RangeError('Nobody has learnt anything.')
  const mean = (of: (one: Learnt) => Float32Array) =>
    of(first).map((_value, at) => learners.reduce((sum, one) => sum + (of(one)[at] ?? 0), 0) / learners.length)
  return { classes: first.classes, weights: mean(({ weights }) => weights), bias: mean(({ bias }) => bias) }
}
