import { createHash } from 'node:crypto'
import type { Visitors } from '../../inbox/index.ts'
import { HttpError } from '../http/edge/errors.ts'
import type { Uploads } from '../http/edge/uploads.ts'
import type { Pace } from './pace.ts'
import type { Heard, VisitorWire } from './visitor-wire.ts'

/** What a page sends: the same by socket, by HTTP and by a plain form. */
interface Said {
  readonly clientId: string
  readonly text: string
  readonly choice?: string
  readonly uploads?: readonly string[]
}

/** The one way in for a visitor's message. Resolves once it is stored. */
export type Say = (ticket: string, message: unknown) => Promise<Heard>

export function createSay(
  visitors: Pick<Visitors, 'channelOf'>,
  wire: Pick<VisitorWire, 'say'>,
  uploads: Pick<Uploads, 'take' | 'spend'>,
  pace: Pace,
): Say {
  return async (ticket, message) => {
    const channel = visitors.channelOf(ticket)
    if (channel === undefined) throw new HttpError(401, 'ticket')
    const said = saidOf(message)
    const owner = ownerOf(ticket)
    const ids = said.uploads ?? []
    const files = ids.length === 0 ? undefined : uploads.take(owner, said.clientId, ids)
    const { clientId, text, choice } = said
    const say = { ticket, clientId, text, ...(choice !== undefined && { choice }), ...(files && { files }) }
    const heard = await pace.run(owner, () => wire.say(channel, say))
    if (ids.length > 0) uploads.spend(owner, clientId, ids)
    return heard
  }
}

/** Names a ticket's holder in our memory without keeping the ticket. */
export function ownerOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url')
}

const KEYS = new Set(['clientId', 'text', 'choice', 'uploads'])
const MOST_UPLOADS = 10

/** Checked by hand: this runs for every message. Unknown keys and operators where strings are wanted are refused. */
function saidOf(value: unknown): Said {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('')
  for (const key of Object.keys(value)) if (!KEYS.has(key)) throw wrong(key)
  const { clientId, text, choice, uploads } = value as Readonly<Record<string, unknown>>
  if (typeof clientId !== 'string' || !/^[\w-]{1,64}$/.test(clientId)) throw wrong('clientId')
  if (typeof text !== 'string') throw wrong('text')
  if (choice !== undefined && (typeof choice !== 'string' || choice.length > 200)) throw wrong('choice')
  if (uploads !== undefined && !areIds(uploads)) throw wrong('uploads')
  return { clientId, text, ...(choice !== undefined && { choice }), ...(uploads !== undefined && { uploads }) }
}

function areIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= MOST_UPLOADS && value.every((id) => typeof id === 'string')
}

function wrong(field: string): HttpError {
  return new HttpError(400, 'invalid', field === '' ? {} : { field: field.slice(0, 80) })
}
