import { newStemmer } from 'snowball-stemmers'
import { fold, wordsOf } from '../words/fold.ts'
import { type Language, languageOf } from '../words/language.ts'
import { plainWords } from '../words/sms.ts'
import { STOP_WORDS } from '../words/stop-words.ts'

const STEMMERS = { fr: newStemmer('french'), en: newStemmer('english') }
const LONGEST = 40
const CACHED = 20_000
const stems: Readonly<Record<Language, Map<string, string>>> = { fr: new Map(), en: new Map() }

/** Stemming is the slow part and people use the same words: a bounded cache. */
export function stemOf(word: string, language: Language): string {
  const known = stems[language].get(word)
  if (known !== undefined) return known
  const stemmed = STEMMERS[language].stem(word)
  if (stems[language].size >= CACHED) stems[language].clear()
  stems[language].set(word, stemmed)
  return stemmed
}

/** The words of a text that can tell one sheet from another, as they are written but for accents and phone spelling. */
export function tellingWords(text: string, language: Language): string[] {
  const stop = STOP_WORDS[language]
  return plainWords(wordsOf(fold(text))).filter((word) => word.length > 1 && word.length <= LONGEST && !stop.has(word))
}

/** The same of a question, which may be asked in another language than the sheets': what tells nothing there is left out too. */
export function askingWords(text: string, language: Language): string[] {
  const words = tellingWords(text, language)
  const own = languageOf(text) ?? language
  const left = own === language ? words : words.filter((word) => !STOP_WORDS[own].has(word))
  return left.length > 0 ? left : words
}
