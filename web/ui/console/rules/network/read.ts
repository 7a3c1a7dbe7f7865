import type { WireMessage } from '../../../../wire.ts'
import { folded, type Shown } from './edits.ts'
import { displaced, inTime, isLate } from './late.ts'

/**
 * A thread as agents read it: each message where it was written, with its newest words. What came late also leaves a line
 * where it arrived, so that whoever reads at the foot sees it come.
 */
export function read(messages: readonly WireMessage[]): readonly Shown[] {
  const moved = displaced(messages)
  const shown = folded(messages)
  if (moved.size === 0) return shown
  const places = inTime(shown.map((one) => ({ ...one.message, shown: one })))
  const lines = places.map((place) => place.shown)
  for (const { type, message } of shown) {
    if (type !== 'message' || !moved.has(message.seq) || !isLate(message) || message.aside) continue
    // After everything that had come by then; several at once are one line.
    const last = lines.findLastIndex((line) => line.message.seq < message.seq)
    const before = lines[last]
    if (before?.type === 'came') lines[last] = { ...before, count: before.count + 1 }
    else lines.splice(last + 1, 0, { type: 'came', message, count: 1 })
  }
  return lines
}
