import { createHash } from 'node:crypto'
import type { Reader } from '../door/door.ts'
import { clash, type Store } from '../store/connect.ts'
import type { AuditRow } from '../store/people/audit.ts'

type Line = Omit<AuditRow, '_id' | 'n' | 'prev' | 'hash'>

const GENESIS = ''.padEnd(64, '0')

/** Hash of a line over the one before: one changed, missing or inserted line breaks all that follow. */
function hashLine(line: Omit<AuditRow, '_id' | 'hash'>): string {
  const { prev, desk, n, at, who, roles, action, ref, reason } = line
  return createHash('sha256')
    .update(JSON.stringify([prev, desk, n, at.toISOString(), who, roles, action, ref, reason ?? null]))
    .digest('hex')
}

/** The audit chains, one a desk: every opening and every change, who, role, when, why, reference; never content. */
export class Audit {
  readonly #store: Pick<Store, 'audit'>
  readonly #now: () => number
  readonly #last = new Map<string, { n: number; hash: string }>()
  readonly #queues = new Map<string, Promise<void>>()

  constructor(store: Pick<Store, 'audit'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** Resolves once the line is durable. `who` is a reader or the name of a part of the product. */
  write(desk: string, who: Reader | string, action: string, ref: string, reason?: string): Promise<void> {
    const line: Line = {
      desk,
      at: new Date(this.#now()),
      who: typeof who === 'string' ? who : who.agent,
      roles: typeof who === 'string' ? [] : [...(who.roles.get(desk) ?? [])],
      action,
      ref,
      ...(reason !== undefined && { reason }),
    }
    const turn = (this.#queues.get(desk) ?? Promise.resolve()).then(() => this.#append(line))
    this.#queues.set(
      desk,
      turn.catch(() => undefined),
    )
    return turn
  }

  /** Walks each chain from its first line; `broken` is the first number that does not fit. */
  async verify(): Promise<{ desk: string; entries: number; broken?: number }[]> {
    const results: { desk: string; entries: number; broken?: number }[] = []
    for (const desk of (await this.#store.audit.distinct('desk')).sort()) results.push(await this.#verifyOne(desk))
    return results
  }

  async #verifyOne(desk: string): Promise<{ desk: string; entries: number; broken?: number }> {
    let entries = 0
    let prev = GENESIS
    for await (const row of this.#store.audit.find({ desk }).sort({ n: 1 })) {
      entries += 1
      if (row.n !== entries || row.prev !== prev || hashLine(row) !== row.hash)
        return { desk, entries, broken: entries }
      prev = row.hash
    }
    return { desk, entries }
  }

  async #append(line: Line): Promise<void> {
    for (;;) {
      const last = this.#last.get(line.desk) ?? (await this.#tail(line.desk))
      const numbered = { ...line, n: last.n + 1, prev: last.hash }
      const hash = hashLine(numbered)
      try {
        await this.#store.audit.insertOne({
          _id: `${line.desk}:${numbered.n}`,
          ...numbered,
          hash,
        })
        this.#last.set(line.desk, { n: numbered.n, hash })
        return
      } catch (error) {
        this.#last.delete(line.desk)
        if (clash(error) === undefined) throw error
      }
    }
  }

  async #tail(desk: string): Promise<{ n: number; hash: string }> {
    const row = await this.#store.audit.findOne({ desk }, { sort: { n: -1 }, projection: { n: 1, hash: 1 } })
    return row === null ? { n: 0, hash: GENESIS } : { n: row.n, hash: row.hash }
  }
}
