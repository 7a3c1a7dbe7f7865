import type { Gauge, Sink } from '../../../inbox/contract.ts'
import { rest } from '../../shared/rest.ts'
import type { Health } from './health.ts'

type State = NonNullable<Gauge['webhook']>['state']

const CONCERN = 'silence'
/** So many things that looking found and no event told, before we say that X has stopped calling. */
const MANY = 3
/** How long an event may be behind the look that found the same thing. */
const GRACE = 60_000

/**
 * Does X still tell us what happens? A look that keeps finding things while no event comes means that it has stopped:
 * citizens' words then arrive minutes late, and a danger among them too.
 */
export class News {
  readonly #sink: Sink
  readonly #health: Health
  readonly #signal: AbortSignal
  readonly #grace: number
  readonly #opened = Date.now()
  #state: State | undefined
  #heard = 0
  /** When each was found. */
  #untold: number[] = []
  #wake = new AbortController()

  constructor(sink: Sink, health: Health, signal: AbortSignal, webhookSeconds: number) {
    this.#sink = sink
    this.#health = health
    this.#signal = signal
    this.#grace = Math.min(GRACE, webhookSeconds * 100)
  }

  registered(state: State): void {
    this.#state = state
    this.#show()
  }

  /** A signed event came. The hourly challenge is no news: X may know our address and tell it nothing. */
  told(): void {
    this.#heard = Date.now()
    this.#untold = []
    this.#health.set(CONCERN, undefined)
    this.#show()
  }

  /** A look found what no event had told. What was written before we were there says nothing of X. */
  found(at: Date): void {
    if (at.getTime() > Math.max(this.#opened, this.#heard)) this.#untold.push(Date.now())
  }

  /** After each look: enough found long enough ago, and no event since. */
  check(): void {
    const expected = this.#heard > 0 || (this.#state !== undefined && this.#state !== 'no-address')
    const missed = this.#untold.filter((found) => found <= Date.now() - this.#grace)
    if (!expected || missed.length < MANY) return
    this.#untold = []
    this.#health.set(CONCERN, 'webhook-silent')
    this.#wake.abort()
  }

  /** Resolves true as soon as a silence is noticed, else false after this time. */
  async silentWithin(milliseconds: number): Promise<boolean> {
    const { signal } = this.#wake
    await rest(milliseconds, AbortSignal.any([this.#signal, signal]))
    if (!signal.aborted) return false
    this.#wake = new AbortController()
    return true
  }

  #show(): void {
    if (this.#state === undefined) return
    const heard = this.#heard === 0 ? {} : { heard: new Date(this.#heard) }
    this.#sink.gauge({ webhook: { state: this.#state, ...heard } })
  }
}
