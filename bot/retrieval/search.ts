import MiniSearch, { type SearchResult } from 'minisearch'
import type { Sheet } from '../sheets/schema.ts'
import type { Language } from '../words/language.ts'
import { type Grams, gramsOf, likeness } from './likeness.ts'
import { termsOf } from './tokens.ts'

interface Hit {
  readonly id: string
  /** 0 to 1: how sure we are that this sheet is what was asked. */
  readonly sure: number
}

export interface Search {
  /** Best first. answered: the first is sure enough to be shown as an answer; below, only to be suggested. */
  rank(text: string, language?: Language): { readonly hits: readonly Hit[]; readonly answered: boolean }
}

/**
 * Calibrated on the questions of test/bot/questions.ts marked TUNE (none is in a sheet): at this threshold no question about
 * another service was answered and about three police questions in four were. The SCORE half was never used to choose it.
 */
const SURE = 0.48
const WORTH_SUGGESTING = 0.18
/** A letter says what it wants at the start; the rest dilutes. */
const READ = 1500
const CANDIDATES = 8
/** What a word found in the body only, or nearly, is worth. */
const IN_BODY = 0.6
const NEAR = 0.4

interface Entry {
  readonly id: string
  readonly title: readonly string[]
  readonly questions: readonly string[]
  readonly body: readonly string[]
}

interface Index {
  readonly search: MiniSearch<Entry>
  readonly questions: ReadonlyMap<string, readonly Grams[]>
  /** The terms of a sheet's title and questions. */
  readonly strong: ReadonlyMap<string, ReadonlySet<string>>
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
  const strong = new Map(entries.map(({ id, title, questions: asked }) => [id, new Set([...title, ...asked])]))
  return { search, questions, strong, weight: (term) => Math.log(1 + sheets.length / (1 + (found.get(term) ?? 0))) }
}

/** How much of what was asked this sheet speaks of: 1 every word, in its title or questions; a near-miss or the body count less. */
function coverage(terms: readonly string[], result: SearchResult, index: Index): number {
  const strong = index.strong.get(String(result.id))
  let covered = 0
  let all = 0
  for (const term of terms) {
    const weight = index.weight(term)
    all += weight
    if (strong?.has(term)) covered += weight
    else if (result.terms.includes(term)) covered += weight * IN_BODY
    else if (result.queryTerms.includes(term)) covered += weight * NEAR
  }
  return covered / all
}

function rankIn(index: Index, text: string, language: Language): Hit[] {
  const terms = [...new Set(termsOf(text, language))]
  if (terms.length === 0) return []
  const results = index.search.search(terms.join(' '), {
    boost: { title: 3, questions: 3 },
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    prefix: (term) => term.length > 3,
    maxFuzzy: 2,
    weights: { fuzzy: 0.6, prefix: 0.7 },
  })
  const grams = gramsOf(terms)
  const top = results[0]?.score ?? 1
  return results
    .slice(0, CANDIDATES)
    .map((result) => {
      const alike = Math.max(...(index.questions.get(String(result.id)) ?? []).map((known) => likeness(grams, known)))
      const covered = coverage(terms, result, index)
      return { id: String(result.id), sure: (0.3 + 0.3 * (result.score / top)) * covered + 0.4 * alike }
    })
    .sort((one, other) => other.sure - one.sure)
}

/** The search over one desk's sheets. Each language is built once, when first asked in it: stemming every sheet would hold up the start. */
export function createSearch(sheets: readonly Sheet[]): Search {
  const built = new Map<Language, Index>()
  const indexOf = (language: Language): Index => {
    const index = built.get(language) ?? build(sheets, language)
    built.set(language, index)
    return index
  }
  return {
    rank: (text, language) => {
      const start = text.slice(0, READ)
      const languages: Language[] = language ? [language] : ['fr', 'en']
      const rankings = languages.map((one) => rankIn(indexOf(one), start, one))
      const best = rankings.reduce((one, other) => ((other[0]?.sure ?? 0) > (one[0]?.sure ?? 0) ? other : one))
      const hits = best.filter(({ sure }) => sure >= WORTH_SUGGESTING)
      return { hits, answered: (hits[0]?.sure ?? 0) >= SURE }
    },
  }
}
