import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { PassedOver, reason } from './refused.ts'

const run = promisify(execFile)
const Record = z.object({ version: z.string(), featureVersion: z.string().regex(/^\d+\.\d+$/) })

/** Which mongod wrote a data folder last, and the feature version its files are in. */
export type Written = z.infer<typeof Record>

const fileIn = (dataDir: string) => join(dataDir, 'mongod-version.json')

export function readWritten(dataDir: string): Written | undefined {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return undefined
  try {
    return Record.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // The record only saves a failed attempt; mongod itself refuses files it cannot open.
    return undefined
  }
}

export function recordWritten(dataDir: string, written: Written): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(written)}\n`)
}

/** Runs `--version`: proves that the program starts here (processor, libraries) and tells what it is. */
export async function versionOf(binary: string): Promise<string> {
  const { stdout } = await run(binary, ['--version'], { timeout: 20_000 }).catch((error: unknown) => {
    throw new PassedOver(`${binary} does not run here: ${whyNot(error)}.`)
  })
  const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
  if (version === undefined) throw new PassedOver(`${binary} does not answer --version as mongod does.`)
  return version
}

function whyNot(error: unknown): string {
  if (typeof error !== 'object' || error === null) return reason(error)
  const { stderr, code, signal } = error as { stderr?: unknown; code?: unknown; signal?: unknown }
  if (typeof stderr === 'string' && stderr.trim() !== '') return reason(stderr.trim())
  if (signal === 'SIGILL') return 'this processor lacks an instruction it needs (AVX)'
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'it may not be executed'
  return `it ended with ${String(signal ?? code)}`
}

const oldest = 5

/**
 * Why a binary cannot open the data, or undefined when it can. A mongod opens files of its own feature version, of the
 * last long-term release, and nothing newer than itself: https://www.mongodb.com/docs/manual/release-notes/7.0-upgrade-standalone/
 */
export function cannotOpen(version: string, written: Written | undefined): string | undefined {
  const [major, minor] = numbers(version)
  if (major < oldest) return `version ${version} is too old; ${oldest}.0 or newer is needed`
  if (written === undefined) return undefined
  const [dataMajor, dataMinor] = numbers(written.featureVersion)
  const older = major < dataMajor || (major === dataMajor && minor < dataMinor)
  const what = `the data folder is in version ${written.featureVersion} (last written by ${written.version})`
  if (older) return `version ${version} is older than the data: ${what}`
  const tooNew = major > dataMajor + 1 || (major === dataMajor + 1 && minor > 0)
  if (tooNew) return `version ${version} is too new for the data: ${what}, and releases may not be skipped`
  return undefined
}

function numbers(version: string): [number, number] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return [major, minor]
}
