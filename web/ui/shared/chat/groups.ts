import type { WireMessage } from '../../../wire.ts'

const TOGETHER = 5 * 60_000

export type Part =
  | { readonly type: 'group'; readonly messages: readonly WireMessage[] }
  | { readonly type: 'card'; readonly message: WireMessage }
  | { readonly type: 'event'; readonly message: WireMessage }

/** What stands in the log: cards and changes of hands alone, bubbles of one author together. */
export function partsOf(messages: readonly WireMessage[]): Part[] {
  const parts: Part[] = []
  for (const message of messages) {
    if (message.card) {
      parts.push({ type: 'card', message })
      continue
    }
    // A change of hands told in someone's own words needs no second line.
    const told = message.author.type !== 'system' && message.text !== ''
    if (!message.event || told) add(parts, message)
    else parts.push({ type: 'event', message })
  }
  return parts
}

function add(parts: Part[], message: WireMessage): void {
  if (!message.text && !message.sheet && message.files.length === 0) return
  const last = parts.at(-1)
  const first = last?.type === 'group' ? last.messages[0] : undefined
  if (last?.type === 'group' && first && together(first, message)) {
    parts[parts.length - 1] = { type: 'group', messages: [...last.messages, message] }
  } else parts.push({ type: 'group', messages: [message] })
}

function together(first: WireMessage, other: WireMessage): boolean {
  const near = Math.abs(Date.parse(other.at) - Date.parse(first.at)) < TOGETHER
  return near && first.author.type === other.author.type && first.author.id === other.author.id
}
