import { createHmac } from 'node:crypto'

/** What reaches the webhook address of an app: in a test the connector itself, elsewhere a server. */
interface HookCall {
  readonly method: 'GET' | 'POST'
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}
export type Webhook = (call: HookCall) => Promise<{ readonly status: number; readonly body?: string }>

/** A webhook address over HTTP. */
export const webhookAt =
  (url: string): Webhook =>
  async ({ method, query, headers, body }) => {
    const address = new URL(url)
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
    const answer = await fetch(address, { method, headers, ...(method === 'POST' && { body: Buffer.from(body) }) })
    return { status: answer.status, body: await answer.text() }
  }

export interface Faults {
  /** Every event comes this many times. */
  readonly copies?: number
  readonly shuffle?: boolean
}

/** Signs events, delivers them, and tries again while the other side does not answer 200. */
export class Delivery {
  readonly #secret: string
  readonly #webhook: () => Webhook | undefined
  readonly #held: Buffer[] = []
  readonly #sent: Buffer[] = []
  holding = false
  /** Does X tell of this at all? */
  allows: (event: unknown) => boolean = () => true
  /** Milliseconds between tries, and how many there are. */
  every = 50
  tries = 200
  #ended = false

  constructor(secret: string, webhook: () => Webhook | undefined) {
    this.#secret = secret
    this.#webhook = webhook
  }

  sign(bytes: Uint8Array | string): string {
    return `sha256=${createHmac('sha256', this.#secret).update(bytes).digest('base64')}`
  }

  /** One event, now or when release() says so. Resolves true once it was answered 200. */
  async event(event: unknown): Promise<boolean> {
    if (!this.allows(event)) return false
    const bytes = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event))
    if (this.holding) {
      this.#held.push(bytes)
      return false
    }
    return this.bytes(bytes)
  }

  async bytes(bytes: Buffer): Promise<boolean> {
    this.#sent.push(bytes)
    for (let left = this.tries; left > 0 && !this.#ended; left -= 1) {
      const answer = await this.post(bytes, { 'x-twitter-webhooks-signature': this.sign(bytes) }).catch(() => undefined)
      if (answer === undefined) return false
      if (answer.status < 500) return answer.status === 200
      await new Promise((resolve) => setTimeout(resolve, this.every))
    }
    return false
  }

  async post(body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<{ status: number; body?: string }> {
    const webhook = this.#webhook()
    if (webhook === undefined) throw new Error('No webhook.')
    return webhook({ method: 'POST', query: {}, headers: { 'content-type': 'application/json', ...headers }, body })
  }

  /** What was held back comes late, perhaps more than once and in any order. */
  async release({ copies = 1, shuffle = false }: Faults = {}): Promise<void> {
    this.holding = false
    const all = this.#held.splice(0).flatMap((bytes) => Array.from({ length: copies }, () => bytes))
    if (shuffle) all.sort(() => Math.random() - 0.5)
    for (const bytes of all) await this.bytes(bytes)
  }

  async repeat(): Promise<void> {
    for (const bytes of [...this.#sent]) await this.bytes(bytes)
  }

  /** Asks the challenge as X does hourly. True when it is answered as it must be. */
  async challenge(): Promise<boolean> {
    const crc_token = crypto.randomUUID()
    const webhook = this.#webhook()
    const answer = await webhook?.({ method: 'GET', query: { crc_token }, headers: {}, body: new Uint8Array() })
    if (answer?.status !== 200) return false
    const { response_token } = JSON.parse(answer.body ?? '{}') as { response_token?: string }
    return response_token === this.sign(crc_token)
  }

  end(): void {
    this.#ended = true
  }
}
