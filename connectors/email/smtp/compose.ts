import MailComposer from 'nodemailer/lib/mail-composer'
import { type Outbound, SendError } from '../../../inbox/contract.ts'
import { type EmailConfig, idDomain, plainAddress, tokenAddress } from '../config.ts'

export interface Ready {
  readonly messageId: string
  /** An allow-listed string each: what is written here goes into the SMTP dialogue. */
  readonly envelope: { readonly from: string; readonly to: string }
  readonly bytes: Buffer
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? '')
/** One line for a header: no control character can start another. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** Links carry their own address as text and nothing else: no quote can leave the attribute. */
function linked(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"'()]+[^\s<>"'().,;:!?])/)
    .map((piece, at) => (at % 2 === 1 ? `<a href="${escaped(piece)}">${escaped(piece)}</a>` : escaped(piece)))
    .join('')
}

function htmlOf(message: Outbound, language: string): string {
  const paragraphs = message.text.split(/\n{2,}/).map((part) => `<p>${part.split('\n').map(linked).join('<br>\n')}</p>`)
  const choices = (message.choices ?? []).map(({ label }) => `<li>${escaped(label)}</li>`)
  const list = choices.length > 0 ? `<ol>\n${choices.join('\n')}\n</ol>` : ''
  const title = escaped(oneLine(message.subject ?? message.from.desk))
  return [
    `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em">',
    ...paragraphs,
    list,
    '</body></html>',
  ].join('\n')
}

function textOf(message: Outbound): string {
  const choices = (message.choices ?? []).map(({ label }, at) => `${at + 1}. ${label}`)
  return choices.length > 0 ? `${message.text}\n\n${choices.join('\n')}\n` : message.text
}

/** The inbox names a message by an id of its own; on this wire it is that id at our domain. */
export function wireId(id: string, config: EmailConfig): string {
  const bare = oneLine(id).replace(/[<>\s]/g, '')
  return bare.includes('@') ? `<${bare}>` : `<${bare}@${idDomain(config)}>`
}

function recipient(address: string): string {
  if (address.length > 254 || !plainAddress.test(address)) throw new SendError('never', 'bad-address')
  return address
}

/** Enough to thread by, short enough for every reader: the first message and the newest ones. */
function shortened(ids: readonly string[]): readonly string[] {
  return ids.length > 20 ? [...ids.slice(0, 1), ...ids.slice(-19)] : ids
}

/** Builds the mail. Everything that comes from people goes through here into headers of one line each. */
export async function compose(message: Outbound, config: EmailConfig): Promise<Ready> {
  const to = recipient(message.to.address)
  const replyTo = recipient(tokenAddress(config, message.replyToken))
  const messageId = wireId(message.messageId, config)
  const references = shortened(message.references.map((id) => wireId(id, config)))
  const { desk, author } = message.from
  const options = {
    from: { name: oneLine(author ? `${author} – ${desk}` : desk), address: config.address },
    to: { name: oneLine(message.to.name ?? ''), address: to },
    replyTo: { name: oneLine(desk), address: replyTo },
    subject: oneLine(message.subject ?? desk),
    messageId,
    ...(references.length > 0 ? { references: references.join(' '), inReplyTo: references.at(-1) ?? '' } : {}),
    text: textOf(message),
    html: htmlOf(message, config.language),
    headers: message.automatic
      ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }
      : { 'Content-Language': config.language },
    attachments: (message.files ?? []).map(({ name, type, bytes }) => ({
      filename: oneLine(name) || 'piece',
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream',
      content: Buffer.from(bytes),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false as const,
  }
  // RFC 3834 §3.3: the empty sender on what a machine wrote, so that no machine answers it; else bounces come back with the token.
  return { messageId, envelope: { from: message.automatic ? '' : replyTo, to }, bytes: await build(options) }
}

function build(options: ConstructorParameters<typeof MailComposer>[0]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    new MailComposer(options).compile().build((error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}
