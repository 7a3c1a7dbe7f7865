import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import {
  type Capabilities,
  Conflict,
  type Desk,
  type Head,
  type Inbox,
  type Log,
  type Message,
  NotFound,
  type Reader,
  type Session,
  SignInRefused,
  type StaffEvent,
  Stale,
  type VisitorEvent,
} from '../../inbox/index.ts'
import { chatCan } from '../setup/capabilities.ts'

/** A small inbox in memory: enough rules to see what the web does with each, and none of the store. */
const counter: Capabilities = { ...chatCan, delivery: 'task', label: { fr: 'Guichet', en: 'Counter', icon: 'phone' } }

const desk = (id: string): Desk => ({
  id,
  name: { fr: `Service ${id}`, en: `Desk ${id}` },
  bot: 'guide',
  hours: { zone: 'Europe/Paris' },
  delay: { fr: 'vite', en: 'soon' },
  privacy: {
    purpose: 'enquiry',
    resumeAfterReload: true,
    notice: { fr: 'Vos messages sont lus.', en: 'They are read.' },
  },
  channels: [
    { id: 'discussion', kind: 'chat', name: 'Discussion', settings: {} },
    { id: 'guichet', kind: 'hand', name: 'Guichet', settings: {} },
  ],
  folder: '',
})

export const ticketFor = (conversation: string) => `ticket-${conversation}-signed-0000`
const at = new Date('2026-11-22T10:00:00Z')

export function message(seq: number, text: string, more: Partial<Message> = {}): Message {
  return { seq, at, author: { type: 'contact' }, audience: 'contact', text, files: [], ...more }
}

export function head(id: string, more: Partial<Head> = {}): Head {
  return {
    id,
    public: false,
    number: 1,
    desk: 'un',
    channel: 'discussion',
    contact: {},
    status: 'open',
    danger: 'none',
    junk: false,
    trouble: false,
    lastAt: at,
    lastSeq: 1,
    preview: '…',
    unread: 0,
    ...more,
  }
}

