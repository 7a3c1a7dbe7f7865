import { fold, wordsOf } from './fold.ts'
import { plainWords } from './sms.ts'

/** The words of a message, folded, phone spelling undone. */
export const understandWords = (text: string): readonly string[] => plainWords(wordsOf(fold(text)))
