import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { assess } from '../../../bot/index.ts'
import { model, useModel } from '../../../bot/learn/model.ts'
import { createSearch } from '../../../bot/retrieval/search.ts'
import type { Sheet } from '../../../bot/sheets/schema.ts'
import { read } from '../../../bot/triage/read.ts'
import { itemsOf } from '../../bot/evaluation/items.ts'

/** Milliseconds a message at 600 sheets; milliseconds and megabytes of model and index for the desk's own sheets. */
export interface Times {
  readonly p50: number
  readonly p95: number
  readonly built: number
  readonly megabytes: number
}

const MANY = 600
const MB = 1024 * 1024

/** What is kept, not what waits to be collected. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

export function timesAt(sheets: readonly Sheet[]): Times {
  const messages = itemsOf('score').map(({ text }) => text)
  useModel(undefined)
  collect()
  const before = process.memoryUsage()
  const start = performance.now()
  model()
  const own = createSearch(sheets)
  own.rank('bonjour', 'fr')
  own.rank('hello', 'en')
  const built = performance.now() - start
  collect()
  const after = process.memoryUsage()
  const megabytes = (after.heapUsed + after.external - before.heapUsed - before.external) / MB
  const many = Array.from({ length: MANY }, (_, at) => {
    const sheet = sheets[at % sheets.length]
    return sheet ? { ...sheet, id: `${sheet.id}-${at}` } : undefined
  }).filter((sheet) => sheet !== undefined)
  const parts = { search: createSearch(many), sheets: new Map(many.map((sheet) => [sheet.id, sheet])), assess }
  for (const text of messages.slice(0, 200)) read(text, undefined, parts)
  const times = messages
    .map((text) => {
      const begun = performance.now()
      read(text, undefined, parts)
      return performance.now() - begun
    })
    .sort((one, other) => one - other)
  const at = (q: number) => times[Math.floor(q * times.length)] ?? 0
  return { p50: at(0.5), p95: at(0.95), built, megabytes: Math.max(0, megabytes) }
}
