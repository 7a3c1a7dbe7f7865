import { parentPort } from 'node:worker_threads'
import { readWhole } from './read.ts'

/** The other side of pool.ts: one mail at a time, in a heap of its own. */
parentPort?.on('message', (raw: Uint8Array) => {
  readWhole(raw).then(
    (letter) => parentPort?.postMessage({ letter }),
    (error: unknown) => parentPort?.postMessage({ failed: error instanceof Error ? error.message : 'unknown' }),
  )
})