export function double() {
  const events = new EventEmitter()
  const sessions = new Map<string, Session>()
  const talks = new Map<string, Message[]>([['known', [message(1, 'Bonjour')]]])
  const log: string[] = []
  const acknowledged: number[] = []
  const failures = new Map<string, Error>()
  const files = new Map<string, { name: string; type: string; bytes: Uint8Array }>()
  const reader: Reader = { agent: 'agent-1', name: 'Claire', roles: new Map([['un', new Set(['agent' as const])]]) }
  const of = (id: string): Message[] => {
    const failure = failures.get(id)
    if (failure !== undefined) throw failure
    const talk = talks.get(id)
    if (talk === undefined) throw new NotFound()
    return talk
  }
  const fileOf = (id: string) => {
    const file = files.get(id)
    if (file === undefined) throw new NotFound()
    return { info: { id, name: file.name, type: file.type, size: file.bytes.length }, bytes: file.bytes }
  }
  const change = async (id: string) => {
    of(id)
    return head(id)
  }
  const staff = {
    reader,
    queue: async () => ({ items: [head('known')], next: 'cursor' }),
    counts: async () => ({ mine: 1, waiting: 2, danger: 0, answered: 0, bot: 0, done: 0, junk: 0, trouble: 0, all: 3 }),
    open: async (id: string) => ({
      head: head(id),
      messages: of(id),
      more: false,
      capabilities: chatCan,
      readByContact: 0,
    }),
    messages: async (id: string, { after = 0 }) => of(id).filter(({ seq }) => seq > after),
    take: async (id: string) => {
      of(id)
      throw new Conflict('taken', 'Hugo')
    },
    release: change,
    transfer: change,
    resolve: change,
    reopen: change,
    danger: change,
    record: async () => head('known'),
    reply: async (id: string, answer: { text: string; seen: number; clientId: string; files?: readonly unknown[] }) => {
      const talk = of(id)
      if (answer.seen < talk.length) throw new Stale(talk.length)
      const said = message(talk.length + 1, answer.text, { author: { type: 'agent', id: 'agent-1', name: 'Claire' } })
      talk.push(said)
      log.push(`files:${answer.files?.length ?? 0}`)
      return said
    },
    note: async (id: string, { text }: { text: string }) => message(of(id).length + 1, text, { audience: 'staff' }),
    read: async (id: string) => {
      of(id)
    },
    typing: (id: string, on: boolean) => {
      log.push(`typing:${id}:${on}`)
    },
    retry: async (id: string, seq: number) => message(seq, of(id)[0]?.text ?? ''),
    done: async (id: string, seq: number) => message(seq, of(id)[0]?.text ?? ''),
    draft: async () => undefined,
    saveDraft: async (_id: string, draft: { answer: string; note: string }) => ({ ...draft, savedAt: at }),
    file: async (id: string, file: string) => {
      of(id)
      return fileOf(file)
    },
    colleagues: async () => [{ id: 'agent-2', name: 'Hugo' }],
    watch(listener: (event: StaffEvent) => void) {
      events.on('staff', listener)
      return () => events.off('staff', listener)
    },
  }
  const accounts = {
    async signIn({ login, password, code }: { login: string; password: string; code?: string }) {
      if (login === 'lente') throw new SignInRefused('slow-down')
      if (login !== 'claire' || password !== 'juste') throw new SignInRefused('sign-in')
      if (code === '000000') throw new SignInRefused('second-factor')
      const token = createHash('sha256').update(String(sessions.size)).digest('base64url')
      const session = { token, reader, login }
      sessions.set(token, session)
      return session
    },
    session: async (token: string) => sessions.get(token),
    sessions: async () =>
      [...sessions.keys()].map((token) => ({ id: accounts.idOf(token), startedAt: at, lastSeenAt: at })),
    async kill(_reader: Reader, id: string) {
      for (const token of sessions.keys()) if (accounts.idOf(token) === id) await accounts.signOut(token)
    },
    async signOut(token: string) {
      sessions.delete(token)
      events.emit('end', { agent: reader.agent, session: accounts.idOf(token) })
    },
    onEnd(listener: (end: { agent: string; session?: string }) => void) {
      events.on('end', listener)
      return () => events.off('end', listener)
    },
    idOf: (token: string) => createHash('sha256').update(token).digest('hex'),
  }
  const visitors = {
    begin: (channel: string) => ticketFor(`new-${channel.replace('/', '-')}`),
    of(ticket: string) {
      const id = /^ticket-(.+)-signed-0000$/.exec(ticket)?.[1]
      if (id === undefined) return undefined
      const visible = () => (talks.get(id) ?? []).filter(({ audience }) => audience === 'contact')
      return {
        conversation: id,
        messages: async (after: number) => visible().filter(({ seq }) => seq > after),
        acknowledge: async (seq: number) => {
          acknowledged.push(seq)
        },
        read: async () => {},
        typing: () => {},
        state: async () => ({ status: 'pending' as const, readByAgent: 0, lastSeq: visible().length }),
        file: async (file: string) => fileOf(file),
        watch(listener: (event: VisitorEvent) => void) {
          events.on(`visitor:${id}`, listener)
          return () => events.off(`visitor:${id}`, listener)
        },
      }
    },
    channelOf: (ticket: string) => (/^ticket-.+-signed-0000$/.test(ticket) ? 'un/discussion' : undefined),
  }
  const desks = [desk('un'), desk('deux')]
  const inbox = {
    desks,
    accounts,
    visitors,
    as: () => staff,
    channels: () =>
      desks.flatMap(({ id }) => [
        { id: 'discussion', desk: id, name: 'Discussion', config: {}, kind: 'chat', capabilities: chatCan },
        { id: 'guichet', desk: id, name: 'Guichet', config: {}, kind: 'hand', capabilities: counter },
      ]),
  } as unknown as Inbox
  const codes: Log = {
    info: (code) => void log.push(code),
    warn: (code) => void log.push(code),
    error: (code, fields) => void log.push(`${code} ${JSON.stringify(fields)}`),
  }
  const tell = (conversation: string, event: VisitorEvent) => {
    if (event.type === 'message') talks.set(conversation, [...(talks.get(conversation) ?? []), event.message])
    events.emit(`visitor:${conversation}`, event)
  }
  const watching = (name: string) => events.listenerCount(name)
  return { inbox, log, codes, talks, failures, files, acknowledged, sessions, events, tell, watching }
}
