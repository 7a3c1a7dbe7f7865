import { signal } from '@preact/signals'
import { sendTyping } from '../link.ts'

/** Who is writing in the open conversation, besides us. */
export interface Typer {
  readonly conversation: string
  readonly who: 'contact' | 'agent'
  readonly name?: string
}

export const typers = signal<readonly Typer[]>([])

const timers = new Map<string, ReturnType<typeof setTimeout>>()
/** A lost "stopped writing" must not leave someone writing for ever. */
const forget = 8_000
const keepSaying = 3_000
const silence = 4_000

interface TypingEvent {
  readonly conversation: string
  readonly who: 'contact' | 'agent'
  readonly agent?: string
  readonly name?: string
  readonly on: boolean
}

export function typingArrived(event: TypingEvent, me: string): void {
  if (event.agent !== undefined && event.agent === me) return
  const key = `${event.conversation} ${event.who} ${event.agent ?? ''}`
  const others = typers
    .peek()
    .filter((typer) => keyOf(typer) !== `${event.conversation} ${event.who} ${event.name ?? ''}`)
  clearTimeout(timers.get(key))
  timers.delete(key)
  if (!event.on) {
    typers.value = others
    return
  }
  const typer: Typer = {
    conversation: event.conversation,
    who: event.who,
    ...(event.name ? { name: event.name } : {}),
  }
  typers.value = [...others, typer]
  timers.set(
    key,
    setTimeout(() => typingArrived({ ...event, on: false }, me), forget),
  )
}

const keyOf = (typer: Typer): string => `${typer.conversation} ${typer.who} ${typer.name ?? ''}`

let told: { conversation: string; at: number } | undefined
let stop: ReturnType<typeof setTimeout> | undefined

/** The agent pressed a key in an answer: said at most every three seconds, taken back after four of silence. */
export function iType(conversation: string): void {
  if (told && told.conversation !== conversation) iStop()
  if (!told || Date.now() - told.at > keepSaying) {
    told = { conversation, at: Date.now() }
    sendTyping(conversation, true)
  }
  clearTimeout(stop)
  stop = setTimeout(iStop, silence)
}

export function iStop(): void {
  clearTimeout(stop)
  if (told) sendTyping(told.conversation, false)
  told = undefined
}
