import { LRUCache } from 'lru-cache'
import type { Id, Store } from '../../store/connect.ts'
import { Gather } from '../../store/gather.ts'
import type { ContactRow } from '../../store/talk/contacts.ts'

type Known = Pick<ContactRow, '_id' | 'channel' | 'key' | 'apart'>

/** How long another process's decision to file a person apart may go unseen here. */
const FRESH_MS = 30_000
/** Longer than any talk is quiet, shorter than an empty conversation is kept. */
const STANDING_MS = 10 * 60_000

/** A contact's name among those of all channels: its channel and its keyed hash. */
const nameOf = (channel: string, key: string) => `${channel} ${key}`

/** People and their standing threads as this process met them a moment ago; who is not known is looked up with others in one query. */
export class Contacts {
  readonly #rows: Gather<Known>
  readonly #people = new LRUCache<string, Known>({ max: 20_000, ttl: FRESH_MS })
  readonly #standing = new LRUCache<string, string>({ max: 20_000, ttl: STANDING_MS })

  constructor(store: Pick<Store, 'contacts'>) {
    this.#rows = new Gather<Known>(
      (names) => {
        const asked = names.map((name) => name.split(' '))
        const channel = { $in: [...new Set(asked.map(([id = '']) => id))] }
        const key = { $in: asked.map(([, hash = '']) => hash) }
        return store.contacts.find({ channel, key }, { projection: { channel: 1, key: 1, apart: 1 } }).toArray()
      },
      ({ channel, key }) => nameOf(channel, key),
    )
  }

  async find(channel: string, key: string): Promise<Known | undefined> {
    const name = nameOf(channel, key)
    const known = this.#people.get(name) ?? (await this.#rows.find(name))
    if (known !== undefined) this.#people.set(name, known)
    return known
  }

  /** Somebody filed the person apart or put them back: looked up again. */
  changed(_id: Id): void {
    for (const [name, known] of this.#people.entries()) if (known._id.equals(_id)) this.#people.delete(name)
  }

  /** The conversation of a standing thread, as `look` finds it. */
  async standing(key: string, look: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = this.#standing.get(key) ?? (await look())
    if (known !== undefined) this.#standing.set(key, known)
    return known
  }
}
