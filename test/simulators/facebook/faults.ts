/** What can go wrong with one call, on order. */
export type Fault =
  /** Graph says no, without any effect. */
  | {
      readonly kind: 'error'
      readonly status?: number
      readonly code: number
      readonly subcode?: number
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The connection ends without an answer; effect says whether the call had one. */
  | { readonly kind: 'cut'; readonly effect: boolean }
  | { readonly kind: 'silence'; readonly effect: boolean }
  /** Half of the answer. */
  | { readonly kind: 'truncated' }
  /** The call had its effect, and the answer says trouble. */
  | { readonly kind: 'trouble-after' }
  /** A gateway's page instead of Graph's JSON. */
  | { readonly kind: 'gateway'; readonly status: number }

interface Order {
  readonly method: string
  readonly path: RegExp
  readonly fault: Fault
  readonly skip: number
}

/** Faults wait for the call they are meant for; each strikes once. */
export class Faults {
  #orders: Order[] = []

  /** skip: let this many such calls pass first. */
  order(method: 'GET' | 'POST', path: RegExp, fault: Fault, skip = 0): void {
    this.#orders.push({ method, path, fault, skip })
  }

  strike(method: string, path: string): Fault | undefined {
    const at = this.#orders.findIndex((order) => order.method === method && order.path.test(path))
    const order = this.#orders[at]
    if (order === undefined) return undefined
    if (order.skip > 0) {
      this.#orders[at] = { ...order, skip: order.skip - 1 }
      return undefined
    }
    this.#orders.splice(at, 1)
    return order.fault
  }

  clear(): void {
    this.#orders = []
  }
}

export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly subcode: number | undefined
  constructor(code: number, subcode?: number, message = 'Refused.', status = 400) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.subcode = subcode
  }
}
