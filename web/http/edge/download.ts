import type { Context } from 'koa'
import type { FileInfo } from '../../../inbox/index.ts'

/** Types that no browser runs; everything else leaves as plain bytes. */
const HARMLESS = new Set([
  'application/pdf',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain',
  'video/mp4',
])

/** Control, bidirectional, zero-width and private characters, and what a path or a shell would read. */
const TRICKS = /[\p{C}\u2028\u2029"\\/:*?<>|;%`$]/gu
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const LONGEST = 120

/** A name that means nothing to a file system: never a path, never hidden, never a device. */
export function safeName(name: string): string {
  const clean = name
    .replace(/\p{Cs}/gu, '')
    .replace(TRICKS, '_')
    .replace(/^[.\s_]+|[.\s]+$/g, '')
  const dot = clean.lastIndexOf('.')
  const extension = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : ''
  const stem = [...clean.slice(0, clean.length - extension.length)].slice(0, LONGEST).join('')
  const whole = `${stem}${extension}`
  if (whole === '') return 'fichier'
  return RESERVED.test(whole) ? `fichier-${whole}` : whole
}

/** RFC 6266 §4.3 and appendix D: a plain ASCII name for old readers, the true one as RFC 8187. */
export function dispositionOf(name: string): string {
  const safe = safeName(name)
  const ascii = safe
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** A file leaves as a download, in a sandbox, from its own path: nothing in it can run as our page. */
export function sendFile(ctx: Context, info: FileInfo, bytes: Uint8Array): void {
  ctx.set('Content-Security-Policy', "sandbox; default-src 'none'")
  ctx.set('Content-Disposition', dispositionOf(info.name))
  const type = info.type.split(';')[0]?.trim().toLowerCase() ?? ''
  ctx.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  ctx.set('Content-Type', HARMLESS.has(type) ? type : 'application/octet-stream')
}
