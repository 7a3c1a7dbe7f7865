import { languageOf } from '../words/language.ts'
import { createPlainSearch } from './search.ts'

/** One sheet of another house's knowledge, as it comes: example questions separated by a bar. */
export interface PlainSheet {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly alts?: string | readonly string[] | undefined
}

export interface Ranked {
  /** Ids, best first. */
  readonly ranked: readonly string[]
  readonly answered: boolean
}

const SAMPLE = 200

/** The search alone over any knowledge base, in the language most of its titles are written in. */
export function createRank(sheets: readonly PlainSheet[]): (text: string) => Ranked {
  const titles = sheets.slice(0, SAMPLE).map(({ title }) => title)
  const search = createPlainSearch(
    sheets.map(({ id, title, body, alts = [] }) => ({ id, title, body, questions: questionsOf(alts) })),
    languageOf(titles.join('\n')) ?? 'fr',
  )
  return (text) => {
    const { hits, answered } = search(text)
    return { ranked: hits.map(({ id }) => id), answered }
  }
}

const questionsOf = (alts: string | readonly string[]): string[] =>
  (typeof alts === 'string' ? alts.split('|') : [...alts]).map((one) => one.trim()).filter((one) => one !== '')
