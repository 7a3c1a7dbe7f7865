import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { database, type Running, terminalProgress } from '../../web/boot/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a real one-member replica set, fail points allowed, data and journal uncompressed. */
    mongo: string
    /** The folder it writes to: tests search it for what must not be readable. */
    mongoFolder: string
  }
}

interface Shared {
  readonly server: Promise<Running>
  readonly folder: string
  users: number
}

const args = [
  ['--setParameter', 'enableTestCommands=1'],
  ['--wiredTigerCollectionBlockCompressor', 'none'],
  ['--wiredTigerJournalCompressor', 'none'],
  ['--wiredTigerCacheSizeGB', '0.5'],
].flat()

// Each project loads this file anew; one server serves them all.
const place = Symbol.for('permanence.test.mongod')
const global = globalThis as { [place]?: Shared }

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  global[place] ??= start()
  const shared = global[place]
  shared.users++
  const { uri } = await shared.server
  project.provide('mongo', uri)
  project.provide('mongoFolder', shared.folder)
  return () => leave(shared)
}

function start(): Shared {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-mongod-'))
  const settings = {
    mongodbUri: undefined,
    mongodPath: process.env['MONGOD_PATH'],
    mongodArgs: args,
    dataDir: folder,
  }
  return { server: database(settings, terminalProgress()), folder, users: 0 }
}

async function leave(shared: Shared): Promise<void> {
  shared.users--
  if (shared.users > 0) return
  delete global[place]
  await (await shared.server).stop()
  rmSync(shared.folder, { recursive: true, force: true })
}
