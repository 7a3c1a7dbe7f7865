import type { Gauge } from '../../../inbox/contract.ts'

interface Budget {
  readonly limit: number
  left: number
  readonly reset: number
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** Nodes that wait for the same reset should not come back in the same instant. */
const JITTER = 3000
/** X's windows are of a quarter of an hour; used where a refusal does not say when it ends. */
const WINDOW = 15 * 60_000

/**
 * What is left of each endpoint's budget, as X's headers say (x-rate-limit-*: https://docs.x.com/x-api/fundamentals/rate-limits).
 * Times are corrected by the Date header: our clock and theirs need not agree.
 */
export class Budgets {
  readonly #known = new Map<string, Budget>()
  #skew = 0

  /** How far X's clock is ahead of ours. */
  get skew(): number {
    return this.#skew
  }

  learn(name: string, headers: Headers, refused = false): void {
    const date = Date.parse(String(headers['date'] ?? ''))
    if (!Number.isNaN(date) && Math.abs(date - Date.now()) > 2000) this.#skew = date - Date.now()
    else if (!Number.isNaN(date)) this.#skew = 0
    const of = (key: string): number => Number(headers[`x-rate-limit-${key}`] ?? Number.NaN)
    const reset = of('reset') * 1000 - this.#skew
    const limit = of('limit')
    if (refused) {
      const until = reset > Date.now() ? reset : Date.now() + WINDOW
      this.#known.set(name, { limit: limit || 0, left: 0, reset: until })
    } else if (!Number.isNaN(limit) && !Number.isNaN(reset)) {
      this.#known.set(name, { limit, left: of('remaining') || 0, reset })
    }
    this.#day(name, headers)
  }

  /** Posts and messages also have a budget of 24 hours, which may be gone while the short one is not. */
  #day(name: string, headers: Headers): void {
    for (const kind of ['app', 'user']) {
      const of = (key: string): number => Number(headers[`x-${kind}-limit-24hour-${key}`] ?? Number.NaN)
      const reset = of('reset') * 1000 - this.#skew
      if (of('remaining') !== 0 || Number.isNaN(reset)) continue
      this.#known.set(name, { limit: of('limit') || 0, left: 0, reset })
    }
  }

  /** Milliseconds to wait before `calls` more calls fit; 0 when they do. */
  wait(name: string, calls = 1): number {
    const budget = this.#known.get(name)
    if (budget === undefined || budget.left >= Math.min(calls, budget.limit)) return 0
    const rest = budget.reset - Date.now()
    return rest > 0 ? rest + Math.random() * JITTER : 0
  }

  /** One call leaves: several at once must not all count on the last one. */
  use(name: string): void {
    const budget = this.#known.get(name)
    if (budget !== undefined && budget.left > 0) budget.left -= 1
  }

  shown(): NonNullable<Gauge['budgets']> {
    return [...this.#known].map(([name, { left, limit, reset }]) => ({ name, left, limit, reset: new Date(reset) }))
  }
}
