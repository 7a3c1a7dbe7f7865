import { createHmac, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'

const FREE = 3
const LONGEST_MS = 60_000

/** A growing wait after wrong passwords, per login. The login is held only as a hash under a key made at start. */
export class SlowDown {
  readonly #now: () => number
  readonly #key = randomBytes(32)
  readonly #tries = new LRUCache<string, { failures: number; until: number }>({
    max: 10_000,
  })

  constructor(now: () => number) {
    this.#now = now
  }

  mayTry(login: string): boolean {
    return (this.#tries.get(this.#name(login))?.until ?? 0) <= this.#now()
  }

  failed(login: string): void {
    const name = this.#name(login)
    const failures = (this.#tries.get(name)?.failures ?? 0) + 1
    const wait = failures <= FREE ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** (failures - FREE))
    this.#tries.set(name, { failures, until: this.#now() + wait })
  }

  passed(login: string): void {
    this.#tries.delete(this.#name(login))
  }

  #name(login: string): string {
    return createHmac('sha256', this.#key).update(login).digest('base64')
  }
}
