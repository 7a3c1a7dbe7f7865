import type { ConversationEvent, FileInfo, Message } from '../../door/door.ts'
import { seal, unseal } from '../../guard/seal.ts'
import { bytes } from '../../store/connect.ts'
import type { ConversationRow } from '../../store/talk/conversations.ts'
import type { MessageRow } from '../../store/talk/messages.ts'

/** A file of a message: what is shown, and the sealed bytes' place. */
export interface StoredFile extends FileInfo {
  /** GridFS id of the sealed bytes, in hex. */
  readonly at: string
}

/** The sealed part of a message. */
export interface Body {
  text: string
  html?: string
  quoted?: string
  subject?: string
  choices?: readonly { readonly id: string; readonly label: string }[]
  choice?: string
  numbers?: readonly string[]
  sheet?: Message['sheet']
  summary?: readonly (readonly [string, string])[]
  files?: readonly StoredFile[]
  sender?: string
  answersTo?: string
  defects?: readonly string[]
  verdicts?: Readonly<Record<string, string>>
  /** The wire's id of this message, for answers that refer to it. */
  messageId?: string
  references?: readonly string[]
  /** What the bot keeps between turns. */
  state?: unknown
  clientId?: string
  language?: string
  /** Where the wire shows it. */
  link?: string
  /** Its author took back what it replaces. */
  removed?: boolean
  /** A first private message: the wire's id of the public message that it follows. */
  opens?: string
}

/** The sealed part of a head. */
export interface Face {
  /** Filed apart; `until` is ISO 8601. */
  apart?: { readonly reason: string; readonly by: string; readonly until: string }
  /** The address is a name that the wire made up: it is sent to, and not shown. */
  anonymous?: boolean
  preview: string
  subject?: string
  name?: string
  address?: string
  /** Where humans' answers go, when that is not the address. */
  answersTo?: string
}

const place = (row: { _id: { toHexString(): string } }, field: string) => `${field}:${row._id.toHexString()}`

export const sealBody = (key: Uint8Array, row: { _id: MessageRow['_id'] }, body: Body) =>
  seal(key, place(row, 'message'), Buffer.from(JSON.stringify(body))) as never as MessageRow['body']

export const openBody = (key: Uint8Array, row: Pick<MessageRow, '_id' | 'body'>): Body =>
  JSON.parse(unseal(key, place(row, 'message'), bytes(row.body)).toString('utf8')) as Body

export const sealRaw = (key: Uint8Array, row: { _id: MessageRow['_id'] }, raw: Uint8Array) =>
  seal(key, place(row, 'raw'), raw) as never as NonNullable<MessageRow['raw']>

export const sealFace = (key: Uint8Array, row: { _id: ConversationRow['_id'] }, face: Face) =>
  seal(key, place(row, 'face'), Buffer.from(JSON.stringify(face))) as never as ConversationRow['face']

export const openFace = (key: Uint8Array, row: Pick<ConversationRow, '_id' | 'face'>): Face =>
  JSON.parse(unseal(key, place(row, 'face'), bytes(row.face)).toString('utf8')) as Face

export const sealOutcome = (key: Uint8Array, row: { _id: MessageRow['_id'] }, text: string) =>
  seal(key, place(row, 'outcome'), Buffer.from(text)) as never as NonNullable<MessageRow['delivery']>['outcome']

/** A row opened and shown. */
export function openMessage(key: Uint8Array, row: MessageRow): Message {
  const sealed = row.delivery?.outcome
  const outcome = sealed && unseal(key, place(row, 'outcome'), bytes(sealed)).toString('utf8')
  return showMessage(row, openBody(key, row), outcome)
}

/** A stored message as bot and web see it. */
export function showMessage(row: MessageRow, body: Body, outcome?: string): Message {
  const flags = {
    ...(row.neverAnswer && { neverAnswer: true }),
    ...(body.defects && { defects: body.defects }),
    ...(body.verdicts && { verdicts: body.verdicts }),
  }
  return {
    seq: row.seq,
    at: row.at,
    ...(row.written && { written: row.written }),
    author: row.author,
    audience: row.audience,
    text: body.text,
    ...(body.html !== undefined && { html: body.html }),
    ...(body.quoted !== undefined && { quoted: body.quoted }),
    ...(body.subject !== undefined && { subject: body.subject }),
    ...(body.choices && { choices: body.choices }),
    ...(row.notice && {
      card: {
        type: 'danger' as const,
        level: row.notice,
        numbers: body.numbers ?? [],
      },
    }),
    ...(row.event && { event: row.event as ConversationEvent }),
    ...(row.danger && { danger: row.danger }),
    ...(row.public && { public: true }),
    ...(row.aside && { aside: true }),
    ...(row.replaces !== undefined && { replaces: { seq: row.replaces, removed: body.removed === true } }),
    ...(body.link !== undefined && { link: body.link }),
    ...(body.sheet && { sheet: body.sheet }),
    ...(body.summary && { summary: body.summary }),
    files: (body.files ?? []).map(({ id, name, type, size }) => ({
      id,
      name,
      type,
      size,
    })),
    ...(body.sender !== undefined && { sender: body.sender }),
    ...(Object.keys(flags).length > 0 && { flags }),
    ...(row.delivery && { delivery: showDelivery(row.delivery, outcome) }),
    ...(body.clientId !== undefined && { clientId: body.clientId }),
  }
}

function showDelivery(row: NonNullable<MessageRow['delivery']>, outcome?: string): NonNullable<Message['delivery']> {
  return {
    state: row.state,
    tries: row.tries,
    turn: row.fence,
    ...(row.code !== undefined && { code: row.code }),
    ...(row.at && { at: row.at }),
    ...(outcome !== undefined && { outcome }),
  }
}
