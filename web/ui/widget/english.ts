/** The widget's words, one file a language. */
export { chatEn as words } from '../shared/words/chat-en.ts'
