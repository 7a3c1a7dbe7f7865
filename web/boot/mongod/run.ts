import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { server } from '../../../inbox/index.ts'
import type { Found } from './find.ts'
import { type DataFolder, openFolder } from './folder.ts'
import { commandOf, end, isAlive, pause } from './processes.ts'
import type { Progress } from './progress.ts'
import { DatabaseError, reason } from './refused.ts'
import { recordWritten } from './version.ts'

export interface Running {
  readonly uri: string
  readonly version: string
  stop(): Promise<void>
}

/** How long mongod may take to write everything down before it is killed. */
const stopPatience = 20_000

/** Runs mongod on a data folder as a one-member replica set with one user, on the loopback. */
export async function runMongod(
  found: Found,
  options: { dataDir: string; args: readonly string[]; progress: Progress },
): Promise<Running> {
  const { dataDir, args, progress } = options
  await endOrphan(dataDir, progress)
  const folder = await openFolder(dataDir)
  const start = () => launch(found, folder, replicated, args)
  if (folder.moved) await move(found, folder)
  const first = await start().catch(async (error: unknown) => {
    // A previous start was killed so early that its mongod took the folder only now.
    if (!(await endOrphan(dataDir, progress))) throw error
    return start()
  })
  const kept = keepAlive(first, start, progress)
  try {
    const facts = await server.prepareServer(folder).catch(async (error: unknown) => {
      // A start that died between taking a new port and writing it into the set.
      if (!(error instanceof server.ServerRefused) || error.code !== 'moved') throw error
      await kept.around(() => move(found, folder))
      return server.prepareServer(folder)
    })
    recordWritten(dataDir, { version: facts.version, featureVersion: facts.featureVersion })
    return { uri: server.ownUri(folder), version: facts.version, stop: kept.stop }
  } catch (error) {
    await kept.stop()
    throw explain(error, folder)
  }
}

interface Kept {
  stop(): Promise<void>
  /** Does some work while mongod is down. */
  around(work: () => Promise<void>): Promise<void>
}

/** Starts mongod again whenever it ends unasked (killed, disk full), so that service resumes by itself. */
function keepAlive(first: ChildProcess, start: () => Promise<ChildProcess>, progress: Progress): Kept {
  let child = first
  let stopping = false
  let revival: Promise<void> = Promise.resolve()
  const revive = async () => {
    for (let wait = 500; !stopping; wait = Math.min(wait * 2, 15_000)) {
      await pause(wait)
      if (stopping) return
      try {
        child = await start()
        watch()
        progress.step('mongod: running again.')
        return
      } catch (error) {
        progress.step(reason(error))
      }
    }
  }
  const watch = () => {
    child.once('exit', (code, signal) => {
      if (stopping) return
      progress.step(`mongod: ended unexpectedly (${signal ?? code}); starting it again.`)
      revival = revive()
    })
  }
  // Whatever way this process leaves, its mongod is asked to end too.
  const last = () => child.kill('SIGTERM')
  process.once('exit', last)
  watch()
  const pauseIt = async () => {
    stopping = true
    await revival
    await stopChild(child)
  }
  return {
    async stop() {
      await pauseIt()
      process.off('exit', last)
    },
    async around(work) {
      await pauseIt()
      await work()
      child = await start()
      stopping = false
      watch()
    },
  }
}

/** The set's description follows the port, by a short run outside the set. */
async function move(found: Found, folder: DataFolder): Promise<void> {
  const alone = await launch(found, folder, [], [])
  try {
    await server.moveServer(folder.port, readFileSync(folder.keyFile, 'utf8'))
  } finally {
    await stopChild(alone)
  }
}

const replicated = ['--replSet', server.ownSet, '--oplogSize', '1024']

