import type { WireEvent, WireMessage } from '../../../wire.ts'
import type { ChatWord, Say } from './t.ts'

/** Who speaks, as the person reads it. */
export function authorName(message: WireMessage, say: Say<ChatWord>): string {
  const { type, name } = message.author
  if (type === 'contact') return say('you')
  if (type === 'bot') return say('assistant')
  return type === 'agent' ? (name ?? say('agent')) : say('service')
}

/** The changes that people are told of; all others have staff as their audience and never reach them. */
type Told = Exclude<WireEvent['type'], 'danger' | 'moved' | 'apart'>

/** The line that tells a change of hands. Undefined: nothing the person needs to read. */
export function eventLine(message: WireMessage, say: Say<ChatWord>): string | undefined {
  const { event, author, text } = message
  if (!event) return undefined
  if (author.type === 'system' && text) return text
  if (event.type === 'taken' || event.type === 'transferred') {
    const name = event.toName ?? author.name
    return name ? say(`event.${event.type}`, { name }) : say('event.takenByAgent')
  }
  return say(`event.${event.type as Told}`)
}

/** The words of a message that stand in a bubble. Undefined when the event line says it all. */
export function bubbleText(message: WireMessage): string | undefined {
  if (message.event && message.author.type === 'system') return undefined
  return message.text || undefined
}

/** What a danger card says beside its numbers: the lines of its text that name none, since each number has a button. */
export function cardWords({ text, card }: WireMessage, say: Say<ChatWord>): { title: string; more: string } {
  const numbers = card?.numbers ?? []
  const [title, ...more] = text.split('\n').filter((line) => line && !numbers.some((number) => line.includes(number)))
  const spare = say(card?.level === 'soft' ? 'callIfNeeded' : 'callNow')
  return { title: title ?? spare, more: more.join(' ') || say('keepWriting') }
}

/** "service-public.gouv.fr" from an address; nothing when it is no web address of the outside. */
export function sourceName(url: string | undefined): string | undefined {
  if (!url || !/^https?:\/\//.test(url)) return undefined
  try {
    return new URL(url).hostname.replace(/^www\./, '')
  } catch {
    return undefined
  }
}
