// Learns again what the bot knows from examples: the model from the labelled messages, the sheets and the guides, the
// embedding from the topics. npm run learn.
import { writeFileSync } from 'node:fs'
import { packEmbedding } from '../../bot/learn/embedding.ts'
import { pack } from '../../bot/learn/pack.ts'
import { itemsOf, topicRows } from '../bot/evaluation/items.ts'
import { learnModel, prepare, stampOf } from '../bot/evaluation/lessons.ts'
import { readTaught } from '../bot/evaluation/taught.ts'
import { allTopics, learnFromTopics } from '../bot/evaluation/topics.ts'

const LEARN = new URL('../../bot/learn/', import.meta.url)

const taught = await readTaught()
const items = itemsOf('tune')

const topics = allTopics(topicRows(), taught.sheets, items)
const embedding = packEmbedding(learnFromTopics(topics))
writeFileSync(new URL('embedding.bin', LEARN), embedding)
process.stdout.write(`Learnt from ${topics.length} topics: ${embedding.length} bytes.\n`)

const model = pack(learnModel(prepare(items), taught, stampOf(items, taught)))
writeFileSync(new URL('model.bin', LEARN), model)
process.stdout.write(`Learnt from ${items.length} items and ${taught.sheets.length} sheets: ${model.length} bytes.\n`)
