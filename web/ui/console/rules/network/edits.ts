import type { WireMessage } from '../../../../wire.ts'

/** What became of a message after it was said. */
export interface Later {
  /** Earlier wordings, oldest first. */
  readonly before: readonly WireMessage[]
  /** Its author took it back. */
  readonly removed: boolean
  readonly at: string
}

/** One line of the thread: a message with its newest words, or the notice that an earlier one changed. */
export type Shown =
  | { readonly type: 'message'; readonly message: WireMessage; readonly later?: Later }
  | { readonly type: 'change'; readonly message: WireMessage; readonly of: WireMessage }
  /** Something stands further up, where it was written: here it came, the first of so many. */
  | { readonly type: 'came'; readonly message: WireMessage; readonly count: number }

/**
 * Folds changes into the messages they change. A change keeps its own place in the thread as one quiet line, so that
 * whoever reads at the foot sees it come; a change of something that is not loaded is shown as what it says.
 */
export function folded(messages: readonly WireMessage[]): readonly Shown[] {
  const bySeq = new Map(messages.map((message) => [message.seq, message]))
  const rootOf = (message: WireMessage): WireMessage | undefined => {
    const earlier = message.replaces && bySeq.get(message.replaces.seq)
    if (!earlier || earlier.seq >= message.seq) return undefined
    return rootOf(earlier) ?? earlier
  }
  const changes = new Map<number, WireMessage[]>()
  const roots = new Map<number, WireMessage>()
  for (const message of messages) {
    const root = rootOf(message)
    if (!root) continue
    roots.set(message.seq, root)
    changes.set(root.seq, [...(changes.get(root.seq) ?? []), message])
  }
  return messages.map((message) => {
    const of = roots.get(message.seq)
    if (of) return { type: 'change', message, of }
    const made = changes.get(message.seq)
    return made ? changed(message, made) : { type: 'message', message }
  })
}

function changed(first: WireMessage, made: readonly WireMessage[]): Shown {
  const last = made.at(-1) ?? first
  const removed = last.replaces?.removed === true
  const worded = [first, ...made.filter((message) => message.replaces?.removed !== true)]
  const newest = worded.at(-1) ?? first
  const later: Later = { before: removed ? worded : worded.slice(0, -1), removed, at: last.at }
  const { text, files, html, quoted, flags, ...kept } = first
  const { html: formatted, quoted: history, flags: marks } = newest
  const message: WireMessage = {
    ...kept,
    text: newest.text,
    files: newest.files,
    ...(formatted !== undefined && { html: formatted }),
    ...(history !== undefined && { quoted: history }),
    ...(marks !== undefined && { flags: marks }),
  }
  return { type: 'message', message, later }
}
