import type { WireMessage } from '../../../../wire.ts'

/** A network may take so long to tell us; what takes longer came late, and the difference matters to who answers. */
const LATE = 120_000

type Timed = Pick<WireMessage, 'seq' | 'at' | 'written'>

const writtenAt = ({ at, written }: Timed): number => Date.parse(written ?? at)

export const isLate = (message: Timed): boolean =>
  message.written !== undefined && Date.parse(message.at) - writtenAt(message) > LATE

/** Was this said after a message that came before it? Our own words are timed by our clock: only a clear lateness goes before them. */
function goesBefore(message: Timed, earlier: Timed): boolean {
  if (earlier.written !== undefined) return writtenAt(message) < writtenAt(earlier)
  return isLate(message) && writtenAt(message) < Date.parse(earlier.at)
}

/**
 * Messages in the order in which they were written, where the network says so: numbers are given as things arrive, and a
 * network may deliver in any order. What has no time of its own keeps its place.
 */
export function inTime<T extends Timed>(messages: readonly T[]): readonly T[] {
  const ordered: T[] = []
  for (const message of messages) {
    let place = ordered.length
    if (message.written !== undefined) {
      for (let earlier = ordered[place - 1]; earlier && goesBefore(message, earlier); earlier = ordered[place - 1])
        place -= 1
    }
    ordered.splice(place, 0, message)
  }
  return ordered
}

/** Numbers of messages that stand before others which came earlier: whoever reads at the foot would not see them come. */
export function displaced(messages: readonly Timed[]): ReadonlySet<number> {
  const moved = new Set<number>()
  // From the foot up: a message below which nothing older-numbered stands is where it arrived.
  let lowest = Number.POSITIVE_INFINITY
  for (const { seq } of [...inTime(messages)].reverse()) {
    if (seq > lowest) moved.add(seq)
    lowest = Math.min(lowest, seq)
  }
  return moved
}
