import type { Asked, Endpoint, Said } from './asked.ts'
import { hookEndpoints } from './hooks/endpoints.ts'
import { dmJson, dmPhotoUrl, includesOf, postJson, userJson } from './shapes.ts'

const problem = (status: number, type: string, title: string, detail: string, more: object = {}): Said => ({
  status,
  body: { type: type === '' ? 'about:blank' : `https://api.x.com/2/problems/${type}`, title, detail, status, ...more },
})

export const forbidden = (detail: string): Said => problem(403, '', 'Forbidden', detail)
const invalid = (parameter: string, detail: string): Said =>
  problem(400, 'invalid-request', 'Invalid Request', detail, {
    errors: [{ parameters: { [parameter]: [] }, message: detail }],
  })

const newestFirst = (one: { id: string }, other: { id: string }): number => (BigInt(one.id) < BigInt(other.id) ? 1 : -1)

/** Newest first; tokens are opaque to callers and hold where the next page begins. */
function paged<T>(
  all: readonly T[],
  query: URLSearchParams,
  most: number,
): { items: readonly T[]; meta: Record<string, unknown> } {
  const from = Number(
    Buffer.from(query.get('pagination_token') ?? '', 'base64url')
      .toString()
      .slice(16) || 0,
  )
  const items = all.slice(from, from + Number(query.get('max_results') ?? most))
  const end = from + items.length
  const next_token = end < all.length ? Buffer.from(`page-of-results-${end}`).toString('base64url') : undefined
  return { items, meta: { result_count: items.length, ...(next_token && { next_token }) } }
}

function posts(asked: Asked, mine: boolean): Said {
  const { world, account, query, spelling } = asked
  const other = spelling === 'post' ? 'tweet.fields' : 'post.fields'
  if (query.has(other)) return invalid(other, `The query parameter [${other}] is not one of those allowed.`)
  const since = BigInt(query.get('since_id') ?? '0')
  const handle = `@${world.users.get(account)?.username}`
  const found = world.posts.filter(({ id, author, text, replyTo }) => {
    const summons = text.includes(handle) || world.post(replyTo)?.author === account
    return BigInt(id) > since && (mine ? author === account : author !== account && summons)
  })
  const { items, meta } = paged(found.toSorted(newestFirst), query, 10)
  const ends = items.length > 0 ? { newest_id: items[0]?.id, oldest_id: items.at(-1)?.id } : {}
  const includes = includesOf(
    world,
    items.map(({ author }) => author),
    items.flatMap(({ media }) => media),
  )
  const data = items.map((post) => postJson(world, post, spelling))
  return { status: 200, body: { ...(data.length > 0 && { data, includes }), meta: { ...meta, ...ends } } }
}

function dms({ world, account, query }: Asked, person?: string): Said {
  const between = world.dms.filter(({ from, to }) => {
    if (person !== undefined) return (from === account && to === person) || (from === person && to === account)
    return from === account || to === account
  })
  const { items, meta } = paged(between.toSorted(newestFirst), query, 100)
  const includes = includesOf(
    world,
    items.flatMap(({ from, to }) => [from, to]),
    items.flatMap(({ media }) => media ?? []),
  )
  const data = items.map((dm) => dmJson(world, dm))
  return { status: 200, body: { ...(data.length > 0 && { data, includes }), meta } }
}

/** Written apart from the product's counter, so that one can find the other wrong. */
function lengthOf(text: string): number {
  const short = text.normalize('NFC').replace(/https?:\/\/\S+/g, 'x'.repeat(23))
  const parts = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(short)
  return [...parts].reduce((sum, { segment }) => {
    if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) return sum + 2
    const heavy = /[\u1100-\u1fff\u200e\u200f\u2020-\u2031\u2038-\u{10ffff}]/u
    const lengths = [...segment].map((one) => (heavy.test(one) ? 2 : 1))
    return sum + lengths.reduce((all: number, one) => all + one, 0)
  }, 0)
}

function media({ world, uploads }: Asked, ids: readonly string[], urlOf: (key: string) => string) {
  return ids.map((id) => {
    const up = uploads.get(id)
    if (up === undefined || up.bytes.length !== up.size) return undefined
    return world.addMedia(urlOf, up.type, up.bytes)
  })
}

function post(asked: Asked): Said {
  const { world, account, body, spelling } = asked
  const text = String(body['text'] ?? '')
  const to = (body['reply'] as { in_reply_to_tweet_id?: string } | undefined)?.in_reply_to_tweet_id
  const parent = world.post(to)
  if (lengthOf(text) > 280) return invalid('text', 'Your Post text is too long.')
  if (to !== undefined && parent === undefined) return forbidden('You attempted to reply to a Post that is deleted.')
  const handle = `@${world.users.get(account)?.username}`
  const summoned =
    parent?.author === account || parent?.text.includes(handle) || world.post(parent?.replyTo)?.author === account
  if (to !== undefined && !summoned) {
    return forbidden(
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author.',
    )
  }
  const newest = world.posts.filter(({ author }) => author === account).slice(-5)
  if (newest.some((one) => one.text === text))
    return forbidden('You are not allowed to create a Post with duplicate content.')
  const ids = (body['media'] as { media_ids?: readonly string[] } | undefined)?.media_ids ?? []
  const pictures = media(asked, ids, (key) => `https://pbs.twimg.com/media/${key}`).filter((one) => one !== undefined)
  if (pictures.length !== ids.length) return invalid('media.media_ids', 'Your media IDs are invalid.')
  const made = world.addPost(account, text, { replyTo: to, media: pictures })
  return { status: 201, body: { data: { id: made.id, text: made.text, [`edit_history_${spelling}_ids`]: [made.id] } } }
}

