import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { InboundFile } from '../../../inbox/index.ts'
import { HttpError } from './errors.ts'

const MINUTES_KEPT = 20
const MOST_PER_OWNER = 10
const MOST_FILES = 10_000

interface Held {
  readonly owner: string
  readonly name: string
  readonly type: string
  /** Empty once the message that carried it was stored: only a repeat of that message may name it again. */
  bytes: Uint8Array
  spentBy: string | undefined
}

/** Files wait here, in memory, until the message that refers to them; each is bound to who sent it. */
export interface Uploads {
  put(owner: string, file: InboundFile): string
  /** The files of one message. A repeat of a stored message gets none: it is recognised by its id. */
  take(owner: string, clientId: string, ids: readonly string[]): InboundFile[]
  /** The message is stored: the bytes may go. */
  spend(owner: string, clientId: string, ids: readonly string[]): void
}

export function createUploads(limits: { bytes: number } = { bytes: 200 * 1024 * 1024 }): Uploads {
  const held = new LRUCache<string, Held>({ max: MOST_FILES, ttl: MINUTES_KEPT * 60_000, ttlAutopurge: false })
  const waiting = () => {
    held.purgeStale()
    return [...held.values()].filter((file) => file.spentBy === undefined)
  }
  return {
    put(owner, file) {
      const all = waiting()
      const total = all.reduce((sum, other) => sum + other.bytes.length, file.bytes.length)
      const own = all.filter((other) => other.owner === owner).length
      if (total > limits.bytes || own >= MOST_PER_OWNER) throw new HttpError(503, 'uploads-full')
      const id = randomBytes(16).toString('base64url')
      held.set(id, { owner, name: file.name, type: file.type, bytes: file.bytes, spentBy: undefined })
      return id
    },
    take(owner, clientId, ids) {
      return ids.flatMap((id) => {
        const file = held.get(id)
        if (file === undefined || file.owner !== owner) throw new HttpError(422, 'upload-unknown')
        if (file.spentBy === undefined) return [{ name: file.name, type: file.type, bytes: file.bytes }]
        if (file.spentBy === clientId) return []
        throw new HttpError(422, 'upload-unknown')
      })
    },
    spend(owner, clientId, ids) {
      for (const id of ids) {
        const file = held.get(id)
        if (file === undefined || file.owner !== owner) continue
        file.bytes = new Uint8Array()
        file.spentBy = clientId
      }
    },
  }
}
