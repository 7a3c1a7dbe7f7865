import type { World, XDm, XPost, XUser } from './world.ts'

export type Spelling = 'post' | 'tweet'
type Json = Record<string, unknown>

/** Where a photo of a message lies: open to the account's signature alone. */
export const dmPhotoUrl = (key: string): string =>
  `https://ton.twitter.com/1.1/ton/data/dm/${key.slice(2)}/${key.slice(2)}/${key}.jpg`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Text and entities as X gives them: short links, three characters escaped. */
function worded(world: World, text: string): { text: string; entities?: Json } {
  const urls: Json[] = []
  const short = text.replace(/https?:\/\/\S+/g, (target) => {
    const url = world.shorten(target)
    urls.push({ start: 0, end: url.length, url, expanded_url: target, display_url: target.replace(/^https?:\/\//, '') })
    return url
  })
  return { text: escaped(short), ...(urls.length > 0 && { entities: { urls } }) }
}

export const userJson = ({ id, username, name }: XUser): Json => ({ id, username, name })

/** An answer begins with the names of those it answers, whether its author wrote them or not. */
function shownText(world: World, post: XPost): string {
  const parent = world.post(post.replyTo)
  const name = parent && parent.author !== post.author ? world.users.get(parent.author)?.username : undefined
  return name && !post.text.startsWith(`@${name}`) ? `@${name} ${post.text}` : post.text
}

export function postJson(world: World, post: XPost, spelling: Spelling): Json {
  const parent = world.post(post.replyTo)
  const referenced = [
    ...(post.replyTo ? [{ type: 'replied_to', id: post.replyTo }] : []),
    ...(post.quotes ? [{ type: 'quoted', id: post.quotes }] : []),
  ]
  return {
    id: post.id,
    author_id: post.author,
    created_at: new Date(post.at).toISOString(),
    conversation_id: post.root,
    lang: 'fr',
    ...worded(world, shownText(world, post)),
    [`edit_history_${spelling}_ids`]: post.history,
    ...(parent && { in_reply_to_user_id: parent.author }),
    ...(referenced.length > 0 && { [spelling === 'post' ? 'referenced_posts' : 'referenced_tweets']: referenced }),
    ...(post.media.length > 0 && { attachments: { media_keys: post.media.map(({ key }) => key) } }),
  }
}

export function includesOf(
  world: World,
  users: readonly string[],
  media: readonly { key: string; url: string }[],
): Json {
  const people = [...new Set(users)].flatMap((id) => world.users.get(id) ?? [])
  return {
    users: people.map(userJson),
    ...(media.length > 0 && { media: media.map(({ key, url }) => ({ media_key: key, type: 'photo', url })) }),
  }
}

const pairOf = (one: string, other: string): string =>
  BigInt(one) < BigInt(other) ? `${one}-${other}` : `${other}-${one}`

/** As /2/dm_events lists it. */
export function dmJson(world: World, dm: XDm): Json {
  return {
    id: dm.id,
    event_type: 'MessageCreate',
    sender_id: dm.from,
    dm_conversation_id: pairOf(dm.from, dm.to),
    created_at: new Date(dm.at).toISOString(),
    ...worded(world, dm.text),
    ...(dm.media && { attachments: { media_keys: [dm.media.key] } }),
  }
}

/** As webhooks tell it: the older API's shape inside the new envelope. */
function dmLegacy(world: World, dm: XDm): Json {
  const { text, entities } = worded(world, dm.text)
  const media = dm.media && { id: dm.media.key.slice(2), media_url_https: dm.media.url, type: 'photo' }
  return {
    type: 'message_create',
    id: dm.id,
    created_timestamp: String(dm.at),
    message_create: {
      target: { recipient_id: dm.to },
      sender_id: dm.from,
      message_data: { text, entities: entities ?? {}, ...(media && { attachment: { type: 'media', media } }) },
    },
  }
}

const envelope = (world: World, account: string, event_type: string, payload: Json, includes?: Json): Json => ({
  data: {
    event_uuid: world.newId(),
    filter: { user_id: account },
    event_type,
    tag: 'permanence',
    payload,
    ...(includes && { includes }),
  },
})

export function postEvent(world: World, account: string, kind: string, post: XPost, spelling: Spelling): Json {
  const payload = postJson(world, post, spelling)
  return envelope(world, account, `${spelling}.${kind}`, payload, includesOf(world, [post.author, account], post.media))
}

export function dmEvent(world: World, account: string, dms: readonly XDm[]): Json {
  const people = dms
    .flatMap(({ from, to }) => [world.users.get(from), world.users.get(to)])
    .filter((one) => one !== undefined)
  const users = Object.fromEntries(people.map((user) => [user.id, { data: userJson(user) }]))
  const type = dms[0]?.from === account ? 'dm.sent' : 'dm.received'
  return envelope(world, account, type, { direct_message_events: dms.map((dm) => dmLegacy(world, dm)), users })
}

export function chatEvent(world: World, account: string, from: string): Json {
  return envelope(world, account, 'chat.received', {
    conversation_token: 'eyJhbGciOiJIUzI1NiJ9',
    id: crypto.randomUUID(),
    created_at_msec: String(Date.now()),
    sender_id: from,
    conversation_id: `${from}:${account}`,
    encoded_event: 'CwABAAAAEzIwODA0MDA4MjUyMjcxMDAxNjALAAIA',
    message_event_signature: { signature_version: '7', signature: '6IK9SZIMXBe5' },
  })
}

export { envelope }
