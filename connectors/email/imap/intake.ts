import { ImapFlow } from 'imapflow'
import { type Sink, Unavailable } from '../../../inbox/contract.ts'
import { rest } from '../../shared/rest.ts'
import { type EmailConfig, type ImapConfig, refusedCertificate } from '../config.ts'
import { longestMail } from '../deliver.ts'
import { openFolder } from './folder.ts'

const shortestPause = 1_000
const longestPause = 60_000
const shortestSession = 30_000

function codeOf(error: unknown): string {
  if (error instanceof Unavailable) return 'store'
  const { code, authenticationFailed, responseStatus } = error as Record<string, unknown>
  if (authenticationFailed === true) return 'sign-in'
  if (refusedCertificate(code)) return 'certificate'
  const word = typeof code === 'string' ? code : typeof responseStatus === 'string' ? responseStatus : 'connection'
  return word.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 40)
}

/** imapflow's own clock does not run when the way falls silent between IDLE and the server's "+": what follows would wait for ever. */
async function inTime(work: Promise<unknown>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('Silence.'), { code: 'silent' })), seconds * 1_000)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** One instance is one connection: imapflow cannot connect again. Limits keep a hostile server from filling the memory. */
function newClient(imap: ImapConfig): ImapFlow {
  return new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: imap.tls === 'implicit',
    doSTARTTLS: imap.tls === 'starttls',
    auth: { user: imap.login.user, pass: imap.login.password },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    maxIdleTime: 4 * 60_000,
    connectionTimeout: 20_000,
    greetingTimeout: 16_000,
    socketTimeout: imap.timeoutSeconds * 1_000,
    maxLiteralSize: longestMail + 10 * 1024 * 1024,
    maxLineLength: 8 * 1024 * 1024,
    maxResponseSize: longestMail + 20 * 1024 * 1024,
  })
}

interface Wire {
  readonly config: EmailConfig
  readonly imap: ImapConfig
  readonly sink: Sink
  readonly signal: AbortSignal
}

/** Reads while the connection lives; ends by throwing, or when the signal aborts. ready is called once all is taken in. */
async function session(wire: Wire, client: ImapFlow, ready: () => void): Promise<void> {
  const { imap, signal } = wire
  let wake = (): void => undefined
  let news = false
  client.on('exists', () => {
    news = true
    wake()
  })
  client.on('close', () => wake())
  await client.connect()
  // EXAMINE: nothing that we do can mark, move or delete a mail.
  await client.mailboxOpen(imap.folder, { readOnly: true })
  const folder = await openFolder(client, wire.config, wire.sink, signal)
  while (!signal.aborted) {
    news = false
    await folder.drain()
    ready()
    const pause = new AbortController()
    wake = () => pause.abort()
    if (!news && client.usable) {
      client.idle().catch(() => undefined)
      await rest(imap.pollSeconds * 1_000, AbortSignal.any([pause.signal, signal]))
    }
    if (!client.usable) throw Object.assign(new Error('The connection closed.'), { code: 'closed' })
    if (!signal.aborted) await inTime(client.noop(), imap.timeoutSeconds)
  }
}

async function attempt(wire: Wire, ready: () => void): Promise<void> {
  const client = newClient(wire.imap)
  let broken: unknown
  // Without a listener an error of the socket would end the process.
  client.on('error', (error) => {
    broken ??= error
  })
  const close = (): void => client.close()
  wire.signal.addEventListener('abort', close)
  try {
    await session(wire, client, ready)
  } catch (error) {
    throw broken ?? error
  } finally {
    wire.signal.removeEventListener('abort', close)
    client.close()
  }
}

async function supervise(wire: Wire, first: () => void): Promise<void> {
  let pause = shortestPause
  while (!wire.signal.aborted) {
    const began = Date.now()
    try {
      await attempt(wire, () => {
        wire.sink.health('up')
        first()
      })
    } catch (error) {
      if (wire.signal.aborted) break
      wire.sink.health('down', codeOf(error))
      first()
    }
    if (Date.now() - began > shortestSession) pause = shortestPause
    // Jitter: many channels must not knock all at once when their server is back.
    await rest(pause * (0.75 + Math.random() / 4), wire.signal)
    pause = Math.min(pause * 2, longestPause)
  }
  wire.sink.health('down', 'closed')
  first()
}

/** Keeps a connection for as long as the channel is open. Resolves after the first attempt, whether it succeeded or not: a mail server that is down must not keep the desk closed. */
export function openIntake(config: EmailConfig, imap: ImapConfig, sink: Sink, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    void supervise({ config, imap, sink, signal }, resolve)
  })
}
