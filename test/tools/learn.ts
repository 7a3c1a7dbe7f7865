// Learns the bot's model again from the labelled examples and the sheets: npm run learn.
import { writeFileSync } from 'node:fs'
import { pack } from '../../bot/learn/pack.ts'
import { readSheets } from '../../bot/sheets/load.ts'
import { itemsOf } from '../bot/evaluation/items.ts'
import { learnModel, prepare, stampOf } from '../bot/evaluation/lessons.ts'

const folder = new URL('../../inbox/desks/shared-sheets', import.meta.url).pathname
const read = await readSheets(folder)
const sheets = read.sheets.flatMap(({ value }) => (value ? [value] : []))
const items = itemsOf('tune')
const bytes = pack(learnModel(prepare(items), sheets, stampOf(items, sheets)))
writeFileSync(new URL('../../bot/learn/model.bin', import.meta.url), bytes)
process.stdout.write(`Learnt from ${items.length} items and ${sheets.length} sheets: ${bytes.length} bytes.\n`)
