import type { ChatEvents, WireAck, WireMessage, WireTicket } from '../../../wire.ts'
import type { Outgoing } from './state.ts'

/** The outside world of a chat, so that its logic runs without network, clock or browser. */
export interface ChatWire {
  /** Asks for a ticket. Throws when the service does not answer. */
  start(): Promise<WireTicket>
  /** Opens the line; handshake is read again at every connection. */
  connect(handshake: () => { ticket: string; after: number }, heard: Heard): Line
  /** Everything after a number, over plain HTTP. */
  messages(ticket: string, after: number): Promise<readonly WireMessage[]>
  /** The bytes of a file of this talk. */
  file(ticket: string, url: string): Promise<Blob>
  upload(ticket: string, file: { name: string; type: string; body: Blob }): Promise<{ id: string }>
}

export type Heard = {
  [Name in keyof ChatEvents]: ChatEvents[Name]
} & {
  /** The line fell; it comes back by itself. */
  lost: () => void
  /** The server refused the ticket: trying again cannot help. */
  dead: () => void
}

export interface Line {
  /** Resolves with the acknowledgement, rejects when none came in time. */
  say(message: Outgoing): Promise<WireAck>
  got(seq: number): void
  read(seq: number): void
  typing(on: boolean): void
  close(): void
}

/** What survives a reload, where the desk allows it. */
export interface Memory {
  load(): { ticket: WireTicket; outgoing: readonly Outgoing[] } | undefined
  save(kept: { ticket: WireTicket; outgoing: readonly Outgoing[] }): void
  forget(): void
}

export interface Clock {
  /** Calls back later; the returned function cancels. */
  later(milliseconds: number, call: () => void): () => void
  now(): Date
}
