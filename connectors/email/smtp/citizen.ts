import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { SMTPServer } from 'smtp-server'
import type { Letter } from '../parse/letter.ts'
import { readMail } from '../parse/pool.ts'

const mostLetters = 500

/** A letter in the citizens' mailbox of the playground. */
export interface Received {
  readonly at: Date
  /** Who it was for, from the envelope. */
  readonly recipient: string
  readonly letter: Letter
}

export interface Written {
  readonly from: string
  readonly name?: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly inReplyTo?: string
  readonly references?: readonly string[]
}

/** Mail without any account: a listener that takes what we send, and a way to write to a channel. */
export interface CitizenMailbox {
  /** Settings of an e-mail channel that sends to this mailbox and listens where write() delivers. */
  settings(address: string): object
  /** What came for one address, newest first; all of it without an address. */
  letters(address?: string): readonly Received[]
  onLetter(listener: (received: Received) => void): () => void
  /** Sends a real mail to the channel. Resolves with its Message-ID once the channel has stored it. */
  write(mail: Written): Promise<string>
  close(): Promise<void>
}

const loopback = '127.0.0.1'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, loopback)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function build(mail: Written, messageId: string): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: mail.name ?? '', address: mail.from },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    ...(mail.html ? { html: mail.html } : {}),
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    ...(mail.references ? { references: mail.references.join(' ') } : {}),
    messageId,
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  })
  return await composer.compile().build()
}

function transmit(port: number, envelope: { from: string; to: string }, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      host: loopback,
      port,
      ignoreTLS: true,
      name: 'citoyen.invalid',
      logger: false,
    })
    const settle = (error?: Error | null): void => {
      if (error) {
        connection.close()
        reject(error)
      } else {
        connection.quit()
        resolve()
      }
    }
    connection.on('error', settle)
    connection.connect((error) => (error ? settle(error) : connection.send(envelope, bytes, settle)))
  })
}

function listen(keep: (recipients: readonly string[], raw: Buffer) => Promise<void>): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 30 * 1024 * 1024,
    closeTimeout: 1_000,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        keep(recipients, Buffer.concat(chunks)).then(() => done(), done)
      })
    },
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, loopback, () => {
      server.off('error', reject)
      server.on('error', () => undefined)
      resolve(server)
    })
  })
}

export async function citizenMailbox(): Promise<CitizenMailbox> {
  const received: Received[] = []
  const listeners = new Set<(received: Received) => void>()
  const channelPort = await freePort()
  const server = await listen(async (recipients, raw) => {
    const letter = await readMail(raw)
    for (const recipient of recipients) {
      const entry = { at: new Date(), recipient, letter }
      received.unshift(entry)
      for (const listener of listeners) listener(entry)
    }
    received.length = Math.min(received.length, mostLetters)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    settings: (address) => ({
      address,
      in: { type: 'smtp', host: loopback, port: channelPort },
      out: { host: loopback, port, tls: 'none' },
    }),
    letters: (address) => received.filter(({ recipient }) => address === undefined || recipient === address),
    onLetter(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async write(mail) {
      const messageId = `<${randomUUID()}@citoyen.invalid>`
      await transmit(channelPort, { from: mail.from, to: mail.to }, await build(mail, messageId))
      return messageId
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
