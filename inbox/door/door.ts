/** The shapes that bot and web see. Every staff verb stands on Staff, which exists only for a signed-in reader. */
import type { Capabilities, InboundFile } from '../contract.ts'
import type { ChannelCheck, ChannelInfo } from './channel-door.ts'
import type { AskedQuestion, ContentDraft, ContentFault, ContentName, ContentVersion, Shelf } from './content-door.ts'

export const roles = [
  'agent',
  'supervisor',
  'secretary',
  'psychologist',
  'listener',
  'editor',
  'auditor',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** Who reads, and which desks they may see. Made by the inbox alone (sign-in). */
export interface Reader {
  readonly agent: string
  readonly name: string
  readonly roles: ReadonlyMap<string, ReadonlySet<Role>>
}

type Status = 'pending' | 'open' | 'snoozed' | 'resolved'
export type Danger = 'hard' | 'soft' | 'none'

export interface Head {
  readonly id: string
  /** Human number, per desk: shown as "n° 4821". */
  readonly number: number
  readonly desk: string
  /** The channel's name inside its desk. */
  readonly channel: string
  readonly contact: {
    readonly name?: string
    readonly address?: string
    /** Where answers go, when the person asked for another address than theirs. */
    readonly answersTo?: string
  }
  readonly status: Status
  readonly assignee?: { readonly id: string; readonly name: string }
  readonly danger: Danger
  readonly junk: boolean
  /** An answer could not be delivered, or may have gone out twice. */
  readonly trouble: boolean
  /** Since when the person waits for a human or the bot; absent when we wait for them. */
  readonly waitingSince?: Date
  readonly lastAt: Date
  readonly lastSeq: number
  readonly subject?: string
  readonly preview: string
  readonly unread: number
  /** Others can read what is written here. */
  readonly public: boolean
  /** When the person last wrote. */
  readonly heardAt?: Date
  /** The person is filed apart: why, by whom, and when somebody must look again. */
  readonly apart?: { readonly reason: string; readonly by: string; readonly until: Date }
}

type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'unsure' | 'waiting'

export interface Message {
  readonly seq: number
  readonly at: Date
  /** When the network says it was written, where that can be believed. */
  readonly written?: Date
  readonly author: {
    readonly type: 'contact' | 'bot' | 'agent' | 'system'
    readonly id?: string
    readonly name?: string
  }
  /** contact: the person reads it · staff: a note, an internal event */
  readonly audience: 'contact' | 'staff'
  readonly text: string
  readonly html?: string
  readonly quoted?: string
  readonly subject?: string
  readonly choices?: readonly { readonly id: string; readonly label: string }[]
  /** The danger notice, with the numbers to show. */
  readonly card?: {
    readonly type: 'danger'
    readonly level: 'hard' | 'soft'
    readonly numbers: readonly string[]
  }
  readonly event?: ConversationEvent
  readonly danger?: 'hard' | 'soft'
  /** Others can read it where it is. */
  readonly public?: boolean
  /** Recorded beside the talk (a reaction, something taken back): asks for no answer. */
  readonly aside?: boolean
  /** It takes the place of an earlier message; `removed`: its author took that one back. */
  readonly replaces?: { readonly seq: number; readonly removed: boolean }
  /** Where the wire shows it, for agents. */
  readonly link?: string
  readonly sheet?: {
    readonly id: string
    readonly title: string
    readonly url?: string
    readonly verified?: string
  }
  /** Triage summary for staff, label and value, on a hand-over. */
  readonly summary?: readonly (readonly [string, string])[]
  readonly files: readonly FileInfo[]
  readonly sender?: string
  readonly flags?: {
    readonly neverAnswer?: boolean
    readonly defects?: readonly string[]
    readonly verdicts?: Readonly<Record<string, string>>
  }
  readonly delivery?: {
    readonly state: DeliveryState
    readonly tries: number
    /** Grows with every turn it takes: of two words on a delivery, the higher is the later. */
    readonly turn?: number
    readonly code?: string
    readonly at?: Date
    readonly outcome?: string
  }
  /** The id the sender gave it, so that their screen can recognise its own. */
  readonly clientId?: string
}

export interface FileInfo {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export type ConversationEvent =
  | { readonly type: 'handover'; readonly reason: string }
  | { readonly type: 'taken' | 'released' | 'resolved' | 'reopened' }
  | {
      readonly type: 'transferred'
      readonly to: string
      readonly toName: string
    }
  | { readonly type: 'danger'; readonly level: Danger }
  /** The talk goes on in private, in that conversation. */
  | { readonly type: 'moved'; readonly to: string }
  /** The person was filed apart, or put back; the reason is the message's text. again: looked at, and left there. */
  | { readonly type: 'apart'; readonly on: boolean; readonly again?: true }

export interface Page<T> {
  readonly items: readonly T[]
  /** Pass back to get the next page; absent at the end. */
  readonly next?: string
}

/**
 * mine: taken by me · waiting: open, nobody has it · danger · answered: we wait for the person · bot · done · junk · trouble
 * review: the person is filed apart, and it is time to look again
 */
export type View = 'mine' | 'waiting' | 'danger' | 'answered' | 'bot' | 'done' | 'junk' | 'review' | 'trouble' | 'all'

export interface Opened {
  readonly head: Head
  readonly messages: readonly Message[]
  /** Earlier messages exist before the first one given. */
  readonly more: boolean
  readonly capabilities: Capabilities
  readonly readByContact: number
}

export interface Answer {
  readonly text: string
  /** The last number the author has seen: refused with Stale when a newer message from the person exists. */
  readonly seen: number
  /** Made by the author's screen: the same id twice is stored once. */
  readonly clientId: string
  readonly files?: readonly InboundFile[]
}

/** Everything one reader may do. Another desk's conversation does not exist here: NotFound. */
export interface Staff {
  readonly reader: Reader
  queue(query: { view: View; desk?: string; channel?: string; after?: string; limit?: number }): Promise<Page<Head>>
  /** How many in each view, per desk and channel: derived, never incremented. */
  counts(): Promise<Readonly<Record<View, number>>>
  /** Opening is written to the audit chain before anything is shown. */
  open(id: string): Promise<Opened>
  messages(id: string, range: { after?: number; before?: number; limit?: number }): Promise<readonly Message[]>
  take(id: string): Promise<Head>
  release(id: string): Promise<Head>
  transfer(id: string, to: string): Promise<Head>
  resolve(id: string): Promise<Head>
  reopen(id: string): Promise<Head>
  danger(id: string, level: Danger): Promise<Head>
  reply(id: string, answer: Answer): Promise<Message>
  /** Answers privately somebody who wrote in public: the head of the private conversation, which the reader then holds. */
  replyPrivately(id: string, answer: Answer): Promise<Head>
  note(id: string, note: { text: string; clientId: string }): Promise<Message>
  read(id: string, seq: number): Promise<void>
  typing(id: string, on: boolean): void
  /** Sends again what failed or may have gone out twice. */
  retry(id: string, seq: number): Promise<Message>
  /** A task done by hand (letter posted, call made): outcome is kept, sealed. */
  done(id: string, seq: number, outcome: { at: Date; text: string }): Promise<Message>
  /** Types in what came by another way; the head of the conversation it opened or joined. */
  record(entry: CounterEntry): Promise<Head>
  draft(id: string): Promise<Draft | undefined>
  saveDraft(id: string, draft: { answer: string; note: string }): Promise<Draft>
  file(id: string, file: string): Promise<{ info: FileInfo; bytes: Uint8Array }>
  /** Colleagues of a desk to whom a conversation can be passed. */
  colleagues(desk: string): Promise<readonly { id: string; name: string }[]>
  /** Channels of the desks that the reader administers or supervises. */
  channels(): Promise<readonly ChannelInfo[]>
  /** Keeps settings, sealed, over those kept before, and opens the wire with them. Throws ConfigError naming the field. */
  connectChannel(id: string, settings: Readonly<Record<string, string>>): Promise<ChannelInfo>
  pauseChannel(id: string, paused: boolean): Promise<ChannelInfo>
  checkChannel(id: string): Promise<ChannelCheck>
  /** Files the person apart, with a reason, until somebody looks again; undefined puts them back. */
  fileApart(id: string, reason: string | undefined): Promise<Head>
  /** What the desk's assistant may answer, for those who edit it. */
  shelf(desk: string): Promise<Shelf>
  contentHistory(desk: string, name: ContentName): Promise<readonly ContentVersion[]>
  checkContent(desk: string, name: ContentName & { readonly body: unknown }): Promise<readonly ContentFault[]>
  saveContent(desk: string, draft: ContentDraft): Promise<ContentVersion>
  publishContent(desk: string, draft: ContentDraft): Promise<ContentVersion>
  withdrawContent(desk: string, draft: Omit<ContentDraft, 'body'>): Promise<ContentVersion>
  /** What people asked, by reference. */
  asked(desk: string): Promise<readonly AskedQuestion[]>
  /** The words of one such question, for those who may read its conversation; written to the audit chain first. */
  askedText(desk: string, conversation: string, seq: number): Promise<{ readonly text: string }>
  /** Events of the reader's desks, until the returned function is called. */
  watch(listener: (event: StaffEvent) => void): () => void
}

/** An agent's account of what came by phone, by letter or at the desk. */
export interface CounterEntry {
  readonly desk: string
  readonly channel: string
  readonly name?: string
  readonly address?: string
  readonly text: string
  /** A scan of the letter: stored sealed like any file. */
  readonly files?: readonly InboundFile[]
}

export interface Draft {
  readonly answer: string
  readonly note: string
  readonly savedAt: Date
}

export type StaffEvent =
  | { readonly type: 'message'; readonly head: Head; readonly message: Message }
  | { readonly type: 'head'; readonly head: Head }
  | {
      readonly type: 'delivery'
      readonly conversation: string
      readonly desk: string
      readonly message: Message
    }
  | {
      readonly type: 'typing'
      readonly conversation: string
      readonly desk: string
      readonly who: 'contact' | 'agent'
      readonly agent?: string
      readonly name?: string
      readonly on: boolean
    }
  | {
      readonly type: 'read'
      readonly conversation: string
      readonly desk: string
      readonly seq: number
    }
  | {
      readonly type: 'health'
      readonly desk: string
      readonly channel: string
      readonly state: 'up' | 'down'
      readonly code?: string
    }

/** One person on one of our own faces, holding a ticket. Sees their conversation and nothing else. */
export interface Visitor {
  readonly conversation: string
  /** Messages meant for the person, after a number. Empty before the first message. */
  messages(after: number): Promise<readonly Message[]>
  /** Everything up to this number arrived on the person's screen. */
  acknowledge(seq: number): Promise<void>
  read(seq: number): Promise<void>
  typing(on: boolean): void
  state(): Promise<{
    status: Status
    agent?: string
    readByAgent: number
    lastSeq: number
  }>
  file(file: string): Promise<{ info: FileInfo; bytes: Uint8Array }>
  watch(listener: (event: VisitorEvent) => void): () => void
}

export type VisitorEvent =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'state'; readonly status: Status; readonly agent?: string }
  | { readonly type: 'typing'; readonly name: string; readonly on: boolean }
  | { readonly type: 'read'; readonly seq: number }
