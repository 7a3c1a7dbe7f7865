import type { Capabilities, Channel, Connector, Sink } from '../contract.ts'
import type { Desk } from '../desk/rules.ts'
import type { Assess, BotDoor } from './bot-door.ts'
import type { ContentFault } from './content-door.ts'
import type { Reader, Role, Staff, Visitor } from './door.ts'

/** Codes and numbers only: a citizen's words, name or address never reach a log. */
export interface Log {
  info(code: string, fields?: Readonly<Record<string, string | number | boolean>>): void
  warn(code: string, fields?: Readonly<Record<string, string | number | boolean>>): void
  error(code: string, fields?: Readonly<Record<string, string | number | boolean>>): void
}

/** Everything the inbox is built from. */
export interface InboxOptions {
  /** MongoDB connection string of a replica set, without a database name. */
  readonly uri: string
  /** Database for content; the wrapped keys live in `${database}_keys`. */
  readonly database: string
  /** Path of the keyring file (JSON). */
  readonly keyringFile: string
  readonly desks: readonly Desk[]
  readonly connectors: readonly Connector[]
  /** Channel settings with secrets, keyed `desk/channel`, merged over desk.yaml. */
  readonly channelSettings: Readonly<Record<string, unknown>>
  readonly assess: Assess
  readonly log: Log
  /** Hours after which an agent's session ends; 12 when absent. */
  readonly sessionHours?: number
  /** Milliseconds since 1970; injected in tests. */
  readonly now?: () => number
}

export interface Inbox {
  readonly desks: readonly Desk[]
  readonly accounts: Accounts
  readonly bot: BotDoor
  /** The door for staff: nothing is read or written for staff but through it. */
  as(reader: Reader): Staff
  /** Our own faces: a ticket is a signed, unguessable name of one conversation. */
  readonly visitors: Visitors
  /** Opens every channel's wire, the outbox and the sweeper. */
  start(): Promise<void>
  /** Finishes what is under way, closes wires, then the database. */
  close(): Promise<void>
  /** For health pages and the doctor: no content. */
  health(): Promise<Health>
  readonly operate: Operate
  /** The sink of one channel, as its connector gets it. For tests and the playground. */
  sink(channel: string): Sink
  channels(): readonly (Channel & {
    readonly kind: string
    readonly capabilities: Capabilities
  })[]
}

export interface Visitors {
  /** A ticket for a conversation that does not exist yet; nothing is stored before the first message. channel is `desk/channel`. */
  begin(channel: string): string
  /** Undefined when the ticket was not signed by us. */
  of(ticket: string): Visitor | undefined
  /** The channel a ticket belongs to, `desk/channel`. */
  channelOf(ticket: string): string | undefined
}

export interface Session {
  readonly token: string
  readonly reader: Reader
  readonly login: string
}

export interface Accounts {
  /** Throws SignInRefused: 'sign-in' (wrong login or password), 'second-factor' (code missing or wrong), 'slow-down'. */
  signIn(who: { login: string; password: string; code?: string }): Promise<Session>
  /** Undefined when unknown, expired, killed, or the account is disabled. */
  session(token: string): Promise<Session | undefined>
  sessions(reader: Reader): Promise<readonly { id: string; startedAt: Date; lastSeenAt: Date }[]>
  kill(reader: Reader, id: string): Promise<void>
  signOut(token: string): Promise<void>
  /** Called when a session or account ends, so that sockets close at once. */
  onEnd(listener: (end: { agent: string; session?: string }) => void): () => void
  /** Identifier of a session for lists and kills: never the token. */
  idOf(token: string): string
  add(agent: NewAgent): Promise<{ totpUri?: string }>
  disable(login: string): Promise<void>
  reset(login: string, password: string): Promise<{ totpUri?: string }>
  list(): Promise<
    readonly {
      login: string
      name: string
      desks: readonly string[]
      secondFactor: boolean
      disabled: boolean
    }[]
  >
}

export interface NewAgent {
  readonly login: string
  readonly name: string
  readonly password: string
  readonly roles: Readonly<Record<string, readonly Role[]>>
  /** true: a TOTP secret is made and its otpauth:// address given back. A string: that secret (base32). */
  readonly secondFactor: boolean | string
}

export interface Health {
  readonly database: {
    readonly ok: boolean
    readonly version?: string
    readonly time?: Date
  }
  readonly channels: readonly {
    readonly desk: string
    readonly id: string
    readonly state: 'up' | 'down' | 'closed' | 'paused' | 'unconnected'
    readonly code?: string
    readonly lastSuccess?: Date
  }[]
  readonly outbox: { readonly queued: number; readonly failed: number }
}

interface Operate {
  /** Computes every conversation head again from its messages; resolves with how many differed. */
  rebuildHeads(): Promise<{ conversations: number; mended: number }>
  /** Checks each desk's audit chain; broken names the first bad entry. */
  verifyAudit(): Promise<readonly { desk: string; entries: number; broken?: number }[]>
}

/** Sign-in did not succeed; code is 'sign-in', 'second-factor' or 'slow-down'. */
export class SignInRefused extends Error {
  readonly code: 'sign-in' | 'second-factor' | 'slow-down'
  constructor(code: SignInRefused['code']) {
    super('Sign-in refused.')
    this.name = 'SignInRefused'
    this.code = code
  }
}

/** It does not exist, or not for this reader: the two are never told apart. */
export class NotFound extends Error {
  readonly code = 'not-found'
  constructor() {
    super('Not found.')
    this.name = 'NotFound'
  }
}

/** Somebody else was first; by is a colleague's display name. */
export class Conflict extends Error {
  readonly code: string
  readonly by: string | undefined
  constructor(code: string, by?: string) {
    super(`Refused: ${code}.`)
    this.name = 'Conflict'
    this.code = code
    this.by = by
  }
}

/** What was written cannot be published as it is: each fault says where and what to mend. */
export class BrokenVersion extends Error {
  readonly code = 'content-broken'
  readonly faults: readonly ContentFault[]
  constructor(faults: readonly ContentFault[]) {
    super('There is something to mend.')
    this.name = 'BrokenVersion'
    this.faults = faults
  }
}

/** The person wrote something newer than what the author has seen. */
export class Stale extends Error {
  readonly code = 'stale'
  /** Number of the newest message from the person. */
  readonly newest: number
  constructor(newest: number) {
    super('A newer message has not been read.')
    this.name = 'Stale'
    this.newest = newest
  }
}
