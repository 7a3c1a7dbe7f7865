import { type Line, SendError } from '../../contract.ts'
import type { MessageRow } from '../../store/talk/messages.ts'
import type { Core, Wire } from '../core.ts'
import { refOf } from '../intake/place.ts'
import { delivered } from './delivered.ts'
import { outboundOf } from './outbound.ts'
import { isLate } from './window.ts'

const LEASE_MS = 120_000
const POLL_MS = 2000
const AT_ONCE = 4
const MINUTE = 60_000
/** Waits after a failed try, in minutes; then every six hours, for five days in all (RFC 5321 §4.5.4.1). */
const BACK_OFF = [1, 5, 15, 60, 180]
const GIVE_UP_MS = 5 * 86_400_000
const backOff = (tries: number) => (BACK_OFF[tries - 1] ?? 360) * MINUTE

type Outcome = {
  state: 'sent' | 'queued' | 'failed' | 'unsure'
  code?: string
  after?: number
  refs?: string[]
  once?: boolean
}

/**
 * Sends what was queued with its message. A row is leased by one holder at a time, with a fencing number and database
 * time: a holder that slept past its lease writes nothing. A lease that ran out may mean that it went out: it is sent
 * once more under the same wire id and shown as "may have gone out twice".
 */
export class Outbox {
  readonly #core: Core
  readonly #lines: ReadonlyMap<string, Line>
  readonly #stops: (() => void)[] = []
  readonly #under = new Set<Promise<void>>()
  #open = false

  constructor(core: Core, lines: ReadonlyMap<string, Line>) {
    this.#core = core
    this.#lines = lines
  }

  start(): void {
    this.#open = true
    const timer = setInterval(() => this.#pump(), POLL_MS)
    this.#stops.push(
      () => clearInterval(timer),
      this.#core.topics.on('outbox', '', () => this.#pump()),
    )
    this.#pump()
  }

  /** Takes nothing new and resolves when what is under way has been written down. */
  async stop(): Promise<void> {
    this.#open = false
    for (const stop of this.#stops) stop()
    await Promise.all(this.#under)
  }

  #pump(): void {
    while (this.#open && this.#under.size < AT_ONCE) {
      const work = this.#drain()
      this.#under.add(work)
      void work.finally(() => this.#under.delete(work))
    }
  }

  async #drain(): Promise<void> {
    try {
      for (let row = await this.#lease(); row !== null; row = this.#open ? await this.#lease() : null)
        await this.#sendOne(row)
    } catch {
      this.#core.log.warn('outbox-waits')
    }
  }

  #lease(): Promise<MessageRow | null> {
    // Never tried is due at once: its time was written by the clock of whoever queued it, which may be wrong.
    const due = { $or: [{ $eq: ['$delivery.tries', 0] }, { $lte: ['$delivery.nextAt', '$$NOW'] }] }
    const expired = { $lte: ['$delivery.until', '$$NOW'] }
    const mine = {
      'delivery.by': 'lease' as const,
      channel: { $in: [...this.#lines.keys()] },
    }
    return this.#core.store.messages.findOneAndUpdate(
      {
        ...mine,
        $or: [
          { 'delivery.state': 'queued', $expr: due },
          { 'delivery.state': 'sending', $expr: expired },
        ],
      },
      [
        {
          $set: {
            'delivery.code': {
              $cond: [{ $eq: ['$delivery.state', 'sending'] }, 'maybe-twice', '$delivery.code'],
            },
            'delivery.state': 'sending',
            'delivery.tries': { $add: ['$delivery.tries', 1] },
            'delivery.fence': { $add: ['$delivery.fence', 1] },
            'delivery.until': {
              $dateAdd: {
                startDate: '$$NOW',
                unit: 'millisecond',
                amount: LEASE_MS,
              },
            },
          },
        },
      ],
      { sort: { 'delivery.nextAt': 1 }, returnDocument: 'after' },
    )
  }

  async #sendOne(row: MessageRow): Promise<void> {
    const wire = this.#core.wires.get(row.channel)
    const line = this.#lines.get(row.channel)
    const { code } = row.delivery ?? {}
    // Closed or paused while we leased it: given back, else its lease would run out and look like a doubtful send.
    if (wire === undefined || line === undefined) return this.#write(row, { state: 'queued', ...(code && { code }) })
    const doubtful = code === 'maybe-twice'
    const outcome = await this.#attempt(wire, line, row)
    if (outcome.state === 'sent' && doubtful && !outcome.once)
      await this.#write(row, { ...outcome, state: 'unsure', code: 'maybe-twice' })
    else await this.#write(row, outcome)
  }

  async #attempt(wire: Wire, line: Line, row: MessageRow): Promise<Outcome> {
    try {
      const message = await outboundOf(this.#core, wire, row)
      if (isLate(wire.capabilities, message, this.#core.now())) return { state: 'failed', code: 'window-closed' }
      const { wireIds = [], once = false } = await line.send(message)
      return { state: 'sent', once, refs: wireIds.map((wireId) => refOf(this.#core, wire, wireId)) }
    } catch (error) {
      if (!(error instanceof SendError)) {
        this.#core.log.error('send-broke', { channel: wire.id })
        return this.#later(row, 'send-broke')
      }
      if (error.outcome === 'never') return { state: 'failed', code: error.code }
      if (error.outcome === 'unsure') return { state: 'unsure', code: error.code }
      return this.#later(row, error.code, error.after)
    }
  }

  #later(row: MessageRow, code: string, after = 0): Outcome {
    if (this.#core.now() - row.at.getTime() > GIVE_UP_MS) return { state: 'failed', code }
    return {
      state: 'queued',
      code,
      after: Math.max(after, backOff(row.delivery?.tries ?? 1)),
    }
  }

  /** Written only while the lease is still ours. */
  async #write(row: MessageRow, { state, code, after = 0, refs = [] }: Outcome): Promise<void> {
    const changed = await this.#core.store.messages.findOneAndUpdate(
      {
        _id: row._id,
        'delivery.state': 'sending',
        'delivery.fence': row.delivery?.fence ?? -1,
      },
      [
        {
          $set: {
            'delivery.state': state,
            'delivery.nextAt': {
              $dateAdd: {
                startDate: '$$NOW',
                unit: 'millisecond',
                amount: after,
              },
            },
            ...(code !== undefined && { 'delivery.code': code }),
            ...(state === 'sent' && { 'delivery.at': '$$NOW' }),
            // By the wire's own ids its echo, its receipts and the answers to it are recognised.
            ...(refs.length > 0 && { ref: [row.ref ?? [], refs].flat() }),
          },
        },
        {
          $unset: ['delivery.until', ...(code === undefined ? ['delivery.code'] : [])],
        },
      ],
      { returnDocument: 'after' },
    )
    if (changed === null) {
      this.#core.log.warn('lease-lost', { channel: row.channel })
      return
    }
    await this.#core.threads.run(row.conversation.toHexString(), (thread) => delivered(this.#core, thread, changed))
  }
}
