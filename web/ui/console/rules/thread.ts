import type { WireMessage } from '../../../wire.ts'

type Delivery = NonNullable<WireMessage['delivery']>

const underWay = ({ state }: Delivery): boolean => state === 'sending' || state === 'waiting'

/** An answer to a request may come after the event that followed it: its word on the delivery is then the older one. */
function isOlder({ delivery: word }: WireMessage, { delivery: known }: WireMessage): boolean {
  if (!word || !known) return false
  const [turn, before] = [word.turn ?? 0, known.turn ?? 0]
  return turn < before || (turn === before && underWay(word) && !underWay(known))
}

/** Joins two runs of messages by number; the later word on a number wins (delivery changes, nothing else does). */
export function merged(known: readonly WireMessage[], more: readonly WireMessage[]): readonly WireMessage[] {
  if (more.length === 0) return known
  const bySeq = new Map(known.map((message) => [message.seq, message]))
  for (const message of more) {
    const before = bySeq.get(message.seq)
    if (!before || !isOlder(message, before)) bySeq.set(message.seq, message)
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

export const lastSeq = (messages: readonly WireMessage[]): number => messages.at(-1)?.seq ?? 0

/** A number is missing between two messages: something was lost on the way and must be fetched. */
export const hasGap = (messages: readonly WireMessage[]): boolean =>
  messages.some((message, index) => index > 0 && message.seq !== (messages[index - 1]?.seq ?? 0) + 1)

export const fromPerson = (message: WireMessage): boolean => message.author.type === 'contact'

/** What the person wrote after the number that the agent has seen. */
export const unseen = (messages: readonly WireMessage[], seen: number): readonly WireMessage[] =>
  messages.filter((message) => message.seq > seen && fromPerson(message) && !message.aside)

/** The number to send with an answer: everything up to it has been read. */
export function seenMark(messages: readonly WireMessage[], seen: number): number {
  const first = unseen(messages, seen)[0]
  return first ? first.seq - 1 : Math.max(seen, lastSeq(messages))
}

/** Where "arrived while you were writing" stands: before the first unread word that came during the writing. */
export function sinceMark(
  current: number | undefined,
  message: WireMessage,
  writing: boolean,
  seen: number,
): number | undefined {
  if (current !== undefined || !writing || !fromPerson(message) || message.aside || message.seq <= seen) return current
  return message.seq
}

/** Messages on screen and sends under way: a send leaves as soon as its stored message is there. */
export function stillOutgoing<T extends { readonly clientId: string }>(
  outgoing: readonly T[],
  messages: readonly WireMessage[],
): readonly T[] {
  const stored = new Set(messages.flatMap((message) => message.clientId ?? []))
  return outgoing.some((send) => stored.has(send.clientId))
    ? outgoing.filter((send) => !stored.has(send.clientId))
    : outgoing
}

/** A text typed again after a refusal goes before what was typed since. */
export const joined = (back: string, typed: string): string => (typed.trim() === '' ? back : `${back}\n\n${typed}`)

export function lineCount(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length
}

/** The text without the history it repeats, where that history stands at its end. */
export function withoutQuoted(text: string, quoted: string | undefined): string {
  if (quoted === undefined || quoted === '') return text
  const at = text.lastIndexOf(quoted.trim())
  return at > 0 && at + quoted.trim().length >= text.trimEnd().length ? text.slice(0, at).trimEnd() : text
}