function dm(asked: Asked): Said {
  const { world, account, body, path } = asked
  const person = path[0] ?? ''
  if (!world.users.has(person))
    return problem(400, 'invalid-request', 'Invalid Request', 'There is no such participant.')
  if (!asked.openTo.has(person) && !world.dms.some(({ from }) => from === person))
    return forbidden('You do not have permission to DM one or more participants.')
  const text = String(body['text'] ?? '')
  if ([...text].length > 10_000) return invalid('text', 'Too long.')
  const ids = ((body['attachments'] ?? []) as readonly { media_id: string }[]).map(({ media_id }) => media_id)
  if (ids.length > 1) return invalid('attachments', 'One at most.')
  const [picture] = media(asked, ids, dmPhotoUrl)
  if (ids.length > 0 && picture === undefined) return invalid('attachments', 'No such media.')
  const made = world.addDm(account, person, text, picture)
  return { status: 201, body: { data: { dm_conversation_id: `${account}-${person}`, dm_event_id: made.id } } }
}

function initialize({ world, uploads, body }: Asked): Said {
  const id = world.newId()
  uploads.set(id, { type: String(body['media_type']), bytes: Buffer.alloc(0), size: Number(body['total_bytes']) })
  return { status: 200, body: { data: { id, expires_after_secs: 86_400, media_key: `3_${id}` } } }
}

/** multipart/form-data with a part named `media`: the bytes between its blank line and the next boundary. */
function append({ uploads, path, raw }: Asked): Said {
  const upload = uploads.get(path[0] ?? '')
  const name = raw.indexOf('name="media"')
  if (upload === undefined || name < 0) return invalid('media', 'No such upload.')
  const start = raw.indexOf('\r\n\r\n', name) + 4
  const boundary = raw.subarray(0, raw.indexOf('\r\n'))
  upload.bytes = Buffer.concat([upload.bytes, raw.subarray(start, raw.indexOf(boundary, start) - 2)])
  return { status: 200, body: { data: { expires_at: 1_800_000_000 } } }
}

function finalize({ uploads, path }: Asked): Said {
  const id = path[0] ?? ''
  const upload = uploads.get(id)
  if (upload === undefined || upload.bytes.length !== upload.size) return invalid('id', 'The upload is not whole.')
  return { status: 200, body: { data: { id, media_key: `3_${id}`, size: upload.size } } }
}

function picture({ world, path }: Asked): Said {
  const found = world.media.get(path[0] ?? '')
  return found ? { status: 200, bytes: { type: found.type, data: found.bytes } } : { status: 404 }
}

const me = ({ world, account }: Asked): Said => {
  const user = world.users.get(account)
  return { status: 200, body: { data: user && userJson(user) } }
}

/** The endpoints that the product calls, and no other. */
export const endpoints: readonly Endpoint[] = [
  { name: 'me', method: 'GET', path: /^\/2\/users\/me$/, limit: 75, scopes: ['tweet.read', 'users.read'], answer: me },
  {
    name: 'mentions',
    method: 'GET',
    path: /^\/2\/users\/(\d+)\/mentions$/,
    limit: 300,
    scopes: ['tweet.read', 'users.read'],
    answer: (asked) => posts(asked, false),
  },
  {
    name: 'posts',
    method: 'GET',
    path: /^\/2\/users\/(\d+)\/tweets$/,
    limit: 900,
    scopes: ['tweet.read', 'users.read'],
    answer: (asked) => posts(asked, true),
  },
  {
    name: 'dms',
    method: 'GET',
    path: /^\/2\/dm_events$/,
    limit: 15,
    scopes: ['dm.read', 'tweet.read', 'users.read'],
    answer: (asked) => dms(asked),
  },
  {
    name: 'dms-with',
    method: 'GET',
    path: /^\/2\/dm_conversations\/with\/(\d+)\/dm_events$/,
    limit: 15,
    scopes: ['dm.read', 'tweet.read', 'users.read'],
    answer: (asked) => dms(asked, asked.path[0]),
  },
  {
    name: 'dm',
    method: 'POST',
    path: /^\/2\/dm_conversations\/with\/(\d+)\/messages$/,
    limit: 15,
    scopes: ['dm.write', 'tweet.read', 'users.read'],
    answer: dm,
  },
  {
    name: 'post',
    method: 'POST',
    path: /^\/2\/tweets$/,
    limit: 100,
    scopes: ['tweet.read', 'tweet.write', 'users.read'],
    answer: post,
  },
  {
    name: 'initialize',
    method: 'POST',
    path: /^\/2\/media\/upload\/initialize$/,
    limit: 1875,
    scopes: ['media.write'],
    answer: initialize,
  },
  {
    name: 'append',
    method: 'POST',
    path: /^\/2\/media\/upload\/(\d+)\/append$/,
    limit: 1875,
    scopes: ['media.write'],
    answer: append,
  },
  {
    name: 'finalize',
    method: 'POST',
    path: /^\/2\/media\/upload\/(\d+)\/finalize$/,
    limit: 1875,
    scopes: ['media.write'],
    answer: finalize,
  },
  ...hookEndpoints,
  {
    name: 'dm-media',
    method: 'GET',
    path: /^\/2\/dm_conversations\/media\/\d+\/\d+\/(3_\d+)\.jpg$/,
    limit: 900,
    scopes: ['dm.read'],
    answer: picture,
  },
  {
    name: 'dm-picture',
    method: 'GET',
    path: /^\/1\.1\/ton\/data\/dm\/\d+\/\d+\/(3_\d+)\.jpg$/,
    limit: 1_000_000,
    scopes: ['oauth1'],
    answer: picture,
  },
  { name: 'picture', method: 'GET', path: /^\/media\/(3_\d+)$/, limit: 1_000_000, scopes: [], answer: picture },
]
