/** What makes a first sheet sure: its score, how far the second is, and what the model learnt. Fitted; see bot/README.md. */
interface Fit {
  readonly bias: number
  readonly score: number
  readonly margin: number
  readonly learnt: number
  readonly none: number
}

const WITH_MODEL: Fit = { bias: 0, score: 2, margin: 2, learnt: 0.5, none: -0.5 }
const WORDS_ALONE: Fit = { bias: -1.5, score: 3, margin: 3, learnt: 0, none: 0 }
const SURE = { withModel: 0.6, wordsAlone: 0.5 }
const LEAST = 1e-4

interface Scored {
  readonly id: string
  readonly score: number
}

/** The model's name for "no sheet answers this". */
const NO_SHEET = 'none'

export function signsOf(scored: readonly Scored[], learnt: ReadonlyMap<string, number> | undefined): number[] {
  const [first, second] = scored
  const score = first?.score ?? 0
  return [
    score,
    score - (second?.score ?? 0),
    Math.log((learnt?.get(first?.id ?? '') ?? 0) + LEAST),
    Math.log((learnt?.get(NO_SHEET) ?? 0) + LEAST),
  ]
}

/** The hits worth showing, each with how sure it is, and whether the first may be given as the answer. */
export function sureness(
  scored: readonly Scored[],
  learnt: ReadonlyMap<string, number> | undefined,
): { hits: { id: string; sure: number }[]; answered: boolean } {
  const { bias, score, margin, learnt: ofModel, none } = learnt ? WITH_MODEL : WORDS_ALONE
  const [top = 0, ahead = 0, chance = 0, nothing = 0] = signsOf(scored, learnt)
  const sure = 1 / (1 + Math.exp(-(bias + score * top + margin * ahead + ofModel * chance + none * nothing)))
  const share = (one: number) => (top > 0 ? Math.max(one, 0) / top : 0)
  const hits = scored.map((one) => ({ id: one.id, sure: sure * share(one.score) }))
  return { hits, answered: hits.length > 0 && sure >= (learnt ? SURE.withModel : SURE.wordsAlone) }
}
