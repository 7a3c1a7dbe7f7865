/** The widget's words, one file a language. */
export { chatFr as words } from '../shared/words/chat-fr.ts'
