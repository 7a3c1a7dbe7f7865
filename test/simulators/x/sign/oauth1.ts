import { createHmac } from 'node:crypto'

export interface Keys {
  readonly key: string
  readonly secret: string
  readonly token: string
  readonly tokenSecret: string
}

/** RFC 5849 §3.6: stricter than encodeURIComponent. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

function fields(header: string): ReadonlyMap<string, string> {
  const found = header.replace(/^OAuth\s+/i, '').matchAll(/([a-z_]+)="([^"]*)"/g)
  return new Map([...found].map(([, name = '', value = '']) => [name, decodeURIComponent(value)]))
}

/** RFC 5849 §3.4.1: the request as both sides must write it. Bodies that are not forms are not part of it. */
function baseString(method: string, url: URL, oauth: ReadonlyMap<string, string>): string {
  const all = [...url.searchParams, ...[...oauth].filter(([name]) => name !== 'oauth_signature')]
  const pairs = all.map(([name, value]): [string, string] => [encode(name), encode(value)])
  const order = (one: [string, string], other: [string, string]) =>
    one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : one[1] < other[1] ? -1 : 1
  const query = pairs
    .toSorted(order)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return [method, encode(`${url.protocol}//${url.host}${url.pathname}`), encode(query)].join('&')
}

/** undefined when the request is signed by these keys, now, and for the first time; else why not. */
export function refuse(
  request: { readonly method: string; readonly url: URL; readonly header: string },
  keys: Keys,
  now: number,
  seen: Set<string>,
): string | undefined {
  const oauth = fields(request.header)
  const of = (name: string): string => oauth.get(`oauth_${name}`) ?? ''
  if (of('signature_method') !== 'HMAC-SHA1') return 'method'
  if (of('consumer_key') !== keys.key || of('token') !== keys.token) return 'keys'
  if (Math.abs(Number(of('timestamp')) * 1000 - now) > 300_000) return 'timestamp'
  if (of('nonce') === '' || seen.has(of('nonce'))) return 'nonce'
  const secret = `${encode(keys.secret)}&${encode(keys.tokenSecret)}`
  const signature = createHmac('sha1', secret)
    .update(baseString(request.method, request.url, oauth))
    .digest('base64')
  if (signature !== of('signature')) return 'signature'
  seen.add(of('nonce'))
  return undefined
}
