/** Knowledge as it leaves the server, for those who edit what a desk's assistant answers. Part of wire.ts. */

export interface WireText {
  fr: string
  en: string
}
/** As it is written: texts may hold references, `{fact:3919.hours}`. */
export interface WireSheet {
  id: string
  title: WireText
  body: WireText
  questions: { fr: string[]; en: string[] }
  topics: string[]
  redirect: string
  url?: string
  source: string
  owner?: string
  /** YYYY-MM-DD */
  verified: string
  review: string
}
export interface WireFact {
  id: string
  label: WireText
  number?: string
  sms?: string
  hours?: WireText
  url?: string
  email?: string
  address?: WireText
  value?: WireText
  source: string
  owner?: string
  verified: string
  review: string
  contradiction?: string
}
export interface WireVersion {
  version: number
  state: 'draft' | 'published' | 'withdrawn'
  body?: WireSheet | WireFact
  by: string
  at: string
  note?: string
}
export interface WireEntry {
  kind: 'sheet' | 'fact'
  id: string
  /** What is said now; version 0 is the desk's file. */
  running?: { body?: WireSheet | WireFact; version: number; at?: string; by?: string }
  draft?: WireVersion
  /** What was said before it was withdrawn. */
  gone?: WireSheet | WireFact
  /** The newest version: what the next one must follow. */
  last: number
  withdrawn: boolean
}
/** GET /api/knowledge/:desk */
export interface WireShelf {
  entries: WireEntry[]
  /** Names of the desks that say it. */
  desks: string[]
  /** The reader may write: an editor at each of them. */
  mine: boolean
}
/**
 * GET …/:kind/:id/history → {versions} · POST …/check {body} → {faults} · PUT …/draft and POST …/publish {body, after,
 * note?} → WireVersion, or 409 {code: 'content-changed', by} / 422 {code: 'content-broken', faults} · POST …/withdraw {after}
 */
export interface WireFault {
  /** 'body.fr'; '' when it is the whole. */
  field: string
  /** The line inside the field, from 1. */
  line: number
  code: string
  about: string
  instead?: string
}
/** GET /api/knowledge/:desk/asked → {asked}; its words: GET …/asked/:conversation/:seq → {text}, written to the audit chain. */
export interface WireAsked {
  conversation: string
  seq: number
  outcome: 'hit' | 'suggested' | 'failed'
  sheets: string[]
  at: string
  readable: boolean
}
