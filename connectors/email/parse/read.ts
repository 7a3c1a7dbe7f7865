import PostalMime, { type Address, addressParser, type Email } from 'postal-mime'
import type { InboundFile } from '../../../inbox/contract.ts'
import { mayMarkHistory, sanitise, textOfHtml } from '../body/html.ts'
import { type Split, splitByHtml, splitHistory } from '../body/quoting.ts'
import { isAutomatic } from './automatic.ts'
import { headerDefects, textDefects } from './defects.ts'
import { type Header, headerValue, messageIds, scanHeaders, wellFormed } from './headers.ts'
import type { Letter, Mailbox } from './letter.ts'
import { readReport } from './report.ts'

const longestText = 1_000_000
const longestHtml = 500_000
const mostFiles = 1_000
const mostMailboxes = 1_000

function mailboxes(addresses: readonly Address[] | undefined): Mailbox[] {
  const flat = (addresses ?? []).flatMap((entry) => entry.group ?? [entry])
  const tidy = flat
    .slice(0, mostMailboxes)
    .map(({ name, address }) => ({ name: wellFormed(name), address: wellFormed(address) }))
  return tidy.filter(({ address }) => address !== '')
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

function filesOf(email: Email): InboundFile[] {
  return email.attachments.slice(0, mostFiles).map((file, at) => ({
    name: wellFormed(file.filename ?? '') || `piece-${at + 1}`,
    type: file.mimeType || 'application/octet-stream',
    bytes: bytesOf(file.content),
  }))
}

const asFile = (name: string, type: string, content: string): InboundFile => ({
  name,
  type,
  bytes: Buffer.from(content),
})

interface Body extends Split {
  readonly html: string | undefined
  readonly files: readonly InboundFile[]
}

/** The text part's own words where there are some, else those of the HTML. */
function splitBody(words: string, html: string): Split {
  if (words === '') return splitHistory(wellFormed(textOfHtml(html)))
  return mayMarkHistory(html) ? splitByHtml(words, textOfHtml(html)) : splitHistory(words)
}

/** First parts are shown; what is longer is kept whole as a file. */
function bodyOf(email: Email): Body {
  const files: InboundFile[] = []
  const plain = email.text === undefined ? undefined : wellFormed(email.text.replaceAll('\r\n', '\n'))
  const markup = email.html === undefined ? undefined : wellFormed(email.html)
  if (markup !== undefined && markup.length > longestHtml) files.push(asFile('message.html', 'text/html', markup))
  const shown = markup?.slice(0, longestHtml)
  if (plain !== undefined && plain.length > longestText) files.push(asFile('message.txt', 'text/plain', plain))
  const words = plain?.slice(0, longestText).trimEnd()
  const split = splitBody(words ?? '', shown ?? '')
  return { ...split, html: shown === undefined ? undefined : sanitise(shown), files }
}

function dateOf(headers: readonly Header[]): string | undefined {
  const value = headerValue(headers, 'date')
  const date = new Date((value ?? '').slice(0, 200).replace(/\([^()]*\)/g, ''))
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** An encoded word is a name (RFC 2047 §5): a bare '<x@y>' inside one would pass for the address of somebody else. */
function sealedWords(value: string): string {
  const hex = (sign: string) => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  return value.replace(/=\?([^?\s]{1,60})\?q\?([^?\s]*)\?=/gi, (_, charset, text: string) => {
    return `=?${charset}?Q?${text.replace(/[<>@,;:"()\\]/g, hex)}?=`
  })
}

/** The mailbox of a header that holds encoded words, which are no addresses; undefined where the parser's own reading holds. */
function disguised(headers: readonly Header[], key: string): { readonly mailbox: Mailbox | undefined } | undefined {
  const value = headerValue(headers, key)?.slice(0, 10_000)
  if (value === undefined) return undefined
  const outside = value.replace(/=\?[^?\s]{1,60}\?[bq]\?[^?]*\?=/gi, ' ')
  if (outside === value) return undefined
  // Nothing outside of the words is an address: nobody signed.
  if (!outside.includes('@')) return { mailbox: undefined }
  return { mailbox: mailboxes(addressParser(sealedWords(value), { flatten: true }))[0] }
}

/** From, or what stands in for it: a mail without a sender is kept too. */
function senderOf(email: Email): Mailbox | undefined {
  const real = disguised(email.headers, 'from')
  if (real) return real.mailbox
  const [from] = mailboxes([email.from, email.sender].filter((entry) => entry !== undefined))
  return from ?? (email.returnPath ? { name: '', address: wellFormed(email.returnPath) } : undefined)
}

/** Reads a mail whole. May throw and may be slow: it runs in the worker. */
export async function readWhole(raw: Uint8Array): Promise<Letter> {
  const email = await PostalMime.parse(raw)
  const { headers } = email
  const { files: overlong, ...body } = bodyOf(email)
  const files = [...overlong, ...filesOf(email)]
  const from = senderOf(email)
  const parts = email.attachments.map((file) => ({ type: file.mimeType, bytes: bytesOf(file.content) }))
  return {
    from,
    to: mailboxes(email.to),
    cc: mailboxes(email.cc),
    replyTo: (disguised(headers, 'reply-to') ?? { mailbox: mailboxes(email.replyTo)[0] }).mailbox,
    subject: email.subject === undefined ? undefined : wellFormed(email.subject),
    date: dateOf(headers),
    messageId: messageIds(headerValue(headers, 'message-id'))[0],
    inReplyTo: messageIds(headerValue(headers, 'in-reply-to'))[0],
    references: messageIds(headerValue(headers, 'references')),
    ...body,
    files,
    headers,
    automatic: isAutomatic(headers, from?.address),
    report: readReport(headers, parts, body.text),
    defects: [
      ...headerDefects(headers, mailboxes(email.from && [email.from]).length > 0),
      ...textDefects(raw, `${body.text}${email.subject ?? ''}`),
      ...overlong.map(({ type }) => (type === 'text/html' ? 'html-truncated' : 'text-truncated')),
      ...(email.attachments.length > mostFiles ? ['files-truncated'] : []),
      ...(email.attachments.some((file) => file.rfc822DepthExceeded) ? ['deep-nesting'] : []),
      ...(files.some(({ name, type }) => /winmail\.dat$/i.test(name) || type.endsWith('ms-tnef'))
        ? ['winmail-dat']
        : []),
    ],
  }
}

function guessedSender(headers: readonly Header[]): Mailbox | undefined {
  const value = headerValue(headers, 'from')?.slice(0, 2_000)
  return value === undefined ? undefined : mailboxes(addressParser(sealedWords(value), { flatten: true }))[0]
}

/** What can be told of a mail that broke the parser, from its head and the first of its bytes: bounded in time and memory. */
export function readRoughly(raw: Uint8Array, why: readonly string[]): Letter {
  const headers = scanHeaders(raw)
  const from = guessedSender(headers)
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 200_000)).toString('utf8')
  const gap = /\r?\n\r?\n/.exec(start)
  const text = gap ? start.slice(gap.index + gap[0].length, gap.index + 20_000) : ''
  const subject = headerValue(headers, 'subject')?.slice(0, 1_000)
  return {
    from,
    to: [],
    cc: [],
    replyTo: undefined,
    subject,
    date: dateOf(headers),
    messageId: messageIds(headerValue(headers, 'message-id'))[0],
    inReplyTo: messageIds(headerValue(headers, 'in-reply-to'))[0],
    references: messageIds(headerValue(headers, 'references')),
    text,
    reply: text.trim(),
    quoted: undefined,
    html: undefined,
    files: [],
    headers,
    automatic: isAutomatic(headers, from?.address),
    report: undefined,
    defects: [...why, ...headerDefects(headers, from !== undefined)],
  }
}
