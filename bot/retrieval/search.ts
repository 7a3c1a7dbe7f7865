import MiniSearch from 'minisearch'
import type { Sheet } from '../sheets/schema.ts'
import type { Language } from '../words/language.ts'
import { type Grams, gramsOf, likeness } from './likeness.ts'
import { termsOf } from './tokens.ts'

export interface Hit {
  readonly id: string
  /** 0 to 1: how sure we are that this sheet is what was asked. */
  readonly sure: number
}

export interface Search {
  /** Best first. answered: the first is sure enough to be shown as an answer; below, only to be suggested. */
  rank(text: string, language?: Language): { readonly hits: readonly Hit[]; readonly answered: boolean }
}

/** Calibrated in test/bot/retrieval on questions that are not in the sheets. */
const SURE = 0.5
const WORTH_SUGGESTING = 0.18
/** A letter says what it wants at the start; the rest dilutes. */
const READ = 1500
const CANDIDATES = 8

interface Entry {
  readonly id: string
  readonly title: readonly string[]
  readonly questions: readonly string[]
  readonly body: readonly string[]
}

interface Index {
  readonly search: MiniSearch<Entry>
  readonly questions: ReadonlyMap<string, readonly Grams[]>
  weight(term: string): number
}

function build(sheets: readonly Sheet[], language: Language): Index {
  const entries = sheets.map(({ id, title, questions, body }) => ({
    id,
    title: termsOf(title[language], language),
    questions: questions[language].flatMap((question) => termsOf(question, language)),
    body: termsOf(body[language], language),
  }))
  const search = new MiniSearch<Entry>({
    fields: ['title', 'questions', 'body'],
    extractField: (entry, field) => (field === 'id' ? entry.id : entry[field as keyof Omit<Entry, 'id'>].join(' ')),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  search.addAll(entries)
  const found = new Map<string, number>()
  for (const { title, questions, body } of entries) {
    for (const term of new Set([...title, ...questions, ...body])) found.set(term, (found.get(term) ?? 0) + 1)
  }
  const questions = new Map(
    sheets.map(({ id, title, questions: asked }) => [
      id,
      [title[language], ...asked[language]].map((question) => gramsOf(termsOf(question, language))),
    ]),
  )
  return { search, questions, weight: (term) => Math.log(1 + sheets.length / (1 + (found.get(term) ?? 0))) }
}

function rankIn({ search, questions, weight }: Index, text: string, language: Language): Hit[] {
  const terms = [...new Set(termsOf(text, language))]
  if (terms.length === 0) return []
  const results = search.search(terms.join(' '), {
    boost: { title: 3, questions: 3 },
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    prefix: (term) => term.length > 3,
    maxFuzzy: 2,
    weights: { fuzzy: 0.6, prefix: 0.7 },
  })
  const grams = gramsOf(terms)
  const all = terms.reduce((sum, term) => sum + weight(term), 0)
  const top = results[0]?.score ?? 1
  return results
    .slice(0, CANDIDATES)
    .map(({ id, score, queryTerms }) => {
      const covered = queryTerms.reduce((sum, term) => sum + weight(term), 0) / all
      const alike = Math.max(...(questions.get(id) ?? []).map((known) => likeness(grams, known)))
      return { id: String(id), sure: 0.35 * covered + 0.45 * alike + 0.2 * (score / top) }
    })
    .sort((one, other) => other.sure - one.sure)
}

/** The search over one desk's sheets. Built once; both languages, since people mix them. */
export function createSearch(sheets: readonly Sheet[]): Search {
  const indexes = { fr: build(sheets, 'fr'), en: build(sheets, 'en') }
  return {
    rank: (text, language) => {
      const start = text.slice(0, READ)
      const languages: Language[] = language ? [language] : ['fr', 'en']
      const rankings = languages.map((one) => rankIn(indexes[one], start, one))
      const best = rankings.reduce((one, other) => ((other[0]?.sure ?? 0) > (one[0]?.sure ?? 0) ? other : one))
      const hits = best.filter(({ sure }) => sure >= WORTH_SUGGESTING)
      return { hits, answered: (hits[0]?.sure ?? 0) >= SURE }
    },
  }
}
