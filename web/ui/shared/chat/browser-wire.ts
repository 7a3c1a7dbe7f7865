import { io, type Socket } from 'socket.io-client'
import type { ChatCommands, ChatEvents, WireMessage, WireTicket } from '../../../wire.ts'
import type { Language } from '../words/t.ts'
import type { ChatWire, Heard, Line } from './wire.ts'

const ACK_WITHIN = 10_000
const COME_BACK = 5_000
/** Refusals that waiting can cure; any other refusal of a handshake means that the ticket is dead. */
const PASSING = ['unavailable', 'busy', 'slow-down', 'internal']

/** The chat's real outside: socket.io and fetch, to the server that gave the page. Never with cookies. */
export function browserWire(origin: string, channel: string, language: Language): ChatWire {
  const call = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(origin + path, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: { 'Accept-Language': language, ...init.headers },
    })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return answer
  }
  const ask = async (path: string, init: RequestInit): Promise<unknown> => (await call(path, init)).json()
  const bearer = (ticket: string) => ({ Authorization: `Bearer ${ticket}` })
  return {
    start: async () => (await ask(`/chat/${channel}/start`, { method: 'POST' })) as WireTicket,
    messages: async (ticket, after) => {
      const found = await ask(`/chat/messages?after=${after}`, { headers: bearer(ticket) })
      return (found as { messages: WireMessage[] }).messages
    },
    // A link alone opens nothing: the ticket goes in a header, never in an address.
    file: async (ticket, url) => (await call(url, { headers: bearer(ticket) })).blob(),
    upload: async (ticket, { name, type, body }) => {
      const headers = { ...bearer(ticket), 'Content-Type': type || 'application/octet-stream' }
      const path = `/chat/uploads?name=${encodeURIComponent(name)}`
      return (await ask(path, { method: 'POST', headers, body })) as { id: string }
    },
    connect: (handshake, heard) => connect(origin, handshake, heard),
  }
}

function connect(origin: string, handshake: () => { ticket: string; after: number }, heard: Heard): Line {
  const socket: Socket<ChatEvents, ChatCommands> = io(`${origin}/chat`, {
    auth: (give) => give(handshake()),
    // A socket first: a cluster needs stickiness for polling only. Filters that break sockets still let polling through.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    withCredentials: false,
  })
  let again: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    clearTimeout(again)
    again = setTimeout(() => socket.connect(), COME_BACK)
  }
  socket.on('resume', heard.resume)
  socket.on('message', heard.message)
  socket.on('state', heard.state)
  socket.on('typing', heard.typing)
  socket.on('read', heard.read)
  socket.on('disconnect', (reason) => {
    heard.lost()
    // socket.io comes back by itself, but not when the server hung up: https://socket.io/docs/v4/client-api/#event-disconnect
    if (reason === 'io server disconnect') later()
  })
  socket.on('connect_error', (error) => {
    const code = 'data' in error ? (error.data as { code?: string } | undefined)?.code : undefined
    if (socket.active || PASSING.includes(code ?? error.message)) {
      heard.lost()
      if (!socket.active) later()
    } else heard.dead()
  })
  return {
    say: ({ clientId, text, choice, uploads }) =>
      socket
        .timeout(ACK_WITHIN)
        .emitWithAck('say', { clientId, text, ...(choice && { choice }), ...(uploads && { uploads: [...uploads] }) }),
    // Volatile: told again after a reconnection, so never queued while the line is down.
    got: (seq) => void socket.volatile.emit('got', { seq }),
    read: (seq) => void socket.volatile.emit('read', { seq }),
    typing: (on) => void socket.volatile.emit('typing', { on }),
    close: () => {
      clearTimeout(again)
      socket.disconnect()
    },
  }
}
