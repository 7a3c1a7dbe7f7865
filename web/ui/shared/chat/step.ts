import type { WireMessage } from '../../../wire.ts'
import type { ChatEvent, ChatState, Effect, Outgoing } from './state.ts'

interface Step {
  readonly state: ChatState
  readonly effects: readonly Effect[]
}

/** The whole life of a chat as a plain function: no clock, no network, no screen. */
export function step(state: ChatState, event: ChatEvent): Step {
  switch (event.type) {
    case 'message':
      return arrived(state, event.message)
    case 'resumed':
      return resumed(state, event)
    case 'caughtUp':
      return caughtUp(state, event)
    case 'acknowledged':
      return acknowledged(state, event)
    case 'refused':
      return refused(state, event)
    case 'unheard':
      return next(released(state, event.clientId))
    case 'say':
      return next({ ...state, outgoing: [...state.outgoing, event.message] })
    default:
      return { state: noted(state, event), effects: [] }
  }
}

type Plain = Extract<
  ChatEvent,
  { type: 'start' | 'started' | 'state' | 'typing' | 'read' | 'backTaken' | 'lost' | 'dead' }
>

/** Events that only change what is known, and ask nothing of the world. */
function noted(state: ChatState, event: Plain): ChatState {
  const { typing, back, ...rest } = state
  switch (event.type) {
    case 'start':
      return { ...state, link: 'starting' }
    case 'started':
      return {
        ...state,
        link: 'connecting',
        ticket: event.ticket,
        outgoing: [...(event.outgoing ?? []), ...state.outgoing],
      }
    case 'state':
      return { ...state, conversation: event.state, readByAgent: Math.max(state.readByAgent, event.state.readByAgent) }
    case 'typing':
      return event.on ? { ...state, typing: event.name } : { ...rest, ...(back && { back }) }
    case 'read':
      return { ...state, readByAgent: Math.max(state.readByAgent, event.seq) }
    case 'backTaken':
      return { ...rest, ...(typing && { typing }) }
    case 'lost':
      return idle({ ...rest, ...(back && { back }), link: 'lost' })
    case 'dead':
      return idle({ ...rest, ...(back && { back }), link: 'dead' })
  }
}

/** After a (re)connection: everything since `sure` is here, so nothing up to the last number is missing. */
function resumed(state: ChatState, event: Extract<ChatEvent, { type: 'resumed' }>): Step {
  const merged = event.messages.reduce(put, state)
  const live = idle({
    ...merged,
    link: 'live',
    met: true,
    sure: Math.max(merged.sure, ...event.messages.map((message) => message.seq)),
    conversation: event.state,
    readByAgent: Math.max(state.readByAgent, event.state.readByAgent),
  })
  // Told at every return, even without news: what was told just before a cut may not have arrived.
  return next(live, live.sure > 0 ? [{ type: 'got', seq: live.sure }] : [])
}

function arrived(state: ChatState, message: WireMessage): Step {
  const { typing, ...quiet } = put(state, message)
  const spoke = message.author.type === 'contact' || message.author.type === 'system'
  const shown: ChatState = spoke && typing ? { ...quiet, typing } : quiet
  return next(...sureOf(state, shown, message.seq))
}

/** A number that follows is sure; a jump is either a staff note or a loss, and only the server can tell. */
function sureOf(before: ChatState, after: ChatState, seq: number): [ChatState, Effect[]] {
  if (seq <= after.sure) return [after, []]
  if (seq > after.sure + 1) return [after, [{ type: 'catchUp', after: after.sure }]]
  const sure = { ...after, sure: seq }
  return [sure, got(before, sure)]
}

function caughtUp(state: ChatState, { messages, upTo }: Extract<ChatEvent, { type: 'caughtUp' }>): Step {
  const merged = messages.reduce(put, state)
  const sure = { ...merged, sure: Math.max(merged.sure, upTo, ...messages.map((message) => message.seq)) }
  return next(sure, got(state, sure))
}

function acknowledged(state: ChatState, event: Extract<ChatEvent, { type: 'acknowledged' }>): Step {
  const mine = state.outgoing.find((message) => message.clientId === event.clientId)
  if (!mine) return next(released(state, event.clientId))
  const shown = released(put(state, asMessage(mine, event.seq)), event.clientId)
  return next(...sureOf(state, shown, event.seq))
}

/** Nothing was stored: the words go back to where they can be changed, before anything typed since. */
function refused(state: ChatState, event: Extract<ChatEvent, { type: 'refused' }>): Step {
  const mine = state.outgoing.find((message) => message.clientId === event.clientId)
  const rest = released({ ...state, outgoing: without(state.outgoing, event.clientId) }, event.clientId)
  if (!mine) return next(rest)
  const text = state.back ? `${state.back.text}\n${mine.text}` : mine.text
  return next({ ...rest, back: { text, sentence: event.sentence } })
}

/** Sends the oldest waiting message when the line is free. */
function next(state: ChatState, effects: readonly Effect[] = []): Step {
  const [first] = state.outgoing
  if (!first || state.sending || state.link !== 'live') return { state, effects }
  return { state: { ...state, sending: first.clientId }, effects: [...effects, { type: 'send', message: first }] }
}

/** Adds a message at its place; the server's copy replaces our own, and clears it from what is waiting. */
function put(state: ChatState, message: WireMessage): ChatState {
  if (message.audience !== 'contact') return state
  const others = state.messages.filter((other) => other.seq !== message.seq)
  const at = others.findIndex((other) => other.seq > message.seq)
  const messages = at < 0 ? [...others, message] : others.toSpliced(at, 0, message)
  const outgoing = message.clientId ? without(state.outgoing, message.clientId) : state.outgoing
  const freed = message.clientId === undefined ? state : released(state, message.clientId)
  return { ...freed, messages, outgoing }
}

const without = (outgoing: readonly Outgoing[], clientId: string) =>
  outgoing.filter((message) => message.clientId !== clientId)

function released(state: ChatState, clientId: string): ChatState {
  return state.sending === clientId ? idle(state) : state
}

function idle(state: ChatState): ChatState {
  const { sending: _, ...rest } = state
  return rest
}

const got = (before: ChatState, after: ChatState): Effect[] =>
  after.sure > before.sure ? [{ type: 'got', seq: after.sure }] : []

const asMessage = (mine: Outgoing, seq: number): WireMessage => ({
  seq,
  at: mine.at,
  author: { type: 'contact' },
  audience: 'contact',
  text: mine.text,
  files: [],
  clientId: mine.clientId,
})
