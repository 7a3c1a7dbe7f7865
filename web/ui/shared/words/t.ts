import type { chatFr } from './chat-fr.ts'

export type Language = 'fr' | 'en'
export type ChatWord = keyof typeof chatFr
export type ChatWords = Readonly<Record<ChatWord, string>>

/** A sentence by its key, with its blanks filled. A key that does not exist does not compile. */
export type Say<Key extends string> = (key: Key, blanks?: Readonly<Record<string, string | number>>) => string

/** A blank without a value stays visible as {name}: a missing value is seen in a test, not hidden. */
export function sayer<Key extends string>(words: Readonly<Record<Key, string>>): Say<Key> {
  return (key, blanks = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole))
}

const known = new Map<Language, Say<ChatWord>>()

/** Languages are given from outside: the widget loads only the one it speaks, the other pages know both. */
export function teach(language: Language, words: ChatWords): void {
  known.set(language, sayer(words))
}

/** t('fr') gives the chat's sentences in French. */
export function t(language: Language): Say<ChatWord> {
  const say = known.get(language)
  if (!say) throw new Error(`No words for "${language}".`)
  return say
}

/** The public language for a language tag: French unless it is English. */
export const languageOf = (tag: string | null | undefined): Language =>
  tag?.toLowerCase().startsWith('en') ? 'en' : 'fr'
