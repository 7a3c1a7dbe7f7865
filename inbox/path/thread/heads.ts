import type { Log } from '../../door/inbox.ts'
import type { BulkChange, Store } from '../../store/connect.ts'
import type { ConversationRow } from '../../store/talk/conversations.ts'
import { sealFace } from './body.ts'
import type { HeadState } from './fold.ts'

const DELAY_MS = 200
const BATCH = 500

/** The row of a head, its face sealed again. */
export function headRow(head: HeadState, key: Uint8Array): ConversationRow {
  return { ...head, face: sealFace(key, head, head.face) }
}

/**
 * Writes heads behind the messages, coalesced per conversation, at most 200 ms late; whoever reads a list has them written
 * first. A head is derived: one that was not written before a crash is folded again from its messages at the next start.
 */
export class Heads {
  readonly #store: Pick<Store, 'conversations'>
  readonly #log: Log
  #dirty = new Map<string, { head: HeadState; key: Uint8Array }>()
  #timer: NodeJS.Timeout | undefined
  #under: Promise<void> = Promise.resolve()

  constructor(store: Pick<Store, 'conversations'>, log: Log) {
    this.#store = store
    this.#log = log
  }

  mark(head: HeadState, key: Uint8Array): void {
    this.#dirty.set(head._id.toHexString(), { head, key })
    this.#timer ??= setTimeout(() => this.#later(), DELAY_MS)
  }

  /** A head that is marked and not written yet. */
  pending(id: string): HeadState | undefined {
    return this.#dirty.get(id)?.head
  }

  /** Everything marked so far is written when this resolves. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#under = this.#under.then(() => this.#write())
    await this.#under
  }

  #later(): void {
    this.flush().catch(() => {
      this.#log.warn('heads-not-written', { waiting: this.#dirty.size })
      this.#timer ??= setTimeout(() => this.#later(), 1000)
    })
  }

  async #write(): Promise<void> {
    while (this.#dirty.size > 0) {
      const batch = [...this.#dirty].slice(0, BATCH)
      for (const [id] of batch) this.#dirty.delete(id)
      try {
        await this.#store.conversations.bulkWrite(
          batch.map(([, { head, key }]) => update(headRow(head, key))),
          { ordered: false },
        )
      } catch (error) {
        for (const [id, entry] of batch) if (!this.#dirty.has(id)) this.#dirty.set(id, entry)
        this.#under = Promise.resolve()
        throw error
      }
    }
  }
}

/** Never backwards: another node may have folded further. */
function update(row: ConversationRow): BulkChange<ConversationRow> {
  const { _id, desk, channel, contact, number, public: open, standing, readByContact, readByAgents, ...derived } = row
  return {
    updateOne: {
      filter: { _id, seq: { $lte: row.seq } },
      update: { $set: derived, $max: { readByContact, readByAgents } },
    },
  }
}
