import type { Log } from '../../door/inbox.ts'
import type { DataKeys } from '../../guard/data-keys.ts'
import type { Store } from '../../store/connect.ts'
import type { RawRow } from '../../store/talk/raws.ts'

const DELAY_MS = 50
const BATCH = 500

/** A raw item that belongs to a message now. */
export interface Belongs {
  readonly raw: RawRow['_id']
  readonly at: Required<Pick<RawRow, 'conversation' | 'seq' | 'wrapped'>>
  /** The subject of its own key, destroyed once the item is under the conversation's. */
  readonly subject: string
}

/**
 * Writes behind the messages which raw item belongs to which, many in one commit. Until then an item stands under its own
 * key and is found again by the sweep, so a crash between message and this write loses and doubles nothing.
 */
export class Threaded {
  readonly #store: Pick<Store, 'raws'>
  readonly #keys: DataKeys
  readonly #log: Log
  #waiting: Belongs[] = []
  #timer: NodeJS.Timeout | undefined
  #under: Promise<void> = Promise.resolve()

  constructor(store: Pick<Store, 'raws'>, keys: DataKeys, log: Log) {
    this.#store = store
    this.#keys = keys
    this.#log = log
  }

  add(item: Belongs): void {
    this.#waiting.push(item)
    this.#timer ??= setTimeout(() => this.#later(), DELAY_MS)
  }

  /** Everything added so far is written when this resolves. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#under = this.#under.then(() => this.#write())
    await this.#under
  }

  #later(): void {
    this.flush().catch(() => {
      this.#log.warn('raws-not-written', { waiting: this.#waiting.length })
      this.#timer ??= setTimeout(() => this.#later(), 1000)
    })
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH)
      try {
        await this.#store.raws.bulkWrite(
          batch.map(({ raw, at }) => ({
            updateOne: { filter: { _id: raw }, update: { $set: { state: 'threaded' as const, ...at } } },
          })),
          { ordered: false },
        )
        // Only after the item is under the conversation's key: else a crash would leave bytes that nothing opens.
        await this.#keys.destroy(...batch.map(({ subject }) => subject))
        this.#waiting = this.#waiting.slice(batch.length)
      } catch (error) {
        this.#under = Promise.resolve()
        throw error
      }
    }
  }
}
