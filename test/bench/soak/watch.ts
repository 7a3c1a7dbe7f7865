import { readdirSync } from 'node:fs'
import type mongoose from 'mongoose'
import type { Inspector } from '../load/inspector.ts'
import { residentMegabytes } from '../stage.ts'

/** The product at one moment. Megabytes and milliseconds. */
export interface Sample {
  /** Minutes since the load began. */
  readonly minute: number
  readonly resident: number
  readonly heap: number
  /** The heap right after a collection of garbage; not at every sample, because a collection is a pause. */
  readonly live?: number
  readonly lagP99: number
  readonly lagMost: number
  /** Timers, sockets, files and requests that keep the product's loop awake. */
  readonly handles: number
  readonly files: number
  readonly mongod: number
  /** What the database takes on the disk, indexes included. */
  readonly stored: number
}

interface Inside {
  readonly heap: number
  readonly lagP99: number
  readonly lagMost: number
  readonly handles: number
}

const RESOLUTION_MS = 10

/** Asked inside the product: its own clock tells how late its loop is. */
const open = `globalThis.soakLag = process.getBuiltinModule('perf_hooks').monitorEventLoopDelay({ resolution: ${RESOLUTION_MS} }); soakLag.enable()`
const look = `(() => {
  const told = { heap: process.memoryUsage().heapUsed, lagP99: soakLag.percentile(99) / 1e6, lagMost: soakLag.max / 1e6, handles: process.getActiveResourcesInfo().length }
  soakLag.reset()
  return JSON.stringify(told)
})()`

export interface Watched {
  readonly pid: number | undefined
  readonly inspector: Inspector
  readonly client: mongoose.mongo.MongoClient
  readonly database: string
}

/** Begins to watch; each call of what it gives back is one sample, with a collection of garbage when asked. */
export async function watch({ pid, inspector, client, database }: Watched) {
  const { pid: mongod } = await client.db('admin').command({ serverStatus: 1 })
  await inspector.ask('Runtime.evaluate', { expression: open })
  const begun = Date.now()
  const heap = async (): Promise<Inside> => {
    const { result } = await inspector.ask('Runtime.evaluate', { expression: look })
    const told = JSON.parse((result as { value: string }).value) as Inside
    // The monitor counts its own period as delay.
    const late = (ms: number) => Math.max(0, ms - RESOLUTION_MS)
    return { ...told, heap: told.heap / 1e6, lagP99: late(told.lagP99), lagMost: late(told.lagMost) }
  }
  return async (collect: boolean): Promise<Sample> => {
    const now = await heap()
    const sizes = await Promise.all([database, `${database}_keys`].map((name) => client.db(name).stats()))
    const resident = residentMegabytes(pid)
    let live: number | undefined
    if (collect) {
      await inspector.ask('HeapProfiler.collectGarbage')
      live = (await heap()).heap
    }
    return {
      minute: (Date.now() - begun) / 60_000,
      resident,
      ...now,
      ...(live !== undefined && { live }),
      files: readdirSync(`/proc/${pid}/fd`).length,
      mongod: residentMegabytes(Number(mongod)),
      stored: sizes.reduce((sum, one) => sum + Number(one['storageSize']) + Number(one['indexSize']), 0) / 1e6,
    }
  }
}
