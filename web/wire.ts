/** What leaves the server, as JSON. Chosen, not serialised: the store's shapes may change without this file. Dates are ISO strings. */
export type * from './wire/knowledge.ts'

export interface WireFailure {
  /** For developers and tests. */
  code: string
  /** For whoever can act, in the reader's language. */
  sentence: string
}

export type WireDanger = 'hard' | 'soft' | 'none'
type WireStatus = 'pending' | 'open' | 'snoozed' | 'resolved'
export type WireView =
  | 'mine'
  | 'waiting'
  | 'danger'
  | 'answered'
  | 'bot'
  | 'done'
  | 'junk'
  | 'review'
  | 'trouble'
  | 'all'
export type WireIcon = 'chat' | 'mail' | 'phone' | 'globe' | 'users'

export interface WireFile {
  id: string
  name: string
  type: string
  size: number
  /** Where to get it, as a download. */
  url: string
}

export interface WireChoice {
  id: string
  label: string
}

export interface WireEvent {
  type: 'handover' | 'taken' | 'released' | 'resolved' | 'reopened' | 'transferred' | 'danger' | 'moved' | 'apart'
  /** apart: filed, or put back; again: looked at and left there. The reason is the message's text. */
  again?: true
  on?: boolean
  reason?: string
  to?: string
  toName?: string
  level?: WireDanger
}

export interface WireMessage {
  seq: number
  at: string
  /** When the network says it was written: staff read messages in this order. */
  written?: string
  author: {
    type: 'contact' | 'bot' | 'agent' | 'system'
    id?: string
    name?: string
  }
  audience: 'contact' | 'staff'
  text: string
  html?: string
  quoted?: string
  subject?: string
  choices?: WireChoice[]
  card?: { type: 'danger'; level: 'hard' | 'soft'; numbers: string[] }
  event?: WireEvent
  danger?: 'hard' | 'soft'
  /** Others can read it where it is. */
  public?: boolean
  /** Recorded beside the talk: a reaction, something taken back. */
  aside?: boolean
  /** It takes the place of message `seq`; `removed`: its author took that one back. */
  replaces?: { seq: number; removed: boolean }
  /** Where the network shows it. */
  link?: string
  sheet?: { id: string; title: string; url?: string; verified?: string }
  summary?: [string, string][]
  files: WireFile[]
  sender?: string
  flags?: {
    neverAnswer?: boolean
    defects?: string[]
    verdicts?: Record<string, string>
  }
  delivery?: {
    state: 'queued' | 'sending' | 'sent' | 'failed' | 'unsure' | 'waiting'
    tries: number
    /** Grows: of two words on a delivery, the higher is the later. */
    turn?: number
    code?: string
    at?: string
    outcome?: string
  }
  clientId?: string
}

export interface WireHead {
  id: string
  number: number
  desk: string
  deskName: string
  channel: string
  channelName: string
  icon: WireIcon
  contact: { name?: string; address?: string; answersTo?: string }
  /** Others can read what is written here. */
  public: boolean
  /** When the person last wrote: what a reply window counts from. */
  heardAt?: string
  /** The person is filed apart: why, by whom, and when it must be looked at again. */
  apart?: { reason: string; by: string; until: string }
  status: WireStatus
  assignee?: { id: string; name: string }
  danger: WireDanger
  junk: boolean
  trouble: boolean
  waitingSince?: string
  lastAt: string
  lastSeq: number
  subject?: string
  preview: string
  unread: number
}

/** Which files, where not all are taken. */
export interface WireFileLimits {
  most: number
  types: readonly string[]
  largest: number
}

export interface WireCapabilities {
  delivery: 'lease' | 'resume' | 'task'
  maxLength: number
  media: boolean
  files?: WireFileLimits
  typing: boolean
  subject: boolean
  /** Others can read along in public conversations; answers there are this long at most. */
  public?: {
    maxLength: number
    media: boolean
    files?: WireFileLimits
    privateFirst: boolean
    /** false: a first private message holds no file. */
    firstMedia?: false
    linkCents?: number
  }
  /** Private answers are taken so long after the person's last message, in milliseconds. */
  window?: { anyone: number; human: number }
}

/* ---- Console: HTTP under /api, JSON in and out, cookie session, header X-Requested-With: permanence on every write ---- */

