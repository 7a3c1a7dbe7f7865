import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Capabilities, Connector, Outbound, Utterance } from '../../inbox/contract.ts'
import {
  type Assess,
  createInbox,
  type Desk,
  type Inbox,
  type Log,
  openKeyring,
  type Reader,
} from '../../inbox/index.ts'
import { chatCan, mailCan } from '../setup/capabilities.ts'

/** What the wires of a test house sent, and how they answer. */
interface TestWires {
  sent: Outbound[]
  /** Replaced by tests that need a wire to fail. */
  answer: (message: Outbound) => Promise<void>
}

const counter: Capabilities = { ...mailCan, delivery: 'task' }

const connector = (kind: string, capabilities: Capabilities, wires: TestWires): Connector => ({
  kind,
  capabilities,
  parse: (input) => input,
  open: async () => ({
    send: async (message) => {
      await wires.answer(message)
      wires.sent.push(message)
      return {}
    },
  }),
})

export const desk = (id: string, bot: 'guide' | 'none' = 'guide'): Desk => ({
  id,
  folder: '/nowhere',
  name: { fr: `Bureau ${id}`, en: `Desk ${id}` },
  bot,
  hours: { zone: 'Europe/Paris' },
  delay: { fr: 'dans la journée', en: 'within the day' },
  privacy: { purpose: 'enquiry', resumeAfterReload: true, notice: { fr: 'Avis', en: 'Notice' } },
  channels: [
    { id: 'chat', kind: 'chat', name: 'Discussion', settings: {} },
    { id: 'mail', kind: 'mail', name: 'Courriel', settings: {} },
    { id: 'counter', kind: 'counter', name: 'Guichet', settings: {} },
  ],
})

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** "danger" in a text is hard danger; enough for the path, the real rules are the bot's. */
const assess: Assess = (text) =>
  text.includes('danger') ? { level: 'hard', notice: { text: 'Appelez le 17.', numbers: ['17'] } } : { level: 'none' }

export interface TestHouse {
  inbox: Inbox
  wires: TestWires
  options: Parameters<typeof createInbox>[0]
}

let houses = 0

/** Its keyring's folder; gone when the tests of this file are over. */
function newKeyring(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-test-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'keyring.json')
  openKeyring(file, true)
  return file
}

/** An inbox of its own on the suite's real server. Give `like` to come back to the same database after a stop. */
export async function openHouse(
  uri: string,
  like: Partial<Parameters<typeof createInbox>[0]> = {},
): Promise<TestHouse> {
  const wires: TestWires = { sent: [], answer: async () => undefined }
  houses += 1
  const options = {
    uri,
    database: `test_${process.pid}_${houses}_${Date.now()}`,
    keyringFile: like.keyringFile ?? newKeyring(),
    desks: [desk('nord'), desk('sud', 'none')],
    connectors: [
      connector('chat', chatCan, wires),
      connector('mail', mailCan, wires),
      connector('counter', counter, wires),
    ],
    channelSettings: {},
    assess,
    log: silent,
    ...like,
  }
  return { inbox: await createInbox(options), wires, options }
}

export const reader = (name: string, ...desks: string[]): Reader => ({
  agent: `id-${name}`,
  name,
  roles: new Map(desks.map((id) => [id, new Set(['agent'] as const)])),
})

let unique = 0

/** One chat message with its ticket, as the webchat wire would bring it. */
export function chatMessage(ticket: string, text: string, id = `c${++unique}`) {
  const content: Utterance = { from: { address: `visitor:${ticket}` }, text, thread: { token: ticket } }
  return { externalId: `${ticket.slice(0, 20)}:${id}`, at: new Date(), raw: Buffer.from(text), content }
}

/** One mail, read only after its bytes are stored. */
export function mailMessage(said: Partial<Utterance> & { from: Utterance['from'] }, id = `m${++unique}`) {
  const content = async (): Promise<Utterance> => ({
    text: 'Bonjour',
    thread: { messageId: `<${id}@citizen.test>` },
    ...said,
  })
  return { externalId: id, at: new Date(), raw: Buffer.from(`raw ${id} ${said.text ?? ''}`), content }
}

export async function until<T>(
  what: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 5000,
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const value = await what()
    if (value) return value
    if (Date.now() > end) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}
