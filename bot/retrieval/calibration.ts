/** What the learnt model makes of a message, for the search: chances of sheets by id, of none of them, of another service's matter. */
export interface Learnt {
  readonly sheets: ReadonlyMap<string, number>
  readonly none: number
  readonly other: number
  /** Characters of the message. */
  readonly length: number
}

export interface Scored {
  readonly id: string
  readonly score: number
  /** How nearly one of its questions says the same words: 0 to 1. */
  readonly like: number
  /** How near it stands in meaning: -1 to 1. */
  readonly near: number
}

interface Sureness {
  readonly hits: readonly { readonly id: string; readonly sure: number }[]
  readonly answered: boolean
}

/**
 * Fitted by logistic regression on the tune half of test/bot/evaluation, each message read by a model that had not learnt it:
 * is the first sheet one that answers? The threshold is where four police matters in five are answered, and five answers in
 * six are right.
 */
const WITH_MODEL = {
  bias: 0.448,
  score: -0.865,
  margin: 1.176,
  near: 2.27,
  learnt: 1.475,
  none: -0.163,
  other: 0.023,
}
const SURE_WITH_MODEL = 0.45
/** A letter touches many matters on its way to its own: under this, which no letter of the tune half to another service reaches, a human reads it. Characters. */
const SURE_OF_LETTER = 0.8
const LETTER = 600
/** So likely another service's matter, no sheet of ours is its answer, whatever words they share. */
const ELSEWHERE = 0.8
/** The same where no model learnt the sheets, fitted on the foreign bases: how far the second is behind, and how near the first stands. */
const UNLEARNT = { bias: -4.748, margin: 2.577, near: 7.734 }
const SURE_UNLEARNT = 0.6

/** An editor wrote nearly these words under the sheet: so much is added to its score, and it is an answer, whatever was learnt before. */
export const SAME = 0.7
export const FOR_THE_SAME = 2
const SURE_OF_SAME = 0.9

/** Under the logarithm of a chance, so that "never" stays a number. */
export const LEAST = 1e-4
const LEAST_OTHER = 1e-3

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum))

function sureOf([first, second]: readonly Scored[], learnt: Learnt | undefined): number {
  if (!first) return 0
  const margin = first.score - (second?.score ?? 0)
  const chance = learnt?.sheets.get(first.id)
  if (!learnt || chance === undefined)
    return logistic(UNLEARNT.bias + UNLEARNT.margin * margin + UNLEARNT.near * first.near)
  const weight = WITH_MODEL
  return logistic(
    weight.bias +
      weight.score * first.score +
      weight.margin * margin +
      weight.near * first.near +
      weight.learnt * Math.log(chance + LEAST) +
      weight.none * Math.log(learnt.none + LEAST) +
      weight.other * Math.log(learnt.other + LEAST_OTHER),
  )
}

const enough = (learnt: Learnt | undefined): number =>
  learnt === undefined ? SURE_UNLEARNT : learnt.length > LETTER ? SURE_OF_LETTER : SURE_WITH_MODEL

/** Each hit with how sure it is, and whether the first may be given as the answer. */
export function sureness(scored: readonly Scored[], learnt: Learnt | undefined): Sureness {
  const same = (scored[0]?.like ?? 0) >= SAME
  const sure = Math.max(sureOf(scored, learnt), same ? SURE_OF_SAME : 0)
  const top = scored[0]?.score ?? 0
  const last = scored.at(-1)?.score ?? 0
  // The others by where they stand between the last and the first: enough to tell what is worth suggesting.
  const hits = scored.map(({ id, score }) => ({ id, sure: top > last ? (sure * (score - last)) / (top - last) : sure }))
  return { hits, answered: hits.length > 0 && sure >= enough(learnt) && (same || (learnt?.other ?? 0) < ELSEWHERE) }
}
