import { io, type Socket } from 'socket.io-client'
import type { WireAck } from '../../web/wire.ts'

/** What a request without a browser gets back. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly code: string | undefined
  readonly headers: Headers
}

export interface Ask {
  readonly method?: string
  readonly body?: unknown
  /** Sent as it is instead of JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** One request, its answer read whole. */
export async function ask(
  origin: string,
  path: string,
  { method = 'GET', body, raw, headers }: Ask = {},
): Promise<Answer> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const answer = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(sent !== undefined && { body: sent }),
  })
  const text = await answer.text()
  return { status: answer.status, text, code: codeOf(text), headers: answer.headers }
}

function codeOf(text: string): string | undefined {
  try {
    const { code } = JSON.parse(text) as { code?: string }
    return code
  } catch {
    return undefined
  }
}

/** Signs in and gives back what the agent's browser would send with every request. */
export async function signIn(origin: string, login: string, password: string, code?: string) {
  const own = { 'X-Requested-With': 'permanence' }
  const answer = await ask(origin, '/api/session', { method: 'POST', body: { login, password, code }, headers: own })
  if (answer.status !== 200) throw new Error(`Sign-in of ${login} was refused with ${answer.status} ${answer.code}.`)
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  return { ...own, Cookie: cookie }
}

/** A visitor's ticket, before the first message. */
export async function ticketOf(origin: string, channel: string): Promise<string> {
  const { status, text } = await ask(origin, `/chat/${channel}/start`, { method: 'POST', body: {} })
  if (status !== 201) throw new Error(`No ticket for ${channel}: ${status}.`)
  return (JSON.parse(text) as { ticket: string }).ticket
}

let ids = 0
export const freshId = () => `t${process.pid}-${++ids}`

/** Says something by HTTP; throws unless it was acknowledged. */
export async function write(origin: string, ticket: string, text: string, more: object = {}): Promise<number> {
  const answer = await ask(origin, '/chat/messages', {
    method: 'POST',
    body: { clientId: freshId(), text, ...more },
    headers: { Authorization: `Bearer ${ticket}` },
  })
  const ack = JSON.parse(answer.text) as WireAck
  if (!ack.ok) throw new Error(`Not acknowledged: ${answer.status} ${ack.code}.`)
  return ack.seq
}

export interface Ear {
  readonly socket: Socket
  /** Every frame that came, as text. */
  readonly frames: string[]
}

/** A socket that keeps everything it hears. Rejects with the server's refusal. */
export async function listenAt(
  origin: string,
  namespace: '/console' | '/chat',
  options: { headers?: Record<string, string>; auth?: object } = {},
): Promise<Ear> {
  const socket = io(`${origin}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...(options.headers && { extraHeaders: options.headers }),
    ...(options.auth && { auth: options.auth }),
  })
  const frames: string[] = []
  socket.onAny((...event: unknown[]) => void frames.push(JSON.stringify(event)))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => {
      socket.close()
      reject(error)
    })
  })
  return { socket, frames }
}
