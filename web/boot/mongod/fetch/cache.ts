import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { chmod, copyFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PassedOver, reason } from '../refused.ts'
import { versionOf } from '../version.ts'

const program = process.platform === 'win32' ? 'mongod.exe' : 'mongod'

/** One folder a user, shared by every copy of the product. https://specifications.freedesktop.org/basedir-spec/latest/ */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const base = env['XDG_CACHE_HOME']
  return join(base !== undefined && isAbsolute(base) ? base : join(homedir(), '.cache'), 'permanence', 'mongod')
}

/** Versions in the cache, newest first. */
export function cached(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
}

/** The cached binary of a version, once its bytes are those that were put there. */
export async function fromCache(folder: string, version: string): Promise<string> {
  const binary = join(folder, version, program)
  const sum = `${binary}.sha256`
  const doubt = `remove ${join(folder, version)} to have it fetched again`
  if (!existsSync(binary) || !existsSync(sum)) throw new PassedOver(`${binary} was not kept whole; ${doubt}.`)
  const recorded = readFileSync(sum, 'utf8').trim()
  if ((await sha256(binary)) !== recorded) throw new PassedOver(`${binary} has changed since it was kept; ${doubt}.`)
  return binary
}

/** Keeps a fetched program; another process may do so at the same time, whoever is last wins with the same bytes. */
export async function keep(folder: string, fetched: string): Promise<{ binary: string; version: string }> {
  await chmod(fetched, 0o755)
  const version = await versionOf(fetched)
  const place = join(folder, version)
  mkdirSync(place, { recursive: true })
  const binary = join(place, program)
  writeFileSync(`${binary}.sha256.new`, `${await sha256(fetched)}\n`)
  await move(fetched, binary)
  await rename(`${binary}.sha256.new`, `${binary}.sha256`)
  return { binary, version }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await copyFile(from, `${to}.new`)
    await chmod(`${to}.new`, 0o755)
    await rename(`${to}.new`, to)
  }
}

/** A folder inside the cache for one fetch, on the same disk and removed afterwards. */
export async function inScratch<T>(folder: string, work: (scratch: string) => Promise<T>): Promise<T> {
  let scratch: string
  try {
    mkdirSync(folder, { recursive: true })
    scratch = mkdtempSync(join(folder, 'fetch-'))
  } catch (error) {
    throw new PassedOver(
      `The cache folder ${folder} cannot be written (${reason(error)}); set XDG_CACHE_HOME to a folder that can.`,
    )
  }
  try {
    return await work(scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1_048_576 }), hash)
  return hash.digest('hex')
}
