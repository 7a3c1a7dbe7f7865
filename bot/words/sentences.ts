import { fold, wordsOf } from './fold.ts'
import { plainWords } from './sms.ts'

type Sentences = readonly (readonly string[])[]

/** The danger rules and the model read the same text one after the other: the last one is kept. */
let last: { readonly text: string; readonly sentences: Sentences } = { text: '', sentences: [] }

/** The words of each sentence as a reader hears them: no accents, phone spelling undone. Negations, persons and tenses stay. None is empty. */
export function sentencesOf(text: string): Sentences {
  if (text !== last.text) last = { text, sentences: read(text) }
  return last.sentences
}

const read = (text: string): Sentences =>
  fold(text)
    .split(/[.!?;\n…]+/)
    .map((sentence) => plainWords(wordsOf(sentence)))
    .filter((words) => words.length > 0)
