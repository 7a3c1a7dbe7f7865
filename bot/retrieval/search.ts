import { type Features, featuresOf } from '../learn/features.ts'
import { listen } from '../learn/listen.ts'
import { guess, NO_SHEET } from '../learn/model.ts'
import type { Sheet } from '../sheets/schema.ts'
import type { Language } from '../words/language.ts'
import { FOR_THE_SAME, LEAST, type Learnt, SAME, type Scored, sureness } from './calibration.ts'
import { type Entry, Lexical } from './lexical.ts'
import { Nearness } from './nearness.ts'

interface Hit {
  readonly id: string
  /** 0 to 1: how sure we are that this sheet is what was asked. */
  readonly sure: number
}

export interface Found {
  readonly hits: readonly Hit[]
  /** The first is sure enough to be shown as an answer; below, it is only suggested. */
  readonly answered: boolean
}

export interface Search {
  /** Best first. */
  rank(text: string, language?: Language): Found
}

/** A letter says what it wants at the start; the rest dilutes. Characters. */
const READ = 900
const CANDIDATES = 8
/** Of so many of our own sheets it is asked how near they stand. */
const LOOKED_INTO = 24
/** What the learnt model says counts beside the words, as the logarithm of its chance. Chosen on the tune half. */
const LEARNT = 0.3

/** How much nearness in meaning counts beside the words: less where a model learnt these very sheets. Chosen on the tune half, and on the foreign bases. */
const NEAR = { known: 0.6, foreign: 3 }

const NOTHING: Found = { hits: [], answered: false }

/** Sheets of any origin, in one language, found by their words and by what they mean: nothing was learnt of them. */
export function createPlainSearch(entries: readonly Entry[], language: Language): (text: string) => Found {
  const lexical = new Lexical(entries, language)
  const nearness = new Nearness(entries)
  return (text) => {
    const read = text.slice(0, READ)
    const scored = lexical.score(read)
    if (!scored) return NOTHING
    const near = nearness.of(featuresOf(read))
    const scores = scored.scores.map((score, at) => score + NEAR.foreign * near(at))
    const found = best(scores, CANDIDATES).map((at) => scoredAs(entries[at], scores[at], scored.like[at], near(at)))
    return sureness(found, undefined)
  }
}

/** The search over one desk's sheets: their words, and what the model learnt of how people ask. Each language is built when first asked. */
export function createSearch(sheets: readonly Sheet[]): Search {
  const built = new Map<Language, { readonly lexical: Lexical; readonly nearness: Nearness }>()
  const builtFor = (language: Language) => {
    const before = built.get(language)
    if (before) return before
    const entries = entriesOf(sheets, language)
    const both = { lexical: new Lexical(entries, language), nearness: new Nearness(entries) }
    built.set(language, both)
    return both
  }
  return {
    rank: (text, language = 'fr') => {
      const { lexical, nearness } = builtFor(language)
      const scored = lexical.score(text.slice(0, READ))
      if (!scored) return NOTHING
      const { features } = listen(text)
      const learnt = learntOf(text, features)
      // A sheet that the model does not know stands where its words alone put it, as if it were as likely as any.
      const unknown = LEARNT * Math.log(1 / (sheets.length + 1) + LEAST)
      const said = scored.scores.map((score, at) => {
        const chance = learnt.sheets.get(sheets[at]?.id ?? '')
        const same = (scored.like[at] ?? 0) >= SAME ? FOR_THE_SAME : 0
        return score + same + (chance === undefined ? unknown : LEARNT * Math.log(chance + LEAST))
      })
      const near = nearness.of(features)
      const found = best(said, LOOKED_INTO)
        .map((at) => {
          const own = near(at)
          return scoredAs(sheets[at], (said[at] ?? 0) + NEAR.known * own, scored.like[at], own)
        })
        .sort((one, other) => other.score - one.score)
        .slice(0, CANDIDATES)
      return sureness(found, learnt)
    },
  }
}

function learntOf(text: string, features: Features): Learnt {
  const sheets = new Map(guess('sheet', features).map(({ name, chance }) => [name, chance]))
  const other = guess('intent', features).find(({ name }) => name === 'other')
  return { sheets, none: sheets.get(NO_SHEET) ?? 0, other: other?.chance ?? 0, length: text.length }
}

const entriesOf = (sheets: readonly Sheet[], language: Language): Entry[] =>
  sheets.map(({ id, title, body, questions }) => ({
    id,
    title: title[language],
    body: body[language],
    questions: questions[language],
  }))

/** The positions of the best few; of equals the one that stands first. Nearly all are passed over at once. */
function best(scores: Float64Array, most: number): number[] {
  const top: number[] = []
  const scoreAt = (place: number) => scores[top[place] ?? -1] ?? 0
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0
    if (top.length === most && score <= scoreAt(most - 1)) continue
    const after = top.findIndex((_one, place) => scoreAt(place) < score)
    top.splice(after === -1 ? top.length : after, 0, at)
    if (top.length > most) top.pop()
  }
  return top
}

const scoredAs = (entry: { readonly id: string } | undefined, score = 0, like = 0, near = 0): Scored => ({
  id: entry?.id ?? '',
  score,
  like,
  near,
})
