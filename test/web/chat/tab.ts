import { ChatClient } from '../../../web/ui/shared/chat/chat-client.ts'
import type { Outgoing } from '../../../web/ui/shared/chat/state.ts'
import type { Heard, Memory } from '../../../web/ui/shared/chat/wire.ts'
import type { WireAck, WireMessage, WireTicket, WireVisitorState } from '../../../web/wire.ts'

const ticket: WireTicket = {
  ticket: 'T1',
  keep: true,
  maxLength: 4000,
  media: false,
  deskName: 'Brigade',
  notice: 'Lu par nos agents.',
  greeting: { text: 'Bonjour.', choices: [{ id: 'report', label: 'Je veux signaler' }] },
}
export const pending: WireVisitorState = { status: 'pending', readByAgent: 0 }
export const from = (seq: number, text: string, type: 'contact' | 'bot' | 'agent' = 'bot'): WireMessage => ({
  seq,
  at: '2026-11-22T20:00:00.000Z',
  author: { type },
  audience: 'contact',
  text,
  files: [],
})

interface Sent {
  readonly message: Outgoing
  readonly answer: (ack: WireAck) => Promise<void>
  readonly silence: () => Promise<void>
}

/** Lets what was promised happen. */
export const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
}

/** A tab with a chat in it, a server that answers when told to, and a clock that moves when told to. */
export function openTab(options: { memory?: Memory; keep?: boolean; startFails?: number } = {}) {
  const sent: Sent[] = []
  const told: (readonly [string, unknown])[] = []
  const timers = new Map<number, () => void>()
  const asked: number[] = []
  const server: { heard?: Heard; history: WireMessage[] } = { history: [] }
  const kept: { value?: string } = {}
  let handshake = () => ({ ticket: '', after: 0 })
  let failures = options.startFails ?? 0
  let ids = 0
  let timer = 0
  const memory: Memory = options.memory ?? {
    load: () => (kept.value ? JSON.parse(kept.value) : undefined),
    save: (value) => {
      kept.value = JSON.stringify(value)
    },
    forget: () => {
      delete kept.value
    },
  }
  const client = new ChatClient({
    memory,
    notSent: 'Pas parti.',
    newId: () => {
      ids += 1
      return `id-${ids}`
    },
    clock: {
      now: () => new Date('2026-11-22T20:00:00.000Z'),
      later: (_, call) => {
        timer += 1
        const id = timer
        timers.set(id, call)
        return () => timers.delete(id)
      },
    },
    wire: {
      start: async () => {
        failures -= 1
        if (failures >= 0) throw new Error('down')
        return { ...ticket, keep: options.keep ?? true }
      },
      messages: async (_, after) => {
        asked.push(after)
        return server.history.filter((message) => message.seq > after)
      },
      file: async () => new Blob(['bytes']),
      upload: async () => ({ id: 'file-1' }),
      connect: (shake, heard) => {
        handshake = shake
        server.heard = heard
        return {
          say: (message) =>
            new Promise((resolve, reject) => {
              sent.push({
                message,
                answer: (ack) => {
                  resolve(ack)
                  return settle()
                },
                silence: () => {
                  reject(new Error('timeout'))
                  return settle()
                },
              })
            }),
          got: (seq) => told.push(['got', seq]),
          read: (seq) => told.push(['read', seq]),
          typing: (on) => told.push(['typing', on]),
          close: () => told.push(['close', true]),
        }
      },
    },
  })
  return {
    client,
    sent,
    told,
    asked,
    server,
    memory,
    handshake: () => handshake(),
    /** What the server does. */
    hears: (): Heard => {
      if (!server.heard) throw new Error('The chat did not connect.')
      return server.heard
    },
    /** Every timer that is set rings once. */
    ring: async () => {
      const calls = [...timers.values()]
      timers.clear()
      for (const call of calls) call()
      await settle()
    },
    texts: () => client.current.messages.map((message) => message.text),
  }
}

export async function connected(options: Parameters<typeof openTab>[0] = {}) {
  const tab = openTab(options)
  await tab.client.start()
  tab.hears().resume({ messages: [], state: pending })
  return tab
}
