import { chatEn } from './chat-en.ts'
import { chatFr } from './chat-fr.ts'
import { teach } from './t.ts'

/** Both languages, for pages that may be in either. */
teach('fr', chatFr)
teach('en', chatEn)

export { type Language, languageOf, type Say, sayer, t } from './t.ts'
