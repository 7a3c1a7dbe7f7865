/**
 * What a connector sees of the inbox, and what the inbox asks of a connector. Nothing here names a wire.
 * A connector turns one kind of wire into messages and back; the inbox stores, orders, routes and delivers.
 */

export interface Connector<Config = unknown> {
  /** Stored on every channel of this kind: 'email', 'webchat', 'counter'. Never compared outside connectors/. */
  readonly kind: string
  readonly capabilities: Capabilities
  /** Checks what an operator wrote. Throws ConfigError naming the field. */
  parse(input: unknown): Config
  /** Opens the wire; resolves once it listens, stops when the signal aborts. */
  open(channel: Channel<Config>, sink: Sink, signal: AbortSignal): Promise<Line>
  /** The other side calls us: it needs the channel's webhook address. */
  readonly hook?: boolean
  /** What an administrator fills in to connect it. Absent: there is nothing to fill in on a screen. */
  readonly fields?: readonly SettingField[]
  /** Asks the other side whether these settings work and resolves with the account's public name. Throws SendError. */
  check?(config: Config): Promise<string>
}

/** One field of a connector's settings, as a screen asks for it. `name` is a path such as 'login.user'. */
export interface SettingField {
  readonly name: string
  readonly label: { readonly fr: string; readonly en: string }
  readonly help?: { readonly fr: string; readonly en: string }
  /** Written and never shown again. */
  readonly secret: boolean
  readonly required: boolean
}

/** What a wire can carry. Screens, guide and outbox ask this and never the channel's kind. */
export interface Capabilities {
  /** lease: the outbox sends · resume: pushed to a connected person, sent when they acknowledge · task: a human does it */
  readonly delivery: 'lease' | 'resume' | 'task'
  /** Longest private text in characters that one answer may hold. */
  readonly maxLength: number
  readonly media: boolean
  readonly buttons: boolean
  /** What the wire's buttons can bear. Beyond it, its connector writes every choice in full and numbers the buttons. Absent: no limit. */
  readonly buttonsBear?: { readonly most: number; readonly longest: number }
  readonly typing: boolean
  readonly subject: boolean
  /** Our own face: notices show as cards at once, whoever holds the conversation. */
  readonly cards: boolean
  /** The places of this wire that others can read. Absent: everything is private. */
  readonly public?: {
    /** Longest public answer in characters; a longer one is split by the connector into as many as it takes. */
    readonly maxLength: number
    readonly media: boolean
    /** We may write privately to somebody who only wrote in public: once, or as they allow. Absent: they must write first. */
    readonly privateFirst: boolean
    /** What an answer that holds a link costs, in US cents, where that is worth a warning. */
    readonly linkCents?: number
  }
  /** How long after the person's last private message the wire takes private answers, in milliseconds. Absent: always. */
  readonly window?: { readonly anyone: number; readonly human: number }
  /** Their author can change or take back what they wrote: it arrives as a message that replaces another. */
  readonly edits: boolean
  /** How people call this wire, and the icon of the console's icon set that stands for it. */
  readonly label: {
    readonly fr: string
    readonly en: string
    readonly icon: 'chat' | 'mail' | 'phone' | 'globe' | 'users'
  }
  /** Limits on automatic answers, where the wire could start a loop (RFC 3834). Absent: none. */
  readonly automatic?: {
    /** Unasked automatic messages per address in 24 hours. */
    readonly firstPerDay: number
    /** Guide answers need a message that carries our reply token. */
    readonly guideNeedsToken: boolean
    readonly perConversation: number
    readonly perAddressPerDay: number
  }
}

export interface Channel<Config = unknown> {
  readonly id: string
  readonly desk: string
  readonly name: string
  readonly config: Config
}

/** The inbox, as one channel's connector sees it. */
export interface Sink {
  /** Resolves when stored (majority, journaled). The same externalId twice is stored once. Throws Unavailable when nothing was stored. */
  receive(message: Inbound): Promise<Stored>
  /** A report on something we sent (a bounce, a receipt): attached to that message. Resolves false when the message is unknown. */
  report(report: DeliveryReport): Promise<boolean>
  /** The person of this address has read everything we sent privately up to a time. */
  read(mark: { readonly address: string; readonly upTo: Date }): Promise<void>
  /** Is a message of this wire id stored already, theirs or ours? */
  knows(wireId: string): Promise<boolean>
  /** How many stored items hold these very bytes, those whose externalId starts with `besides` not counted. */
  copies(raw: Uint8Array, besides: string): Promise<number>
  /** Where to resume after a restart. Save only after receive() resolved. A wire with several places names each. */
  readonly cursor: {
    load(name?: string): Promise<string | undefined>
    save(value: string, name?: string): Promise<void>
  }
  /** Tells agents and operators how the wire is. Codes only, never content. */
  health(state: 'up' | 'down', code?: string): void
  /** Shown beside the channel's health: what is left of budgets, when a token ends, what was spent today. */
  gauge(values: Gauge): void
}

export interface Gauge {
  readonly tokenEnds?: Date
  /** How far behind the wire the newest stored message is, in milliseconds. */
  readonly lag?: number
  readonly budgets?: readonly {
    readonly name: string
    readonly left: number
    readonly limit: number
    readonly reset: Date
  }[]
  /** Cents of euro since midnight, and the cap at which sending stops. */
  readonly spend?: { readonly today: number; readonly cap: number }
  /** Events refused or not understood since the start, by code. */
  readonly counted?: Readonly<Record<string, number>>
}

export interface Inbound {
  /** Unique within the channel and free of personal data. */
  readonly externalId: string
  /** When the wire says it was written; the inbox keeps its own time beside it. */
  readonly at: Date
  /** The bytes as they came. */
  readonly raw: Uint8Array
  /** What it says: at once, or read after the raw bytes are committed (may throw, may be slow: a stored item is never lost to it). */
  readonly content: Utterance | (() => Promise<Utterance>)
}

