import { fold, wordsOf } from './fold.ts'

export type Language = 'fr' | 'en'

/** Words that only one of the two languages uses. */
const FRENCH = new Set(
  'le la les un une des du de et est je j il elle on nous vous mon ma mes son ses que qui quoi pas ne sur dans pour avec chez comment ai suis bonjour merci au aux ce cette plainte c d l m s n qu'.split(
    ' ',
  ),
)
const ENGLISH = new Set(
  'the an is are am was were i my me he she they we you your his her it to of and in on at for with what how where who when do does did can could have has been not this that there someone hello hi please thanks help stolen'.split(
    ' ',
  ),
)

/** Undefined when the words do not say: "ok", "2", "...". */
export function languageOf(text: string): Language | undefined {
  let french = 0
  let english = 0
  for (const word of wordsOf(fold(text.slice(0, 2000)))) {
    if (FRENCH.has(word)) french += 1
    if (ENGLISH.has(word)) english += 1
  }
  if (french === english) return undefined
  return french > english ? 'fr' : 'en'
}

/** What a wire or a person declares ('en-GB', 'FR') as one of our two; anything else is unknown. */
export function declaredLanguage(tag: string | undefined): Language | undefined {
  const start = tag?.slice(0, 2).toLowerCase()
  return start === 'fr' || start === 'en' ? start : undefined
}
