import { createHash } from 'node:crypto'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Sink } from '../../../inbox/contract.ts'
import { type EmailConfig, type SmtpInConfig, tokenOf } from '../config.ts'
import { deliver, longestMail } from '../deliver.ts'

/** An answer in the SMTP dialogue: smtp-server reads responseCode. */
class Reply extends Error {
  readonly responseCode: number
  constructor(responseCode: number, message: string) {
    super(message)
    this.name = 'Reply'
    this.responseCode = responseCode
  }
}

async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  // Read to the end even when it is too long: the dialogue goes on after it.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(Buffer.from(chunk))
  if (stream.sizeExceeded) throw new Reply(552, '5.3.4 Message too big')
  return Buffer.concat(chunks)
}

/** RFC 5321 §4.4: the last server on the way writes down the envelope. No date: a repeat must be the same bytes. */
function withTrace(bytes: Buffer, from: string, to: readonly string[]): Buffer {
  const trace = [`Return-Path: <${from}>`, ...to.map((address) => `Delivered-To: ${address}`)]
  return Buffer.concat([Buffer.from(`${trace.join('\r\n')}\r\n`), bytes])
}

async function accept(stream: SMTPServerDataStream, session: SMTPServerSession, config: EmailConfig, sink: Sink) {
  const body = await collect(stream)
  const { mailFrom, rcptTo } = session.envelope
  const from = mailFrom ? mailFrom.address : ''
  const raw = withTrace(
    body,
    from,
    rcptTo.map(({ address }) => address),
  )
  // The relay's own Received line is in the bytes: a repeat of one transmission has one name, a second mail another.
  const externalId = `smtp:${createHash('sha256').update(raw).digest('hex')}`
  await deliver({ externalId, at: new Date(), raw }, config, sink)
}

/** An SMTP listener for a relay that pushes mail to us: 250 only once it is stored. */
export function openListener(config: EmailConfig, way: SmtpInConfig, sink: Sink, signal: AbortSignal): Promise<void> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: longestMail,
    maxClients: 200,
    closeTimeout: 5_000,
    onRcptTo: ({ address }, _session, done) =>
      done(tokenOf(config, address) === undefined ? new Reply(550, '5.1.1 No such mailbox here') : undefined),
    onData: (stream, session, done) => {
      accept(stream, session, config, sink).then(
        () => done(null, 'stored'),
        (error: unknown) => done(error instanceof Reply ? error : new Reply(451, '4.3.0 Not stored, please try again')),
      )
    },
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(way.port, way.host, () => {
      server.off('error', reject)
      // A client that breaks off is its own trouble.
      server.on('error', () => undefined)
      signal.addEventListener('abort', () => server.close(() => sink.health('down', 'closed')), { once: true })
      sink.health('up')
      resolve()
    })
  })
}