/** POST /api/session {login, password, code?} → WireMe, or 401 {code: 'sign-in'} / {code: 'second-factor'}. DELETE /api/session. GET /api/me. */
export interface WireMe {
  agent: { id: string; name: string; login: string }
  desks: {
    id: string
    name: string
    roles: string[]
    channels: {
      id: string
      name: string
      icon: WireIcon
      delivery: 'lease' | 'resume' | 'task'
    }[]
  }[]
}
/** GET /api/sessions → mine; DELETE /api/sessions/:id kills one. */
export interface WireSession {
  id: string
  startedAt: string
  lastSeenAt: string
  current: boolean
}
/** GET /api/queue?view=&desk=&channel=&after= */
export interface WirePage {
  items: WireHead[]
  next?: string
}
/** GET /api/counts */
export type WireCounts = Record<WireView, number>
/** GET /api/conversations/:id · GET /api/conversations/:id/messages?after=|before= → {messages} */
export interface WireOpened {
  head: WireHead
  messages: WireMessage[]
  more: boolean
  capabilities: WireCapabilities
  readByContact: number
  draft?: WireDraft
}
/** PUT /api/conversations/:id/draft {answer, note} */
export interface WireDraft {
  answer: string
  note: string
  savedAt: string
}
/**
 * POST /api/conversations/:id/take | release | resolve | reopen → WireHead (409 {code:'taken', by}) · transfer {to} · danger {level}
 * POST …/reply {text, seen, clientId, files?: string[] (upload ids)} → WireMessage (409 {code:'stale', messages: WireMessage[]})
 * POST …/note {text, clientId} · …/read {seq} · …/messages/:seq/retry · …/messages/:seq/done {at, text}
 * POST /api/uploads (raw body, ?name=, Content-Type) → {id} · GET /api/desks/:desk/colleagues → {id,name}[]
 * POST /api/counter {desk, channel, name?, address?, text, uploads?: string[]} → WireHead: what came by phone, letter or at the desk
 */
export interface WireStale extends WireFailure {
  messages: WireMessage[]
}

/* ---- Console socket: namespace /console, same cookie; checked again on every connection ---- */
export interface ConsoleEvents {
  message: (event: { head: WireHead; message: WireMessage }) => void
  head: (event: { head: WireHead }) => void
  delivery: (event: { conversation: string; message: WireMessage }) => void
  typing: (event: {
    conversation: string
    who: 'contact' | 'agent'
    agent?: string
    name?: string
    on: boolean
  }) => void
  read: (event: { conversation: string; seq: number }) => void
  health: (event: { desk: string; channel: string; state: 'up' | 'down'; code?: string }) => void
}
export interface ConsoleCommands {
  typing: (event: { conversation: string; on: boolean }) => void
}

/* ---- Visitor: POST /chat/:channel/start → WireTicket; then socket namespace /chat with auth {ticket, after} ---- */
export interface WireTicket {
  ticket: string
  /** May the tab keep the ticket in sessionStorage to survive a reload? The desk says. */
  keep: boolean
  maxLength: number
  media: boolean
  /** e.g. 'Brigade numérique' */
  deskName: string
  /** One sentence on what happens to what is written; shown above the log. */
  notice: string
  /** Say something first? Text of the greeting, shown before the person writes, and its choices. */
  greeting?: { text: string; choices: WireChoice[] }
}
export interface WireVisitorState {
  status: WireStatus
  /** The agent's display name once a human has it. */
  agent?: string
  readByAgent: number
}
export interface ChatEvents {
  /** Sent once after (re)connecting: everything after the `after` of the handshake, in order. */
  resume: (event: { messages: WireMessage[]; state: WireVisitorState }) => void
  message: (message: WireMessage) => void
  state: (state: WireVisitorState) => void
  typing: (event: { name: string; on: boolean }) => void
  read: (event: { seq: number }) => void
}
export type WireAck = { ok: true; seq: number; duplicate: boolean } | ({ ok: false } & WireFailure)
export interface ChatCommands {
  /** Acknowledged after commit. clientId: made by the page, the same at every retry. */
  say: (
    message: {
      clientId: string
      text: string
      choice?: string
      uploads?: string[]
    },
    ack: (result: WireAck) => void,
  ) => void
  /** Everything up to seq is on this screen. */
  got: (event: { seq: number }) => void
  read: (event: { seq: number }) => void
  typing: (event: { on: boolean }) => void
}
/** The same over HTTP: POST /chat/messages, Authorization: Bearer ticket, body as `say` → 201 WireAck. GET /chat/messages?after=. */

/* ---- Channels, for those who administer a desk ---- */

/** One field of a channel's settings. A secret is written and never comes back: `filled` says that there is one. */
export interface WireChannelField {
  name: string
  label: { fr: string; en: string }
  help?: { fr: string; en: string }
  secret: boolean
  required: boolean
  filled: boolean
  value?: string
}

/** GET /api/channels → {channels}: those of the desks that the reader administers or supervises. */
export interface WireChannel {
  desk: string
  deskName: string
  id: string
  name: string
  kind: { fr: string; en: string }
  icon: WireIcon
  /** unconnected: no settings yet · paused: by an administrator */
  state: 'up' | 'down' | 'closed' | 'paused' | 'unconnected'
  code?: string
  lastSuccess?: string
  gauge?: {
    tokenEnds?: string
    renewedBy?: string
    webhook?: { state: 'registered' | 'refused' | 'no-address'; heard?: string }
    lag?: number
    budgets?: { name: string; left: number; limit: number; reset: string }[]
    /** Cents of euro. */
    spend?: { today: number; cap: number }
    counted?: Record<string, number>
  }
  /** The address that the network must call, to copy. */
  hook?: string
  fields: WireChannelField[]
  /** The reader may change it: an administrator of the desk. */
  mine: boolean
}
/**
 * PUT /api/channels/:desk/:id {settings: {name: value}} → WireChannel (a secret left out keeps its value), or 422
 * {code: 'channel-config', field, sentence} · POST …/pause {paused} → WireChannel · POST …/check {} → WireChannelCheck
 */
export interface WireChannelCheck {
  ok: boolean
  account?: string
  code?: string
}
