import type { Sink } from '../../inbox/contract.ts'

export interface Tally {
  add(code: string): void
}

/** Counts what happened since the start, by code, and shows it beside the channel's health. */
export function tally(sink: Sink): Tally {
  const counted: Record<string, number> = {}
  return {
    add(code) {
      counted[code] = (counted[code] ?? 0) + 1
      sink.gauge({ counted: { ...counted } })
    },
  }
}

/** The newest names, so that a set which is only ever added to stays small. */
export class Recent {
  readonly #names = new Set<string>()
  readonly #most: number
  constructor(most = 1_000) {
    this.#most = most
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  add(name: string): void {
    this.#names.add(name)
    for (const oldest of this.#names) {
      if (this.#names.size <= this.#most) break
      this.#names.delete(oldest)
    }
  }
}
