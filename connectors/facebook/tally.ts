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
