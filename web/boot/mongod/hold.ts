import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, startOf } from './processes.ts'
import { DatabaseError } from './refused.ts'

/** One product a data folder. Gives back what lets go of it. */
export function holdFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'permanence.lock')
  const mine = `${process.pid} ${startOf(process.pid)}`
  for (let tries = 0; tries < 5; tries++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(dataDir, error)
      setAsideIfStale(file, dataDir)
    }
  }
  throw inUse(dataDir, 'another process')
}

/** The process that holds the folder now, if any lives. */
export function holderOf(dataDir: string): number | undefined {
  const [pid, start] = readLock(join(dataDir, 'permanence.lock'))
  return held(pid, start) ? pid : undefined
}

const held = (pid: number, start: string): boolean =>
  pid > 0 && isAlive(pid) && (start === '' || startOf(pid) === start)

/** A lock whose holder is dead (power cut, kill -9) is moved away; renaming lets only one of two starters do it. */
function setAsideIfStale(file: string, dataDir: string): void {
  const [pid, start] = readLock(file)
  if (held(pid, start)) throw inUse(dataDir, `process ${pid}`)
  try {
    renameSync(file, `${file}.${process.pid}`)
    rmSync(`${file}.${process.pid}`, { force: true })
  } catch {
    // Somebody else moved it: the next try tells who holds the folder now.
  }
}

function readLock(file: string): [number, string] {
  try {
    const [pid = '', ...start] = readFileSync(file, 'utf8').split(' ')
    return [Number.parseInt(pid, 10) || 0, start.join(' ')]
  } catch {
    return [0, '']
  }
}

const inUse = (dataDir: string, who: string) =>
  new DatabaseError(
    'in-use',
    `${dataDir} is already used by ${who}; stop it first, or give this one another DATA_DIR and PORT.`,
  )

const cannotWrite = (dataDir: string, error: unknown) =>
  new DatabaseError(
    'not-started',
    `DATA_DIR is "${dataDir}", which cannot be written (${(error as NodeJS.ErrnoException).code}); it must be a folder this process may write.`,
  )
