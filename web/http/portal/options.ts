import type { Language } from '../../ui/shared/words/words.ts'
import type { WireAck, WireChoice, WireMessage, WireVisitorState } from '../../wire.ts'
import type { Assets } from './page/assets.ts'

type Text = Readonly<Record<Language, string>>

/** A desk that a visitor can write to from a page of ours. Chosen by what its channel can do, never by its name. */
export interface PortalDesk {
  readonly name: Text
  /** `desk/channel` */
  readonly channel: string
  /** What happens to what is written. */
  readonly notice: Text
  /** "en quelques minutes" */
  readonly delay: Text
  readonly maxLength: number
  /** Are agents on duty now? Absent: around the clock. */
  readonly open?: () => boolean
}

export interface PortalSheet {
  readonly id: string
  readonly title: Text
  readonly body: Text
  readonly url?: string | undefined
  /** The day it was last checked, ISO. */
  readonly verified?: string
}

export interface PortalConversation {
  readonly messages: readonly WireMessage[]
  readonly state: WireVisitorState
}

/** What the plain form sends: the same as a socket's `say`. */
export interface PortalSaid {
  readonly clientId: string
  readonly text: string
  readonly choice?: string
}

export interface PortalOptions {
  /** The first is the one that /parler opens. */
  readonly desks: readonly PortalDesk[]
  /** As they are now: editors publish while pages are served. */
  readonly sheets: () => readonly PortalSheet[]
  readonly assets: Assets
  /** Everything a ticket's holder may read; being rendered counts as having arrived. Undefined when the ticket is not ours. */
  conversation(ticket: string): Promise<PortalConversation | undefined>
  /** Stores a message, with a new ticket when there is none. ack says what was refused, and why. */
  say(channel: string, ticket: string | undefined, message: PortalSaid): Promise<{ ticket: string; ack: WireAck }>
  /** What the desk says first, with the choices of its guide. */
  greeting(
    channel: string,
    language: Language,
  ): Promise<{ readonly text: string; readonly choices: readonly WireChoice[] } | undefined>
  /** `https://permanence.example`, without a slash at the end. */
  readonly publicUrl: string
  /** Where the quick exit leads: a page that says nothing about this one. */
  readonly exitTarget: string
  /** Time zone of the hours shown on pages made here. */
  readonly zone: string
  /** Outside production: the pages say so, and the invented host page exists. */
  readonly demo: boolean
}
