import type { Utterance } from '../../../inbox/contract.ts'
import type { Station } from '../station/station.ts'
import { fetchPhotos, photoUrls } from './files.ts'
import type { Item } from './item.ts'
import { asId, asList, asObject, asText, type Json } from './json.ts'
import { nameOf, peopleIn } from './people.ts'
import { timeOf } from './snowflake.ts'
import { wellFormed, writtenText } from './text.ts'

interface Dm {
  readonly id: string
  readonly at: Date
  readonly sender: string
  /** The other person: the sender, or whom we wrote to. */
  readonly person: string
  readonly group: boolean
  readonly text: string
  readonly photos: readonly string[]
  readonly people: ReadonlyMap<string, Json>
}

/** 1:1 conversations are named by both ids, the smaller first; a group by one number. */
function otherIn(conversation: string, me: string): { readonly person: string; readonly group: boolean } {
  const ids = conversation.split(/[-:]/).map(asId)
  if (conversation === '') return { person: '', group: false }
  return { person: ids.find((id) => id !== '' && id !== me) ?? '', group: ids.length !== 2 }
}

/** As /2/dm_events lists them. */
function listed(event: Json, includes: Json, me: string): Dm {
  const id = asId(event['id'])
  const sender = asId(event['sender_id'])
  const { person, group } = otherIn(asText(event['dm_conversation_id']), me)
  const told = Date.parse(asText(event['created_at']))
  return {
    id,
    at: new Date(Number.isNaN(told) ? timeOf(id || '0') : told),
    sender,
    person: sender === me ? person : sender,
    group,
    text: writtenText(asText(event['text']), asObject(event['entities'])),
    photos: photoUrls(asList(asObject(event['attachments'])['media_keys']), includes),
    people: peopleIn(includes['users']),
  }
}

/** As webhooks tell them: the shape of the older API inside the new envelope (https://docs.x.com/x-api/activity/event-payloads). */
function told(event: Json, users: unknown, me: string): Dm {
  const { target, sender_id, message_data } = asObject(event['message_create'])
  const data = asObject(message_data)
  const media = asObject(asObject(data['attachment'])['media'])
  const photo = asText(media['media_url_https'])
  const id = asId(event['id'])
  const sender = asId(sender_id)
  const recipient = asId(asObject(target)['recipient_id'])
  return {
    id,
    at: new Date(Number(event['created_timestamp']) || timeOf(id || '0')),
    sender,
    person: sender === me ? recipient : sender,
    group: false,
    text: writtenText(asText(data['text']), asObject(data['entities'])),
    photos: photo === '' ? [] : [photo],
    people: peopleIn(users),
  }
}

/** A direct message in either shape. undefined: it lacks an id or a sender. */
export function dmItem(station: Station, event: Json, includes: Json, raw: Uint8Array): Item | undefined {
  const me = station.config.account
  const dm =
    event['message_create'] === undefined ? listed(event, includes, me.id) : told(event, includes['users'], me.id)
  if (dm.id === '' || dm.sender === '') return undefined
  const name = nameOf(dm.people, dm.person)
  const text = wellFormed(dm.text)
  const said: Utterance = {
    from: { address: dm.person, ...(name !== undefined && { name }) },
    text,
    thread: { standing: dm.group ? `group:${asText(event['dm_conversation_id'])}` : 'private', messageId: dm.id },
    // An answer would go to this person alone and not to the group: a human should know.
    ...(dm.group && { flags: { neverAnswer: true, defects: ['group'] } }),
  }
  const base = { externalId: `dm:${dm.id}`, wireId: dm.id, at: dm.at, raw }
  const seen = (): Promise<Utterance> => withPhotos(station, said, dm.photos)
  const content = dm.photos.length > 0 ? seen : said
  if (dm.sender !== me.id) return { ...base, content }
  return { ...base, own: { to: dm.person, text }, content: { ...said, ours: { name: `@${me.handle}` } } }
}

async function withPhotos(station: Station, said: Utterance, urls: readonly string[]): Promise<Utterance> {
  const { files, missed } = await fetchPhotos(station.calls.client, urls)
  const flags = missed ? { ...said.flags, defects: [...(said.flags?.defects ?? []), 'media-unread'] } : said.flags
  return { ...said, ...(files.length > 0 && { files }), ...(flags && { flags }) }
}

/**
 * An encrypted message (XChat): only its two ends can read it. It is announced, so that somebody answers "please write to
 * us unencrypted", and never silently missed.
 */
export function chatItem(station: Station, payload: Json, raw: Uint8Array): Item | undefined {
  const me = station.config.account
  const id = asText(payload['id'])
  const sender = asId(payload['sender_id'])
  if (!/^[\w-]{1,64}$/.test(id) || sender === '') return undefined
  const time = Number(payload['created_at_msec']) || Date.parse(asText(payload['created_at'])) || Date.now()
  const { person } = otherIn(asText(payload['conversation_id']), me.id)
  const said: Utterance = {
    from: { address: sender === me.id ? person : sender },
    text: '',
    thread: { standing: 'private', messageId: id },
    flags: { neverAnswer: true, defects: ['encrypted'] },
  }
  const base = { externalId: `chat:${id}`, wireId: id, at: new Date(time), raw }
  if (sender !== me.id) return { ...base, content: said }
  return { ...base, own: { to: person, text: '' }, content: { ...said, ours: { name: `@${me.handle}` } } }
}
