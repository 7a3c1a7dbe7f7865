import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { HttpError } from '../http/edge/errors.ts'

/** Slows who writes too fast, never refuses them: their acknowledgement comes later, in order. */
export interface Pace {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
}

export interface PaceLimits {
  /** Messages at once without waiting. */
  readonly burst: number
  readonly perSecond: number
  /** Messages of one person that may wait; only a program fills this. It is told to come back, and keeps its text. */
  readonly waiting: number
}

interface Bucket {
  tokens: number
  at: number
  waiting: number
  last: Promise<unknown>
}

const GENTLE: PaceLimits = { burst: 20, perSecond: 4, waiting: 60 }

export function createPace(limits: PaceLimits = GENTLE, now: () => number = Date.now): Pace {
  const buckets = new LRUCache<string, Bucket>({ max: 50_000, ttl: 10 * 60_000 })
  const bucketOf = (key: string): Bucket => {
    const known = buckets.get(key)
    if (known !== undefined) return known
    const fresh = { tokens: limits.burst, at: now(), waiting: 0, last: Promise.resolve() }
    buckets.set(key, fresh)
    return fresh
  }
  const refill = (bucket: Bucket) => {
    const time = now()
    const earned = (Math.max(0, time - bucket.at) / 1000) * limits.perSecond
    bucket.tokens = Math.min(limits.burst, bucket.tokens + earned)
    bucket.at = time
  }
  return {
    async run(key, work) {
      const bucket = bucketOf(key)
      refill(bucket)
      if (bucket.waiting === 0 && bucket.tokens >= 1) {
        bucket.tokens -= 1
        return work()
      }
      if (bucket.waiting >= limits.waiting) throw new HttpError(503, 'busy', { headers: { 'Retry-After': '10' } })
      bucket.waiting += 1
      const turn = bucket.last.then(async () => {
        refill(bucket)
        if (bucket.tokens < 1) await sleep(((1 - bucket.tokens) / limits.perSecond) * 1000)
        refill(bucket)
        bucket.tokens -= 1
        bucket.waiting -= 1
      })
      bucket.last = turn
      await turn
      return work()
    },
  }
}
