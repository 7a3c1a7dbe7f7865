import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { model } from '../../../bot/learn/model.ts'
import { createSearch } from '../../../bot/retrieval/search.ts'
import type { Sheet } from '../../../bot/sheets/schema.ts'

/** Milliseconds that model and index of the desk take to build, and megabytes that they keep. */
export interface Room {
  readonly built: number
  readonly megabytes: number
}

const MB = 1024 * 1024

/** What is kept, without what waits to be collected. Megabytes. */
function kept(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / MB
}

/** Says something true only in a process that has read nothing before. */
export function roomOf(sheets: readonly Sheet[]): Room {
  const before = kept()
  const start = performance.now()
  model()
  const search = createSearch(sheets)
  search.rank('bonjour', 'fr')
  search.rank('hello', 'en')
  const built = performance.now() - start
  const megabytes = kept() - before
  // Asked once more, so that nothing of it could be collected meanwhile.
  search.rank('merci', 'fr')
  return { built, megabytes }
}
