import { createHmac, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { SignInRefused } from '../../../inbox/index.ts'

/** Wrong tries cost time, per login: 0.4 s, 0.8 s, … 60 s. Addresses are not looked at: a whole office may share one. */
export interface SlowDown {
  attempt<T>(login: string, check: () => Promise<T>): Promise<T>
}

interface Tries {
  count: number
  until: number
}

const SHORT_WAIT = 3000
const LONGEST_WAIT = 60_000
/** A password check takes a core and 20 MB and more for a moment: this many at a time, that many waiting. */
const AT_ONCE = 2
const WAITING = 40

export function createSlowDown(now: () => number = Date.now): SlowDown {
  // Forgotten at every start, and useless to whoever reads this memory: the key is random and the login is not kept.
  const key = randomBytes(32)
  const tries = new LRUCache<string, Tries>({ max: 10_000, ttl: 15 * 60_000 })
  const gate = createGate(AT_ONCE, WAITING)
  return {
    async attempt(login, check) {
      const id = createHmac('sha256', key).update(login.trim().toLowerCase()).digest('base64url')
      const known = tries.get(id)
      const wait = known === undefined ? 0 : known.until - now()
      if (wait > SHORT_WAIT) throw new SignInRefused('slow-down')
      if (wait > 0) await sleep(wait)
      try {
        const result = await gate(check)
        tries.delete(id)
        return result
      } catch (error) {
        if (error instanceof SignInRefused && error.code !== 'slow-down') {
          const count = (tries.get(id)?.count ?? 0) + 1
          tries.set(id, { count, until: now() + Math.min(LONGEST_WAIT, 200 * 2 ** count) })
        }
        throw error
      }
    },
  }
}

function createGate(atOnce: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new SignInRefused('slow-down')
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      // The place passes to who waited longest, so that `running` never counts one too many.
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
