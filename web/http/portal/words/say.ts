import { type Language, type Say, sayer } from '../../../ui/shared/words/words.ts'
import { pageEn } from './en.ts'
import { pageFr } from './fr.ts'

export type PageWord = keyof typeof pageFr

const pages = { fr: sayer<PageWord>(pageFr), en: sayer<PageWord>(pageEn) }

export const sayIn = (language: Language): Say<PageWord> => pages[language]

/** Where a page is, in a language: French at the root, English below /en. */
export function path(language: Language, page: string): string {
  if (language === 'fr') return page
  return page === '/' ? '/en' : `/en${page}`
}
