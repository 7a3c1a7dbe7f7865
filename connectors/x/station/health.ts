import type { Sink } from '../../../inbox/contract.ts'

const weight = (code: string): number => (code.startsWith('webhook-') ? 1 : 0)

/** One answer to "is it up?", from several concerns, so that a look that works does not hide an empty purse. */
export class Health {
  readonly #sink: Sink
  readonly #wrong = new Map<string, string>()
  #closed = false

  constructor(sink: Sink) {
    this.#sink = sink
  }

  set(concern: string, code: string | undefined): void {
    if (this.#closed) return
    if (code === undefined) this.#wrong.delete(concern)
    else this.#wrong.set(concern, code)
    // What only slows news down is told after what stops them.
    const [first] = [...this.#wrong.values()].toSorted((one, other) => weight(one) - weight(other))
    if (first === undefined) this.#sink.health('up')
    else this.#sink.health('down', first)
  }

  close(): void {
    this.#closed = true
    this.#sink.health('down', 'closed')
  }
}
