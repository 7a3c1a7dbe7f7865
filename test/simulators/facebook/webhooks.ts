import { createHmac } from 'node:crypto'

/** Hands one signed body to the product and resolves with the HTTP status it answered. */
export type Deliver = (body: Buffer, headers: Readonly<Record<string, string>>) => Promise<number>

export interface WebhookOptions {
  readonly appSecret: string
  readonly deliver: Deliver
  /** How long an answer may take, and the pause before the same body comes again. */
  readonly answerWithin: number
  readonly retryEvery: number
}

type Entry = Readonly<Record<string, unknown>>

/** Meta escapes what is not ASCII, and slashes: a signature over JSON that was read and written again would not hold. */
export function metaJson(value: unknown): Buffer {
  const escaped = JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/')
  return Buffer.from(escaped)
}

/** A random order that is the same at every run. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state
  }
  return items
    .map((item) => ({ item, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

interface Release {
  /** Shuffled, always in the same way. */
  readonly seed?: number
  /** Entries a body. */
  readonly batch?: number
  /** Every so many comes once more. */
  readonly repeated?: number
}

/** Meta's side of the webhooks: signed, several entries a body, again and again until 200. */
export class Webhooks {
  /** Every body is delivered once more this many times. */
  duplicates = 0
  /** What every answer was. */
  readonly statuses: number[] = []
  readonly #options: WebhookOptions
  readonly #pending = new Set<Promise<void>>()
  #held: Entry[] | undefined
  #bodies: Buffer[] = []
  #closed = false

  constructor(options: WebhookOptions) {
    this.#options = options
  }

  /** Keeps entries back until release(). */
  hold(): void {
    this.#held ??= []
  }

  /** Lets go what was kept, a number of entries a body, in the order they happened or shuffled. */
  release({ seed, batch = 1, repeated }: Release = {}): void {
    const kept = this.#held ?? []
    const held = repeated === undefined ? kept : [...kept, ...kept.filter((_, at) => at % repeated === 0)]
    this.#held = undefined
    const ordered = seed === undefined ? held : shuffled(held, seed)
    for (let at = 0; at < ordered.length; at += batch) this.#post(ordered.slice(at, at + batch))
  }

  send(entry: Entry): void {
    if (this.#held) this.#held.push(entry)
    else this.#post([entry])
  }

  /** Everything that was ever sent, once more. */
  repeat(): void {
    for (const body of [...this.#bodies]) void this.#insist(body)
  }

  /** Any bytes under a right signature. */
  sendBytes(body: Buffer): Promise<void> {
    return this.#insist(body)
  }

  signature(body: Uint8Array): string {
    return `sha256=${createHmac('sha256', this.#options.appSecret).update(body).digest('hex')}`
  }

  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
  }

  close(): void {
    this.#closed = true
  }

  #post(entries: readonly Entry[]): void {
    const body = metaJson({ object: 'page', entry: entries })
    this.#bodies.push(body)
    for (let copy = 0; copy <= this.duplicates; copy += 1) void this.#insist(body)
  }

  #insist(body: Buffer): Promise<void> {
    const work = this.#until200(body)
    this.#pending.add(work)
    return work.finally(() => this.#pending.delete(work))
  }

  async #until200(body: Buffer): Promise<void> {
    const { deliver, answerWithin, retryEvery } = this.#options
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': this.signature(body) }
    while (!this.#closed) {
      const late = new Promise<number>((resolve) => setTimeout(resolve, answerWithin, 0).unref())
      const status = await Promise.race([deliver(body, headers).catch(() => 0), late])
      this.statuses.push(status)
      if (status === 200) return
      await new Promise((resolve) => setTimeout(resolve, retryEvery))
    }
  }
}

/** To a running product's webhook address. */
export function overHttp(address: string): Deliver {
  return async (body, headers) => {
    const answer = await fetch(address, { method: 'POST', headers, body: new Uint8Array(body) })
    return answer.status
  }
}
