import type { Context } from 'koa'

/** 4,000 characters of the widest letters, escaped, with room to say that it is too long. */
const LARGEST = 64 * 1024

/** The fields of a plain HTML form, or undefined when it is larger than any honest one. */
export async function readForm(ctx: Context): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LARGEST) chunks.push(chunk)
  }
  return size > LARGEST ? undefined : new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

/**
 * Did our own page send this? Fetch metadata says so where the browser knows it. Otherwise Origin does, when it is given:
 * our pages send no referrer, so their forms may send "null" (https://fetch.spec.whatwg.org/#origin-header).
 */
export function fromOurPage(ctx: Context, publicUrl: string): boolean {
  const site = ctx.get('Sec-Fetch-Site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = ctx.get('Origin')
  return origin === '' || origin === 'null' || origin === new URL(publicUrl).origin
}

/** The cookie of the plain chat: a session cookie that no script reads, set with the first message and not before. */
export function talkCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  const name = secure ? '__Host-talk' : 'talk'
  const rules = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return {
    of: (ctx: Context): string | undefined => ctx.cookies.get(name),
    set: (ctx: Context, ticket: string) => ctx.append('Set-Cookie', `${name}=${encodeURIComponent(ticket)}; ${rules}`),
    clear: (ctx: Context) => ctx.append('Set-Cookie', `${name}=; ${rules}; Max-Age=0`),
  }
}
