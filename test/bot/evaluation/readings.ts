import { assess } from '../../../bot/index.ts'
import { useModel } from '../../../bot/learn/model.ts'
import { createSearch } from '../../../bot/retrieval/search.ts'
import type { Sheet } from '../../../bot/sheets/schema.ts'
import { type Reading, read } from '../../../bot/triage/read.ts'
import type { Item } from './items.ts'
import { learnModel, prepare, type Taught } from './lessons.ts'

export interface Read {
  readonly item: Item
  readonly reading: Reading
  readonly ms: number
}

/** Each item as the product reads it, in its stated language. */
export function readAll(items: readonly Item[], sheets: readonly Sheet[]): Read[] {
  const parts = { search: createSearch(sheets), sheets: new Map(sheets.map((sheet) => [sheet.id, sheet])), assess }
  return items.map((item) => {
    const start = performance.now()
    const reading = read(item.text, undefined, parts)
    return { item, reading, ms: performance.now() - start }
  })
}

/** The tune half, each part read by a model that learnt from the other parts only: what may be looked at still says something true. */
export function readAcross(items: readonly Item[], taught: Taught, parts: number): Read[] {
  const known = prepare(items)
  try {
    return Array.from({ length: parts }, (_, part) => {
      const others = known.filter((_one, index) => index % parts !== part)
      useModel(learnModel(others, taught, 'without one part'))
      return readAll(
        items.filter((_one, index) => index % parts === part),
        taught.sheets,
      )
    }).flat()
  } finally {
    useModel(undefined)
  }
}
