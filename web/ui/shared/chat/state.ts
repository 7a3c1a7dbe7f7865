import type { WireMessage, WireTicket, WireVisitorState } from '../../../wire.ts'

/** Something the person sent that the server has not acknowledged yet. */
export interface Outgoing {
  /** The same at every retry: the server stores it once. */
  readonly clientId: string
  readonly text: string
  readonly choice?: string
  readonly uploads?: readonly string[]
  readonly at: string
}

/** idle: nothing asked of the server · dead: the server no longer knows the ticket */
type Link = 'idle' | 'starting' | 'connecting' | 'live' | 'lost' | 'dead'

export interface ChatState {
  readonly link: Link
  /** Was the conversation ever on screen? A first connection is "connecting", a later one "lost". */
  readonly met: boolean
  readonly ticket?: WireTicket
  /** In order of seq, each once. */
  readonly messages: readonly WireMessage[]
  /** Nothing up to this number can be missing. Numbers may be skipped: staff notes have some, and are not ours to see. */
  readonly sure: number
  readonly outgoing: readonly Outgoing[]
  /** The one being sent; one at a time keeps them in order. */
  readonly sending?: string
  readonly conversation?: WireVisitorState
  readonly readByAgent: number
  readonly typing?: string
  /** A text that was refused: it goes back to the box, with the reason. */
  readonly back?: { readonly text: string; readonly sentence: string }
}

export type ChatEvent =
  | { readonly type: 'start' }
  | { readonly type: 'started'; readonly ticket: WireTicket; readonly outgoing?: readonly Outgoing[] }
  | { readonly type: 'resumed'; readonly messages: readonly WireMessage[]; readonly state: WireVisitorState }
  | { readonly type: 'message'; readonly message: WireMessage }
  /** upTo: the highest number known when the question was asked; nothing up to it can be missing now. */
  | { readonly type: 'caughtUp'; readonly messages: readonly WireMessage[]; readonly upTo: number }
  | { readonly type: 'state'; readonly state: WireVisitorState }
  | { readonly type: 'typing'; readonly name: string; readonly on: boolean }
  | { readonly type: 'read'; readonly seq: number }
  | { readonly type: 'say'; readonly message: Outgoing }
  | { readonly type: 'acknowledged'; readonly clientId: string; readonly seq: number }
  | { readonly type: 'refused'; readonly clientId: string; readonly sentence: string }
  | { readonly type: 'unheard'; readonly clientId: string }
  | { readonly type: 'backTaken' }
  | { readonly type: 'lost' }
  | { readonly type: 'dead' }

/** What the client must do in the world after a step. */
export type Effect =
  | { readonly type: 'send'; readonly message: Outgoing }
  | { readonly type: 'catchUp'; readonly after: number }
  | { readonly type: 'got'; readonly seq: number }

export const blank: ChatState = {
  link: 'idle',
  met: false,
  messages: [],
  sure: 0,
  outgoing: [],
  readByAgent: 0,
}

/** What the status line says. */
export type Phase =
  | 'connecting'
  | 'bot'
  | 'queue'
  | 'assigned'
  | 'typing'
  | 'offline'
  | 'unreachable'
  | 'ended'
  | 'dead'

export function phaseOf(state: ChatState): Phase {
  if (state.link === 'dead') return 'dead'
  if (state.link === 'lost') return state.met ? 'offline' : 'unreachable'
  if (state.link !== 'live') return state.met ? 'offline' : 'connecting'
  if (state.conversation?.status === 'resolved') return 'ended'
  if (state.typing) return 'typing'
  if (state.conversation?.agent) return 'assigned'
  return state.conversation?.status === 'open' ? 'queue' : 'bot'
}
