import { createHash } from 'node:crypto'
import { chatItem, dmItem } from '../read/dm.ts'
import { type Item, oddity } from '../read/item.ts'
import { asId, asList, asObject, asText, type Json } from '../read/json.ts'
import { postItem } from '../read/post.ts'
import type { Station } from '../station/station.ts'

/** What a webhook's body says, one thing after the other. */
export type Happening =
  | { readonly item: Item; readonly kind: 'mention' | 'dm' | 'chat' }
  | { readonly read: { readonly address: string; readonly upTo: Date } }
  | { readonly revoked: true }
  | { readonly ignored: string }
  | { readonly odd: Item; readonly code: string }

const posts = new Set(['post.create', 'post.mention.create', 'post.reply.create', 'post.quote.create'])
/** Told to us, and of no use to a duty desk. */
const useless =
  /^(dm\.indicate_typing|post\.delete|post\.repost\.create|like\.create|profile\.update\..+|chat\.(conversation|update)\b.+)$/

/** https://docs.x.com/x-api/activity/event-payloads. Never throws: what it cannot place is kept as it came. */
export function happenings(station: Station, body: unknown, raw: Uint8Array): readonly Happening[] {
  const whole = asObject(body)
  const data = asObject(whole['data'])
  const type = asText(data['event_type']).replace(/^tweet\./, 'post.')
  const payload = asObject(data['payload'])
  const includes = asObject(data['includes'] ?? whole['includes'])
  const account = asId(asObject(data['filter'])['user_id'])
  if (account !== '' && account !== station.config.account.id) return [{ ignored: 'other-account' }]
  if (posts.has(type)) return [asHappening(postItem(station, payload, includes, raw), 'mention', raw)]
  if (type === 'dm.received' || type === 'dm.sent') return messages(station, payload, includes, raw)
  if (type === 'chat.received' || type === 'chat.sent')
    return [asHappening(chatItem(station, payload, raw), 'chat', raw)]
  if (type === 'dm.read') return reads(station, payload)
  if (type === 'oauth.revoke') {
    return [asId(payload['user_id']) === station.config.account.id ? { revoked: true } : { ignored: 'other-account' }]
  }
  if (useless.test(type)) return [{ ignored: 'of-no-use' }]
  return [odd(raw, type === '' ? 'unparsed' : 'unknown-event', asText(data['event_uuid']))]
}

function messages(station: Station, payload: Json, includes: Json, raw: Uint8Array): readonly Happening[] {
  const events = asList(payload['direct_message_events']).map(asObject)
  if (events.length === 0) return [asHappening(dmItem(station, payload, includes, raw), 'dm', raw)]
  const users = payload['users'] ?? includes['users']
  return events.map((event) => {
    // A body with several events is cut: each raw item holds one and can be forgotten alone.
    const bytes = events.length === 1 ? raw : Buffer.from(JSON.stringify(event))
    return asHappening(dmItem(station, event, { users }, bytes), 'dm', bytes)
  })
}

function reads(station: Station, payload: Json): readonly Happening[] {
  const marks = asList(payload['direct_message_mark_read_events']).map(asObject)
  return marks.flatMap((mark): readonly Happening[] => {
    const address = asId(mark['sender_id'])
    const upTo = new Date(Number(mark['created_timestamp']))
    if (address === '' || address === station.config.account.id || Number.isNaN(upTo.getTime())) return []
    return [{ read: { address, upTo } }]
  })
}

function asHappening(item: Item | undefined, kind: 'mention' | 'dm' | 'chat', raw: Uint8Array): Happening {
  return item === undefined ? odd(raw, 'unparsed', '') : { item, kind }
}

function odd(raw: Uint8Array, code: 'unparsed' | 'unknown-event', uuid: string): Happening {
  const name = /^-?\d{1,20}$/.test(uuid) ? uuid : createHash('sha256').update(raw).digest('base64url').slice(0, 32)
  const externalId = `event:${name}`
  return { code, odd: { externalId, wireId: externalId, at: new Date(), raw, content: oddity(code) } }
}