function argumentsOf(folder: DataFolder, set: readonly string[], args: readonly string[]): string[] {
  const ours = '--auth --bind_ip 127.0.0.1 --nounixsocket --logappend --slowms 2000'
  const paths = ['--keyFile', folder.keyFile, '--port', String(folder.port), '--dbpath', folder.db]
  // Diagnostic samples fill 200 MB of the folder with what only MongoDB's support reads.
  const quiet = ['--setParameter', 'diagnosticDataCollectionEnabled=false']
  return [...ours.split(' '), ...set, ...paths, '--logpath', folder.log, ...quiet, ...args]
}

/** Resolves once it listens. */
async function launch(
  found: Found,
  folder: DataFolder,
  set: readonly string[],
  args: readonly string[],
): Promise<ChildProcess> {
  const logged = statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0
  // Its own process group: Ctrl-C in a terminal must reach us alone, and mongod only after the drain.
  const child = spawn(found.binary, argumentsOf(folder, set, args), {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let complained = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString()
  })
  let failed: unknown
  child.on('error', (error) => {
    failed = error
  })
  const limit = Date.now() + 60_000
  while (Date.now() < limit) {
    if (failed !== undefined) throw notStarted(found, reason(failed))
    if (child.exitCode !== null || child.signalCode !== null) throw ended(found, child, folder, logged, complained)
    if (await answers(folder.port)) return child
    await pause(20)
  }
  await stopChild(child)
  throw notStarted(found, `it did not listen within 60 s; see ${folder.log}`)
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    const say = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.once('connect', () => say(true))
    socket.once('error', () => say(false))
  })
}

/** Exit code 62 means files of a version it cannot open: https://www.mongodb.com/docs/manual/reference/exit-codes/ */
function ended(found: Found, child: ChildProcess, folder: DataFolder, logged: number, complained: string): Error {
  const why = lastError(folder.log, logged) ?? reason(complained.trim() || `see ${folder.log}`)
  if (child.exitCode === 62 || /feature compatibility version|UPGRADE PROBLEM/i.test(why)) {
    return new DatabaseError('cannot-open', `version ${found.version} cannot open the files in ${folder.db}`)
  }
  return notStarted(found, `it ended with ${child.signalCode ?? child.exitCode}: ${why}`)
}

/** The most serious line mongod logged since its start; its log holds one JSON object a line. */
function lastError(log: string, from: number): string | undefined {
  const text = readFileSync(log, { flag: 'a+' }).subarray(from).toString('utf8')
  const line = text.split('\n').findLast((one) => /"s":"[EF]"/.test(one) && !/"msg":"\\n\\n\*\*\*aborting/.test(one))
  if (line === undefined) return undefined
  try {
    const { msg, attr } = JSON.parse(line) as { msg: string; attr?: { error?: unknown } }
    return reason(attr?.error === undefined ? msg : `${msg} ${JSON.stringify(attr.error)}`)
  } catch {
    return undefined
  }
}

const notStarted = (found: Found, why: string) =>
  new DatabaseError('not-started', `mongod (${found.binary}) did not start: ${why}.`)

/** Ends a mongod that outlived a product that was killed: mongod.lock carries its number until it stops cleanly. */
async function endOrphan(dataDir: string, progress: Progress): Promise<boolean> {
  const db = join(dataDir, 'db')
  const pid = lockedBy(db)
  if (pid === undefined || !isAlive(pid) || !commandOf(pid).includes(`--dbpath ${db} `)) return false
  progress.step(`mongod: process ${pid} was left by a start that was killed; stopping it cleanly.`)
  await end(pid, stopPatience)
  return true
}

function lockedBy(db: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(db, 'mongod.lock'), 'utf8'), 10)
    return pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await end(child.pid, stopPatience)
  await gone
}

function explain(error: unknown, folder: DataFolder): unknown {
  if (!(error instanceof server.ServerRefused)) return error
  if (error.code === 'wrong-password') {
    return new DatabaseError(
      'not-started',
      `The database in ${folder.db} does not know the password kept beside it in mongod/access.json; put back the copy that belongs to it.`,
    )
  }
  return new DatabaseError(
    'not-started',
    `mongod started and then did not answer (${reason(error.cause)}); see ${folder.log}.`,
  )
}
