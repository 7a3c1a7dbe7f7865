import type { WireFailure } from '../../../wire.ts'
import { lang } from '../words/words.ts'

/** No answer came: the network, or the server, is away. Trying again may help. */
export class Unreachable extends Error {
  readonly code = 'unreachable'
  constructor() {
    super('No answer from the server.')
    this.name = 'Unreachable'
  }
}

/** The server answered no, with a sentence for the reader. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly sentence: string
  readonly body: Readonly<Record<string, unknown>>
  constructor(status: number, body: Partial<WireFailure> & Record<string, unknown>) {
    super(`Refused with ${status}.`)
    this.name = 'Refused'
    this.status = status
    this.code = body.code ?? ''
    this.sentence = body.sentence ?? ''
    this.body = body
  }
}

const ended = new Set<() => void>()

/** Called when the server no longer knows our session. */
export const onSessionEnd = (listener: () => void): void => {
  ended.add(listener)
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function ask(method: Method, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api${path}`, { method, credentials: 'same-origin', cache: 'no-store', ...init })
  } catch {
    throw new Unreachable()
  }
}

async function read(response: Response): Promise<Record<string, unknown>> {
  try {
    return await response.json()
  } catch {
    return {}
  }
}

async function call<T>(method: Method, path: string, init: RequestInit): Promise<T> {
  const response = await ask(method, path, init)
  const body = response.status === 204 ? {} : await read(response)
  if (response.ok) return body as T
  // A gateway in front of a server that is away answers for it.
  if (response.status === 502 || response.status === 504) throw new Unreachable()
  if (response.status === 401 && path !== '/session') for (const listener of ended) listener()
  throw new Refused(response.status, body)
}

const headers = (): Record<string, string> => ({ 'X-Requested-With': 'permanence', 'Accept-Language': lang.value })

const json = (body: unknown): RequestInit =>
  body === undefined
    ? { headers: headers() }
    : { headers: { ...headers(), 'Content-Type': 'application/json' }, body: JSON.stringify(body) }

export const get = <T>(path: string): Promise<T> => call<T>('GET', path, { headers: headers() })
export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>('POST', path, json(body))
export const put = <T>(path: string, body: unknown, keepalive = false): Promise<T> =>
  call<T>('PUT', path, { ...json(body), keepalive })
export const remove = <T>(path: string): Promise<T> => call<T>('DELETE', path, { headers: headers() })

export function upload(file: File): Promise<{ id: string }> {
  const type = file.type || 'application/octet-stream'
  return call('POST', `/uploads?name=${encodeURIComponent(file.name)}`, {
    headers: { ...headers(), 'Content-Type': type },
    body: file,
  })
}

export const conversationPath = (id: string, rest = ''): string => `/conversations/${encodeURIComponent(id)}${rest}`
