import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  type Capabilities,
  ConfigError,
  type Connector,
  type Inbound,
  type InboundFile,
  Refused,
  SendError,
} from '../inbox/contract.ts'

/** What a visitor's page hears once the message is stored. */
interface Heard {
  readonly seq: number
  readonly duplicate: boolean
}

/** Where visitors' messages come from: the web hands each one over and waits until it is stored. channel is `desk/channel`. */
export interface VisitorWire {
  listen(channel: string, onSay: (say: unknown) => Promise<Heard>, signal: AbortSignal): void
}

const LONGEST = 4000
const CLIENT_ID = /^[\w-]{1,64}$/

const capabilities: Capabilities = {
  delivery: 'resume',
  maxLength: LONGEST,
  media: true,
  buttons: true,
  typing: true,
  subject: false,
  cards: true,
  edits: false,
  label: { fr: 'Discussion', en: 'Chat', icon: 'chat' },
}

/** The chat on our own pages and in the widget. */
export function webchat(wire: VisitorWire): Connector<Record<string, never>> {
  return {
    kind: 'webchat',
    capabilities,
    parse(input) {
      const read = z.strictObject({}).safeParse(input ?? {})
      if (read.success) return {}
      const issue = read.error.issues[0]
      const field = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : ''
      throw new ConfigError(field, `A web chat has no setting "${field}": remove it.`)
    },
    async open(channel, sink, signal) {
      const hear = async (say: unknown): Promise<Heard> => {
        const { seq, duplicate } = await sink.receive(inbound(say))
        return { seq, duplicate }
      }
      if (!signal.aborted) wire.listen(`${channel.desk}/${channel.id}`, hear, signal)
      sink.health('up')
      signal.addEventListener('abort', () => sink.health('down', 'closed'), { once: true })
      return {
        // The visitor's page is pushed to and acknowledges; there is nothing to send to.
        send: async () => {
          throw new SendError('never', 'resumed-by-visitor')
        },
      }
    },
  }
}

interface Say {
  readonly ticket: string
  readonly clientId: string
  readonly text: string
  readonly choice: string | undefined
  readonly files: readonly InboundFile[]
}

/** Throws Refused; checks by hand, because every message of every visitor comes through here. */
function inbound(value: unknown): Inbound {
  const said = sayOf(value)
  const person = pseudonymOf(said.ticket)
  const { clientId, text, choice, files } = said
  const names = files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length }))
  // JSON.stringify writes lone surrogates as escapes, so that the raw item keeps what the text cannot.
  const raw = JSON.stringify({ clientId, text, choice, files: names.length > 0 ? names : undefined })
  return {
    externalId: `${person}:${clientId}`,
    at: new Date(),
    raw: Buffer.from(raw),
    content: {
      from: { address: `visitor:${person}`, anonymous: true },
      text: wellFormed(text),
      thread: { token: said.ticket },
      clientId,
      ...(files.length > 0 && { files }),
      ...(choice !== undefined && { choice }),
    },
  }
}

function sayOf(value: unknown): Say {
  if (typeof value !== 'object' || value === null) throw malformed()
  const { ticket, clientId, text, choice, files = [] } = value as Readonly<Record<string, unknown>>
  if (typeof ticket !== 'string' || ticket === '' || typeof text !== 'string') throw malformed()
  if (typeof clientId !== 'string' || !CLIENT_ID.test(clientId)) throw malformed()
  if (choice !== undefined && (typeof choice !== 'string' || choice.length > 200)) throw malformed()
  if (!Array.isArray(files) || !files.every(isFile)) throw malformed()
  if (text.trim() === '' && files.length === 0) {
    throw new Refused('text-empty', 'Écrivez votre message avant de l’envoyer.')
  }
  if (tooLong(text)) {
    throw new Refused(
      'text-too-long',
      'Votre message dépasse 4 000 caractères. Raccourcissez-le ou envoyez-le en deux fois.',
    )
  }
  return { ticket, clientId, text, choice, files }
}

function isFile(value: unknown): value is InboundFile {
  if (typeof value !== 'object' || value === null) return false
  const { name, type, bytes } = value as Readonly<Record<string, unknown>>
  return typeof name === 'string' && typeof type === 'string' && bytes instanceof Uint8Array
}

function malformed(): Refused {
  return new Refused('malformed', 'Le message est mal formé : il n’a pas été envoyé.')
}

/** Characters as people count them: one emoji of two code units is one. */
function tooLong(text: string): boolean {
  if (text.length <= LONGEST) return false
  if (text.length > 2 * LONGEST) return true
  let count = 0
  for (const _ of text) count += 1
  return count > LONGEST
}

/** Lone surrogates cannot be stored as UTF-8; everything else, NUL included, stays as written. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** The same for every message of a ticket, and says nothing about who holds it. */
function pseudonymOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url').slice(0, 32)
}
