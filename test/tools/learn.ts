// Learns the bot's model again from the labelled examples, the sheets and the guides: npm run learn.
import { writeFileSync } from 'node:fs'
import { pack } from '../../bot/learn/pack.ts'
import { itemsOf } from '../bot/evaluation/items.ts'
import { learnModel, prepare, stampOf } from '../bot/evaluation/lessons.ts'
import { readTaught } from '../bot/evaluation/taught.ts'

const taught = await readTaught()
const items = itemsOf('tune')
const bytes = pack(learnModel(prepare(items), taught, stampOf(items, taught)))
writeFileSync(new URL('../../bot/learn/model.bin', import.meta.url), bytes)
process.stdout.write(`Learnt from ${items.length} items and ${taught.sheets.length} sheets: ${bytes.length} bytes.\n`)
