import { type Gauge, SendError, type Sink } from '../../../inbox/contract.ts'
import { costOf, type Priced } from './prices.ts'

const DAY = 86_400_000
const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

/**
 * What was spent since midnight, kept in the inbox so that a restart does not open the purse again.
 * Days are UTC: X counts, and charges the same resource once, by UTC day.
 */
export class Spend {
  readonly #sink: Sink
  readonly #cap: number
  #day = dayOf(Date.now())
  #cents = 0
  #saved = 0
  readonly #charged = new Set<string>()

  constructor(sink: Sink, cap: number) {
    this.#sink = sink
    this.#cap = cap
  }

  async load(): Promise<void> {
    const text = await this.#sink.cursor.load('spend')
    const [day, cents] = text?.split(' ') ?? []
    if (day === this.#day && Number(cents) > 0) this.#cents = Number(cents)
    this.#saved = this.#cents
    this.#show()
  }

  add(what: Priced, times = 1): void {
    this.#turn()
    this.#cents += costOf(what, times)
    this.#show()
  }

  /** Reading the same thing again on the same day is not charged again (the price page's "deduplication"). */
  once(what: Priced, id: string): void {
    this.#turn()
    if (this.#charged.has(id)) return
    this.#charged.add(id)
    this.add(what)
  }

  /** Throws SendError when this would go over the cap. */
  afford(cents: number): void {
    this.#turn()
    if (this.#cents + cents <= this.#cap) return
    const now = Date.now()
    throw new SendError('retry', 'spend-cap', DAY - (now % DAY) + 1000)
  }

  get spent(): boolean {
    this.#turn()
    return this.#cents >= this.#cap
  }

  async save(): Promise<void> {
    if (this.#saved === this.#cents) return
    this.#saved = this.#cents
    await this.#sink.cursor.save(`${this.#day} ${this.#cents.toFixed(2)}`, 'spend')
  }

  #turn(): void {
    const today = dayOf(Date.now())
    if (today === this.#day) return
    this.#day = today
    this.#cents = 0
    this.#charged.clear()
  }

  #show(): void {
    const spend: NonNullable<Gauge['spend']> = { today: Math.round(this.#cents * 100) / 100, cap: this.#cap }
    this.#sink.gauge({ spend })
  }
}
