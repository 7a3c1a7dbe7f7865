import { LRUCache } from 'lru-cache'
import { Refused } from '../../contract.ts'
import { Conflict, NotFound, Stale } from '../../door/inbox.ts'
import type { DataKeys } from '../../guard/data-keys.ts'
import { clash, Id, type Store } from '../../store/connect.ts'
import { Turnstile } from '../turnstile.ts'
import { openFace } from './body.ts'
import { emptyHead, type Facts, type HeadState } from './fold.ts'
import type { Heads } from './heads.ts'
import { headRow } from './heads.ts'
import { Thread, type ThreadHouse } from './thread.ts'

const CACHED = 5000

/** What a glance shows. */
type Glance = Pick<HeadState, 'status' | 'assignee' | 'assigneeName' | 'readByAgents' | 'seq'>

/** A refusal of ours, given before anything was written. */
const isAnswer = (error: unknown) =>
  error instanceof NotFound || error instanceof Conflict || error instanceof Stale || error instanceof Refused

/** Every conversation that this process works on: loaded once, one caller at a time. */
export class Threads {
  readonly heads: Heads
  readonly #store: Store
  readonly #keys: DataKeys
  readonly #house: ThreadHouse
  readonly #known = new LRUCache<string, Thread>({ max: CACHED })
  readonly #turns = new Turnstile()

  constructor(parts: {
    store: Store
    keys: DataKeys
    heads: Heads
    house: Pick<ThreadHouse, 'insert' | 'rules' | 'now'>
  }) {
    this.#store = parts.store
    this.#keys = parts.keys
    this.heads = parts.heads
    this.#house = {
      ...parts.house,
      after: (conversation, seq) =>
        this.#store.messages
          .find({ conversation, seq: { $gt: seq } })
          .sort({ seq: 1 })
          .toArray(),
      byKey: (channel, key) => this.#store.messages.findOne({ channel, key }),
      marked: (head, key) => this.heads.mark(head, key),
    }
  }

  /**
   * Runs one piece of work on a conversation after all earlier ones. Throws NotFound when it does not exist. If the
   * work fails the memory of it is dropped: a write whose outcome is unknown is read back before the next number.
   */
  run<T>(id: string, work: (thread: Thread) => Promise<T>): Promise<T> {
    return this.#turns.run(id, async () => {
      const thread = await this.#load(id)
      try {
        return await work(thread)
      } catch (error) {
        if (!isAnswer(error)) this.#known.delete(id)
        throw error
      }
    })
  }

  /** Stores a new, empty conversation. A conversation of that name that exists already is left as it is. */
  async begin(facts: Pick<HeadState, Facts | 'face'> & Pick<Partial<HeadState>, 'standing'>): Promise<void> {
    const id = facts._id.toHexString()
    const [key] = await this.#keys.make(facts.desk, [id])
    if (key === undefined) throw new NotFound()
    const head = emptyHead(facts, new Date(this.#house.now()), facts.face)
    try {
      await this.#store.group.conversations.insert(headRow(head, key))
    } catch (error) {
      if (clash(error) !== '_id') throw error
      return
    }
    // Nobody else can know it yet: it need not be read back.
    this.#known.set(id, new Thread(head, key, this.#house))
  }

  async exists(id: string): Promise<boolean> {
    if (this.#known.has(id)) return true
    return (await this.#store.conversations.countDocuments({ _id: new Id(id) }, { limit: 1 })) > 0
  }

  /** How a conversation stands, without keeping it in memory for who only looks; undefined before it exists. */
  async glance(id: string): Promise<Glance | undefined> {
    const head = this.#known.get(id)?.head ?? this.heads.pending(id)
    if (head !== undefined) return head
    const projection = { status: 1, assignee: 1, assigneeName: 1, readByAgents: 1, seq: 1 } as const
    return (await this.#store.conversations.findOne({ _id: new Id(id) }, { projection })) ?? undefined
  }

  /** Waits until no conversation has work under way, then writes every head. */
  async settle(): Promise<void> {
    await this.#turns.idle()
    await this.heads.flush()
  }

  async #load(id: string): Promise<Thread> {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const row = await this.#store.conversations.findOne({ _id: new Id(id) })
    if (row === null) throw new NotFound()
    const key = await this.#keys.of(id)
    const thread = new Thread({ ...row, face: openFace(key, row) }, key, this.#house)
    await thread.catchUp()
    this.#known.set(id, thread)
    return thread
  }
}
