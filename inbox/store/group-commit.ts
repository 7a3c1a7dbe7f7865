import { mongo } from 'mongoose'
import { Unavailable } from '../contract.ts'

const BATCH = 500
const WAITING = 10_000

interface Caller<T> {
  readonly row: T
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

interface Pace {
  /** With one flush in flight batches are larger; with two a lone caller waits less. */
  readonly inFlight: number
  /** Milliseconds to wait for company when the last flush ended less than as long ago; 0: never. */
  readonly linger: number
}

/** A row of a batch was refused by a unique index; `field` is the last one of that index. */
export class RowClash extends Error {
  readonly code = 'row-clash'
  readonly field: string
  constructor(field: string) {
    super(`A row with this ${field} exists.`)
    this.name = 'RowClash'
    this.field = field
  }
}

/**
 * Group commit: callers that wait share one unordered insertMany, and each is answered after its own batch is
 * majority-committed and journaled, so the durability is that of a single insert at a fraction of the cost per command.
 * Flushes at once when idle; few flushes are in flight; beyond a bound callers are told Unavailable instead of
 * waiting for ever. One refused row fails alone.
 */
export class GroupCommit<T extends mongo.Document> {
  readonly #rows: mongo.Collection<T>
  #waiting: Caller<T>[] = []
  readonly #pace: Pace
  #flying = 0
  #flown = 0

  constructor(rows: mongo.Collection<T>, pace: Pace = { inFlight: 2, linger: 0 }) {
    this.#rows = rows
    this.#pace = pace
  }

  /** Resolves once the row is durable. Rejects with RowClash, Unavailable (queue full), or the driver's error. */
  insert(row: T): Promise<void> {
    if (this.#waiting.length >= WAITING) return Promise.reject(new Unavailable())
    return new Promise((done, failed) => {
      this.#waiting.push({ row, done, failed })
      // Not at once but after the events of this turn of the loop: callers whose bytes came together go together.
      if (this.#waiting.length > 1) return
      if (performance.now() - this.#flown < this.#pace.linger) setTimeout(() => this.#pump(), this.#pace.linger)
      else setImmediate(() => this.#pump())
    })
  }

  #pump(): void {
    while (this.#flying < this.#pace.inFlight && this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH)
      this.#waiting = this.#waiting.slice(BATCH)
      this.#flying += 1
      void this.#flush(batch).finally(() => {
        this.#flying -= 1
        this.#flown = performance.now()
        this.#pump()
      })
    }
  }

  async #flush(batch: readonly Caller<T>[]): Promise<void> {
    try {
      await this.#rows.insertMany(batch.map(({ row }) => row) as mongo.OptionalUnlessRequiredId<T>[], {
        ordered: false,
      })
      for (const { done } of batch) done()
    } catch (error) {
      settle(batch, error)
    }
  }
}

/** Refused rows fail one by one and the others stand; where the server does not account for every row, the outcome of all is unknown. */
function settle<T>(batch: readonly Caller<T>[], error: unknown): void {
  const refused = refusals(error)
  const whole = refused !== undefined && refused.inserted + refused.rows.size === batch.length
  for (const [i, { done, failed }] of batch.entries()) {
    const why = whole ? refused.rows.get(i) : error
    if (why === undefined) done()
    else failed(why)
  }
}

function refusals(error: unknown): { inserted: number; rows: ReadonlyMap<number, unknown> } | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError() !== undefined)
    return undefined
  const rows = new Map<number, unknown>()
  for (const { index, code, errmsg } of [error.writeErrors].flat())
    rows.set(index, code === 11000 ? new RowClash(fieldOf(errmsg ?? '')) : error)
  return { inserted: error.result.insertedCount, rows }
}

/** The last field of the index that the server names: "… index: conversation_1_seq_1 dup key …", "… index: _id_ dup key …". */
function fieldOf(message: string): string {
  const name = /index: (\S+) dup key/.exec(message)?.[1] ?? 'some'
  return name === '_id_' ? '_id' : (name.replace(/_-?1$/, '').split(/_-?1_/).at(-1) ?? 'some')
}
