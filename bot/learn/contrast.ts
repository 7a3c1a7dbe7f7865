import { type Dice, dice, share, shuffled } from './chance.ts'
import type { Features } from './features.ts'

/** A page and what people ask who need it. */
export interface Topic {
  readonly title: Features
  readonly sentences: readonly Features[]
  readonly asked: readonly Features[]
}

/** How it is learnt: another number here means that the embedding must be learnt again. */
export const CONTRAST = {
  width: 192,
  rounds: 3,
  /** Questions that are told apart at once. */
  batch: 128,
  /** The smaller, the more it matters to tell near neighbours apart. */
  warmth: 0.12,
  pace: 0.05,
  /** How far the first, accidental points are from the middle, for each of their numbers. */
  accident: 0.087,
  seed: 12_345,
  /** What a page's parts weigh in its point, and how many of its other questions stand beside them at most. */
  page: { title: 1, sentence: 0.6, question: 0.7, questions: 3 },
  /** So many sentences are left out each time, as a share, so that none is relied on. */
  skip: 0.2,
} as const

const LEAST = 1e-6
const FIRST_SQUARE = 1e-4

interface Part {
  readonly features: Features
  readonly weight: number
}

/** One asked question among all. */
interface Asked {
  readonly topic: number
  readonly features: Features
}

/** A text on its way: its point, its distance before it was brought to 1, and where it should have stood. */
interface Drawn {
  readonly parts: readonly Part[]
  readonly point: Float32Array
  readonly length: number
  readonly pull: Float32Array
}

/**
 * Where each feature should pull a text, so that a question stands nearer to its own page than to the other pages of its
 * batch: contrastive learning of one table for both sides, by AdaGrad in a fixed order, the same on every machine.
 * (van den Oord, Li, Vinyals, "Representation learning with contrastive predictive coding", 2018.)
 * Gives `places` × `CONTRAST.width` numbers.
 */
export function learnEmbedding(topics: readonly Topic[], places: number): Float32Array {
  const roll = dice(CONTRAST.seed)
  const table = new Slopes(places, CONTRAST.width, roll)
  const asked = topics.flatMap(({ title, asked: questions }, topic): Asked[] =>
    [...questions, title].map((features) => ({ topic, features })),
  )
  for (let round = 0; round < CONTRAST.rounds; round += 1) {
    const order = shuffled(asked.length, roll)
    for (let at = 0; at < order.length; at += CONTRAST.batch) {
      const batch = order.slice(at, at + CONTRAST.batch).flatMap((place) => asked[place] ?? [])
      learnBatch(table, topics, batch, roll)
    }
  }
  return table.weights
}

function learnBatch(table: Slopes, topics: readonly Topic[], batch: readonly Asked[], roll: Dice): void {
  const numbers = [...new Set(batch.map(({ topic }) => topic))]
  const known = new Set(batch.map(({ features }) => features))
  const pages = numbers.map((topic) => table.draw(pageOf(topics[topic], known, roll)))
  const questions = batch.map(({ features }) => table.draw([{ features, weight: 1 }]))
  batch.forEach(({ topic }, at) => {
    const question = questions[at]
    if (question) contrast(question, pages, numbers.indexOf(topic))
  })
  for (const drawn of [...questions, ...pages]) table.pull(drawn)
  table.step()
}

/** A page as it stands this time: its title, most of its sentences, some questions that are not being asked now. */
function pageOf(topic: Topic | undefined, known: ReadonlySet<Features>, roll: Dice): Part[] {
  if (!topic) return []
  const { page } = CONTRAST
  const sentences = topic.sentences.filter(() => share(roll) >= CONTRAST.skip)
  const others = topic.asked.filter((one) => !known.has(one))
  const some = shuffled(others.length, roll).slice(0, Math.floor(share(roll) * (page.questions + 1)))
  return [
    { features: topic.title, weight: page.title },
    ...sentences.map((features) => ({ features, weight: page.sentence })),
    ...some.flatMap((place) => {
      const features = others[place]
      return features ? [{ features, weight: page.question }] : []
    }),
  ]
}

/** Pulls the question towards its own page and away from the others by how near they seem, and each of them likewise. */
function contrast(question: Drawn, pages: readonly Drawn[], right: number): void {
  const nearness = pages.map(({ point }) => dot(question.point, point) / CONTRAST.warmth)
  const most = Math.max(...nearness)
  const chances = nearness.map((one) => Math.exp(one - most))
  const all = chances.reduce((sum, one) => sum + one, 0)
  pages.forEach((page, at) => {
    const error = ((chances[at] ?? 0) / all - (at === right ? 1 : 0)) / CONTRAST.warmth
    add(question.pull, page.point, error)
    add(page.pull, question.point, error)
  })
}

/** Of two points of equal width. */
function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

function add(to: Float32Array, from: Float32Array, times: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + times * (from[at] ?? 0)
}

/** The table that is learnt, and what a batch says of it. */
class Slopes {
  readonly weights: Float32Array
  readonly #width: number
  readonly #slopes: Float32Array
  /** How much each row was changed so far: what changed much changes slower. */
  readonly #squares: Float32Array
  readonly #touched = new Set<number>()

  constructor(places: number, width: number, roll: Dice) {
    this.#width = width
    this.weights = Float32Array.from({ length: places * width }, () => CONTRAST.accident * (2 * share(roll) - 1))
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
      add(
        this.weights.subarray(place * this.#width, (place + 1) * this.#width),
        row,
        -CONTRAST.pace / Math.sqrt(square),
      )
      row.fill(0)
    }
    this.#touched.clear()
  }
}
