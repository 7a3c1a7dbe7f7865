import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id, RFC 9106 second recommended option scaled to a shared machine: 64 MiB, 3 passes. */
const options = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
/** Hashing fills memory and a core: no more than this many at once. */
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

export const hashPassword = (password: string) => inTurn(() => hash(password, options))

/** A well-formed hash (PHC string) that no password is known to give: an unknown login takes as long as a known one. */
const drawn = (size: number) => randomBytes(size).toString('base64').replace(/=+$/, '')
const { memoryCost: m, timeCost: t, parallelism: p } = options
const decoy = `$argon2id$v=19$m=${m},t=${t},p=${p}$${drawn(16)}$${drawn(32)}`

/** Checks a password; without a stored hash takes the same time and says no. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  const against = stored ?? decoy
  return (await inTurn(() => verify(against, password, options))) && stored !== undefined
}