export interface Utterance {
  /** address: how this wire knows the person, stored only as a keyed hash and sealed. */
  readonly from: {
    readonly address: string
    readonly name?: string
    /** The address is a name that the wire made up: it tells a human nothing and is not shown. */
    readonly anonymous?: boolean
    /** Where the person asks that answers go, when that is not `address`. Who they are stays with `address`. */
    readonly answersTo?: string
  }
  readonly text: string
  /** HTML, already sanitised by the connector. */
  readonly html?: string
  /** The part of text that repeats earlier messages: folded on screen, never deleted. */
  readonly quoted?: string
  readonly subject?: string
  readonly thread: Thread
  readonly files?: readonly InboundFile[]
  /** The id of a choice the person pressed. */
  readonly choice?: string
  /** Others can read it. Its conversation is apart from the private one of the same person. */
  readonly public?: boolean
  /** Where the wire shows it, for agents. */
  readonly link?: string
  /** It takes the place of an earlier message of this externalId; `removed`: its author took it back. */
  readonly replaces?: { readonly externalId: string; readonly removed?: boolean }
  /** Recorded beside the talk (a reaction): asks for no answer and moves nothing in the queue. */
  readonly aside?: boolean
  /** Written by one of ours in another tool, to `from`: shown as ours, and the bot holds its tongue. */
  readonly ours?: { readonly name: string }
  readonly flags?: Flags
  readonly language?: string
  /** The id that the sender's own screen gave it. */
  readonly clientId?: string
}

/** How a message finds its conversation: our signed token first, then a standing thread, then references from the same sender; never a subject. */
export interface Thread {
  /** The wire's own name of this thread with this person: one conversation for each. 'private' for the private one, else such as 'post:ID'. */
  readonly standing?: string
  readonly token?: string
  readonly references?: readonly string[]
  /** The wire's own id of this message, for later references to it. */
  readonly messageId?: string
}

export interface Flags {
  /** Sent by a machine: recorded, and never answered by one. */
  readonly neverAnswer?: boolean
  readonly automatic?: boolean
  /** Filed "to check", never deleted. */
  readonly junk?: boolean
  /** What could not be read or may not be answered, as codes: 'unparsed', 'no-from', 'text-truncated', 'encrypted', 'standby'. */
  readonly defects?: readonly string[]
  /** Verdicts of the trusted relay: { spf: 'pass', dkim: 'fail', dmarc: 'none' }. */
  readonly verdicts?: Readonly<Record<string, string>>
}

export interface InboundFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface Stored {
  readonly duplicate: boolean
  /** Conversation and number of the message, where one came of it. */
  readonly conversation: string
  readonly seq: number
}

export interface DeliveryReport {
  /** The wire's id of the message that we sent. */
  readonly messageId: string
  readonly state: 'failed' | 'delayed' | 'delivered'
  /** A short code such as '5.1.1'. */
  readonly code: string
}

/** An open wire. send() throws SendError to say whether a retry can help. */
export interface Line {
  send(message: Outbound): Promise<Sent>
}

export interface Outbound {
  /** The same at every attempt, so that the other side can recognise a repeat. Fixed when the message was queued. */
  readonly messageId: string
  readonly to: { readonly address: string; readonly name?: string }
  readonly text: string
  readonly subject?: string
  readonly choices?: readonly { readonly id: string; readonly label: string }[]
  readonly files?: readonly InboundFile[]
  /** Ids of the messages it follows, oldest first. */
  readonly references: readonly string[]
  /** Others can read it. */
  readonly public: boolean
  /** The wire's id of the person's newest message in this conversation. */
  readonly answers?: string
  /** A first private message: the wire's id of the public message it follows. */
  readonly opens?: string
  /** When the person last wrote in this conversation. */
  readonly heardAt?: Date
  /** Comes back with the person's answer and leads it to this conversation. */
  readonly replyToken: string
  /** Written by a machine. */
  readonly automatic: boolean
  /** The desk's name, and the author's where a human wrote. */
  readonly from: { readonly desk: string; readonly author?: string }
  readonly attempt: number
  /** An earlier attempt may have gone out: look before sending again, where the wire can tell. */
  readonly doubtful: boolean
}

export interface Sent {
  /** The wire's own ids of what it became, where it gives them: by these its echo is recognised. */
  readonly wireIds?: readonly string[]
  /** The wire looked, after a doubtful attempt, and it went out once. */
  readonly once?: boolean
}

/** What the operator wrote in a channel's settings is wrong; field is the path of what to mend. */
export class ConfigError extends Error {
  readonly code = 'channel-config'
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.name = 'ConfigError'
    this.field = field
  }
}

/** A send did not succeed. retry: later may help · never: it will not · unsure: it may have gone out. */
export class SendError extends Error {
  readonly code: string
  readonly outcome: 'retry' | 'never' | 'unsure'
  /** Milliseconds to wait at least, where the wire said so. */
  readonly after: number | undefined
  constructor(outcome: SendError['outcome'], code: string, after?: number) {
    super(`Sending failed (${code}).`)
    this.name = 'SendError'
    this.code = code
    this.outcome = outcome
    this.after = after
  }
}

/** What a person sent breaks a rule of the wire; sentence is for them, nothing was stored. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'Refused'
    this.code = code
  }
}

/** The inbox cannot store now: nothing was acknowledged, the sender should try again. */
export class Unavailable extends Error {
  readonly code = 'unavailable'
  constructor(message = 'The inbox cannot store messages now; nothing was acknowledged.') {
    super(message)
    this.name = 'Unavailable'
  }
}
