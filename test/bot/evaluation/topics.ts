import { createHash } from 'node:crypto'
import { CONTRAST, learnEmbedding, type Topic } from '../../../bot/learn/contrast.ts'
import { type Embedding, embeddingOf } from '../../../bot/learn/embedding.ts'
import { featuresOf, PLACES } from '../../../bot/learn/features.ts'
import { MEANINGS } from '../../../bot/learn/meanings.ts'
import type { Sheet } from '../../../bot/sheets/schema.ts'
import type { Item, TopicRow } from './items.ts'

/** Of so many messages that ask for one of our own sheets it learns; of no longer ones. Characters. */
const OWN = { messages: 80, length: 300 }
const END_OF_SENTENCE = /(?<=[.;:!?])\s+/

/** Our own sheets as topics beside the others: what is asked in French of them are also messages of the tune half. */
function ownTopics(sheets: readonly Sheet[], items: readonly Item[]): TopicRow[] {
  const asking = new Map(sheets.map(({ id }) => [id, [] as string[]]))
  for (const { sheets: right, text } of items) if (text.length < OWN.length) asking.get(right[0] ?? '')?.push(text)
  return sheets.flatMap(({ id, title, body, questions }) => [
    { id: `${id}.fr`, title: title.fr, body: body.fr, questions: [...questions.fr, ...spread(asking.get(id) ?? [])] },
    { id: `${id}.en`, title: title.en, body: body.en, questions: questions.en },
  ])
}

/** About as many as are wanted, from all over the list. */
function spread(texts: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(texts.length / OWN.messages))
  return texts.filter((_text, at) => at % step === 0)
}

const topicOf = ({ title, body, questions }: TopicRow): Topic => ({
  title: featuresOf(title),
  sentences: body.split(END_OF_SENTENCE).map((sentence) => featuresOf(sentence)),
  asked: questions.map((question) => featuresOf(question)),
})

/** What the embedding is learnt from: pages of all administrations, our own among them. */
export const allTopics = (rows: readonly TopicRow[], sheets: readonly Sheet[], items: readonly Item[]): TopicRow[] => [
  ...rows,
  ...ownTopics(sheets, items),
]

/** Changes when it should be learnt again. A body alone does not: whoever mends a sentence of a sheet need not wait minutes. */
export function topicStamp(topics: readonly TopicRow[]): string {
  const hash = createHash('sha256')
    .update(MEANINGS)
    .update(JSON.stringify([PLACES, CONTRAST]))
  for (const { id, title, questions } of topics) hash.update(JSON.stringify([id, title, questions]))
  return hash.digest('hex').slice(0, 16)
}

/** The whole embedding. The same input gives the same bytes. */
export const learnFromTopics = (topics: readonly TopicRow[]): Embedding =>
  embeddingOf(topicStamp(topics), CONTRAST.width, learnEmbedding(topics.map(topicOf), PLACES))
