import { assess } from '../../../bot/index.ts'
import { createSearch } from '../../../bot/retrieval/search.ts'
import type { Sheet } from '../../../bot/sheets/schema.ts'
import { read } from '../../../bot/triage/read.ts'
import { itemsOf } from '../../bot/evaluation/items.ts'

/** Milliseconds a message at 600 sheets. */
export interface Times {
  readonly p50: number
  readonly p95: number
}

const MANY = 600
export function timesAt(sheets: readonly Sheet[]): Times {
  const messages = itemsOf('score').map(({ text }) => text)
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
  return { p50: at(0.5), p95: at(0.95) }
}
