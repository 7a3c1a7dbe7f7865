import { type Dice, dice, share, shuffled } from './chance.ts'
import type { Features } from './features.ts'
import { add, type Drawn, dot, type Part, Slopes } from './slopes.ts'

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
  accident: 0.087,
  seed: 12_345,
  /** What a page's parts weigh in its point, and how many of its other questions stand beside them at most. */
  page: { title: 1, sentence: 0.6, question: 0.7, questions: 3 },
  /** So many sentences are left out each time, as a share, so that none is relied on. */
  skip: 0.2,
} as const

/** One asked question among all. */
interface Asked {
  readonly topic: number
  readonly features: Features
}

/**
 * Where each feature should pull a text, so that a question stands nearer to its own page than to the other pages of its
 * batch: contrastive learning of one table for both sides, by AdaGrad in a fixed order, the same on every machine.
 * (van den Oord, Li, Vinyals, "Representation learning with contrastive predictive coding", 2018.)
 * Gives `places` × `CONTRAST.width` numbers.
 */
export function learnEmbedding(topics: readonly Topic[], places: number): Float32Array {
  const roll = dice(CONTRAST.seed)
  const table = new Slopes(places, CONTRAST, roll)
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
