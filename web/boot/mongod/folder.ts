import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { DatabaseError } from './refused.ts'

const Access = z.object({ user: z.string(), password: z.string(), port: z.number().int() })

/** What the embedded database keeps under DATA_DIR; all of it is for this user alone. */
export interface DataFolder {
  readonly db: string
  readonly keyFile: string
  readonly log: string
  readonly user: string
  readonly password: string
  readonly port: number
  /** The port kept from the last start was taken: the set still names that one. */
  readonly moved: boolean
}

const logLimit = 20_000_000

/** Makes what is missing, keeps what is there: the password and the port live as long as the data. */
export async function openFolder(dataDir: string): Promise<DataFolder> {
  const own = join(dataDir, 'mongod')
  const db = join(dataDir, 'db')
  for (const folder of [dataDir, own, db]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keyFile = join(own, 'keyfile')
  // mongod refuses a key file that others may read; a keyed set also keeps strangers out of replication.
  if (!existsSync(keyFile)) writeAtOnce(keyFile, `${randomBytes(96).toString('base64')}\n`)
  chmodSync(keyFile, 0o600)
  const log = join(own, 'log')
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > logLimit) renameSync(log, `${log}.1`)
  return { db, keyFile, log, ...(await readAccess(join(own, 'access.json'))) }
}

async function readAccess(file: string): Promise<z.infer<typeof Access> & { moved: boolean }> {
  const kept = existsSync(file) ? parseAccess(file) : undefined
  if (kept !== undefined && (await isFree(kept.port))) return { ...kept, moved: false }
  const access = {
    user: kept?.user ?? 'permanence',
    password: kept?.password ?? randomBytes(24).toString('base64url'),
    port: await freePort(),
  }
  writeAtOnce(file, `${JSON.stringify(access)}\n`)
  return { ...access, moved: kept !== undefined }
}

function parseAccess(file: string): z.infer<typeof Access> {
  try {
    return Access.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new DatabaseError(
      'not-started',
      `${file} is damaged; put back its copy from a backup: it opens the database.`,
    )
  }
}

/** Whole or not at all: a crash must not leave half a password. */
function writeAtOnce(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

const freePort = () => listenOnce(0)

async function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  )
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
