import { Refusal } from './faults.ts'
import type { Comment, Message, World } from './world.ts'

interface Page {
  readonly id: string
  readonly name: string
}
type Query = Readonly<Record<string, string>>

/** The fields that we may ask for, as the reference lists them; one letter wrong and Graph refuses the whole call. */
const known = new Set(
  'id name message from created_time updated_time attachments attachment parent permalink_url comments messages private_reply_conversation first_name last_name'.split(
    ' ',
  ),
)

export function checkFields(fields: string | undefined): void {
  const bare = (fields ?? '').replace(/\.(limit|order|filter)\([a-z_0-9]+\)/g, '')
  for (const name of bare.split(/[,{}]+/).filter((word) => word !== '')) {
    if (!known.has(name)) throw new Refusal(100, undefined, `Tried accessing nonexisting field (${name})`)
  }
}

/** Seconds alone, and an offset without a colon. */
const graphTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+0000')

export const limitIn = (fields: string, edge: string): number =>
  Number(new RegExp(`${edge}\\.limit\\((\\d+)\\)`).exec(fields)?.[1] ?? 25)

/** Newest first, a page at a time, with Graph's cursors; its links to the next page carry the token. */
export function paged(items: readonly unknown[], query: Query, limit: number): object {
  const start = query['after'] === undefined ? 0 : Number(Buffer.from(query['after'], 'base64url').toString())
  const data = items.slice(start, start + limit)
  const mark = (at: number): string => Buffer.from(String(at)).toString('base64url')
  const more = start + limit < items.length
  const next = more ? { next: 'https://graph.facebook.com/…?access_token=…' } : {}
  return { data, paging: { cursors: { before: mark(start), after: mark(start + limit) }, ...next } }
}

function attachmentsOf({ attachments }: Message): object {
  if (attachments.length === 0) return {}
  const data = attachments.map(({ url, name }, index) => ({ id: String(index), name, file_url: url }))
  return { attachments: { data } }
}

export function messageView(message: Message, page: Page): object {
  const { id, text, at, person, fromPage } = message
  const from = fromPage ? page : { id: person, name: 'Une personne' }
  return { id, message: text, from, created_time: graphTime(at), ...attachmentsOf(message) }
}

export function talkView(
  world: World,
  person: string,
  page: Page,
  query: Query,
  limit: number,
  details = Number.POSITIVE_INFINITY,
): object {
  const talk = world.talk(person).toReversed()
  return {
    id: `t_${person}`,
    updated_time: graphTime(talk[0]?.at ?? 0),
    messages: paged(
      talk.map((message, age) => (age < details ? messageView(message, page) : { id: message.id })),
      query,
      limit,
    ),
  }
}

export function commentView({ id, text, at, from, parent, post, photo }: Comment): object {
  return {
    id,
    message: text,
    created_time: graphTime(at),
    permalink_url: `https://www.facebook.com/${id}`,
    ...(from && { from }),
    ...(photo && { attachment: { type: 'photo', media: { image: { src: photo.url } } } }),
    ...(parent !== post && { parent: { id: parent } }),
  }
}
