import { parentPort } from 'node:worker_threads'
import { readWhole } from './read.ts'

let last: Promise<void> = Promise.resolve()

async function read(raw: Uint8Array): Promise<void> {
  try {
    parentPort?.postMessage({ letter: await readWhole(raw) })
  } catch (error) {
    parentPort?.postMessage({ failed: error instanceof Error ? error.name : 'unknown' })
  }
}

/** The other side of pool.ts: one mail after the other, answered in their order, in a heap of its own. */
parentPort?.on('message', (raw: Uint8Array) => {
  last = last.then(() => read(raw))
})
