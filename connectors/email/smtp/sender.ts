import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type Line, SendError } from '../../../inbox/contract.ts'
import { domainOf, type EmailConfig } from '../config.ts'
import { compose, type Ready } from './compose.ts'

interface Failure extends Error {
  readonly code?: string | undefined
  readonly command?: string | undefined
  readonly response?: string | undefined
  readonly responseCode?: number | undefined
}

/** Only what the server says of this very mail is final; trouble on the way there (greeting, TLS, sign-in) is ours to mend. */
const aboutTheMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA'])

function judge(failure: Failure, finished: boolean): SendError {
  if (failure.code === 'EAUTH') return new SendError('retry', 'sign-in')
  const reply = failure.responseCode
  if (reply === undefined) {
    // All bytes had left and no answer came: the server may have taken it (RFC 5321 §4.5.3.2.6).
    if (finished) return new SendError('unsure', 'no-answer')
    // nodemailer puts its own code over Node's: only the words still tell that the certificate was refused.
    const distrusted = /certificate|altname/i.test(failure.message)
    return new SendError('retry', distrusted ? 'certificate' : (failure.code ?? 'connection'))
  }
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(failure.response ?? '')?.[1]
  const final = reply >= 500 && reply !== 503 && aboutTheMail.has(failure.command ?? '')
  return new SendError(final ? 'never' : 'retry', enhanced ?? String(reply))
}

function connect(config: EmailConfig): SMTPConnection {
  const { host, port, tls, timeoutSeconds } = config.out
  return new SMTPConnection({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    name: domainOf(config.address),
    connectionTimeout: timeoutSeconds * 1_000,
    greetingTimeout: timeoutSeconds * 1_000,
    socketTimeout: timeoutSeconds * 1_000,
    logger: false,
  })
}

/** One connection a mail: nothing of one answer can touch the next. */
function transmit(mail: Ready, config: EmailConfig, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = connect(config)
    let finished = false
    const source = Readable.from([mail.bytes]).once('end', () => {
      finished = true
    })
    const cut = (): void => settle(new Error('closing'))
    const settle = (failure?: Failure | null): void => {
      signal.removeEventListener('abort', cut)
      if (failure) {
        connection.close()
        reject(judge(failure, finished))
      } else {
        connection.quit()
        resolve()
      }
    }
    const send = (failure?: Failure | null): void => {
      if (failure) settle(failure)
      else connection.send({ ...mail.envelope, size: mail.bytes.length }, source, (sending) => settle(sending))
    }
    signal.addEventListener('abort', cut)
    connection.on('error', settle)
    connection.connect((failure) => {
      const { login } = config.out
      if (failure || !login) send(failure)
      else connection.login({ user: login.user, credentials: { user: login.user, pass: login.password } }, send)
    })
  })
}

/** The way out: every outcome is told as sent, or as a SendError that says whether a retry can help. */
export function smtpLine(config: EmailConfig, signal: AbortSignal): Line {
  return {
    async send(message) {
      if (signal.aborted) throw new SendError('retry', 'closing')
      const mail = await compose(message, config)
      await transmit(mail, config, signal)
      return { wireIds: [mail.messageId] }
    },
  }
}
