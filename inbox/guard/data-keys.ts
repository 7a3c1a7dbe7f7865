import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { bytes, clash, Id, type Store } from '../store/connect.ts'
import type { Keyring } from './keyring.ts'
import { seal, unseal } from './seal.ts'

/** The data key is gone: what it sealed is forgotten for ever. */
class Forgotten extends Error {
  readonly code = 'forgotten'
  constructor() {
    super('The data key no longer exists.')
    this.name = 'Forgotten'
  }
}

/** One data key per subject (conversation, contact, raw item, account), wrapped by the desk's key, in a database of its own. */
export class DataKeys {
  readonly #store: Pick<Store, 'keys' | 'group' | 'uses'>
  readonly #keyring: Keyring
  readonly #known = new LRUCache<string, Buffer>({ max: 20_000 })

  constructor(store: Pick<Store, 'keys' | 'group' | 'uses'>, keyring: Keyring) {
    this.#store = store
    this.#keyring = keyring
  }

  /** Makes the subjects' keys, durable before anything is sealed with them. A subject that has one keeps it. */
  async make(desk: string, subjects: readonly string[]): Promise<Buffer[]> {
    const fresh = subjects.map(() => randomBytes(32))
    const rows = subjects.map((subject, i) => ({
      _id: subject,
      desk,
      generation: this.#keyring.active,
      wrapped: seal(this.#keyring.deskKey(desk), `key:${subject}`, fresh[i] ?? Buffer.alloc(0)) as never,
    }))
    try {
      await Promise.all(rows.map((row) => this.#store.group.keys.insert(row)))
    } catch (error) {
      if (clash(error) === undefined) throw error
      return Promise.all(subjects.map((subject) => this.of(subject)))
    }
    subjects.forEach((subject, i) => {
      this.#known.set(subject, fresh[i] ?? Buffer.alloc(0))
    })
    return fresh
  }

  /** The subject's key; throws Forgotten when it was destroyed. */
  async of(subject: string): Promise<Buffer> {
    const key = (await this.many([subject])).get(subject)
    if (key === undefined) throw new Forgotten()
    return key
  }

  /** The keys that exist among these subjects, with one query for those not known yet. */
  async many(subjects: readonly string[]): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>()
    const asked: string[] = []
    for (const subject of subjects) {
      const key = this.#known.get(subject)
      if (key === undefined) asked.push(subject)
      else found.set(subject, key)
    }
    if (asked.length === 0) return found
    for (const row of await this.#store.keys.find({ _id: { $in: asked } }).toArray()) {
      const desk = this.#keyring.deskKey(row.desk, row.generation)
      // In memory of its own: a small slice would hold the whole slab of the buffer pool that it was cut from.
      const key = Buffer.alloc(32)
      unseal(desk, `key:${row._id}`, bytes(row.wrapped)).copy(key)
      this.#known.set(row._id, key)
      found.set(row._id, key)
    }
    return found
  }

  /** Forgets the subjects: their sealed bytes can never be opened again, and what refers to a conversation goes with it. */
  async destroy(...subjects: readonly string[]): Promise<void> {
    await this.#store.keys.deleteMany({ _id: { $in: [...subjects] } })
    for (const subject of subjects) this.#known.delete(subject)
    const conversations = subjects.filter((subject) => Id.isValid(subject)).map((subject) => new Id(subject))
    await this.#store.uses.deleteMany({ conversation: { $in: conversations } })
  }
}
