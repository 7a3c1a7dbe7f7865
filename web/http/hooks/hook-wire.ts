import { HttpError } from '../edge/errors.ts'

interface HookRequest {
  readonly method: 'GET' | 'POST'
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

interface HookAnswer {
  readonly status: number
  readonly type?: string
  readonly body?: string
}

type Answer = (request: HookRequest) => Promise<HookAnswer>

/** Between other parties' servers and the connectors that listen to them: one handler for each channel, `desk/channel`. */
export interface HookWire {
  /** Where the world reaches this channel; undefined where it does not. */
  address(channel: string): string | undefined
  listen(channel: string, answer: Answer, signal: AbortSignal): void
  /** Throws HttpError 404 where nobody listens, and what the handler throws. */
  answer(channel: string, request: HookRequest): Promise<HookAnswer>
}

/** Networks call https alone, and no port: https://docs.x.com/x-api/webhooks/introduction */
const isCallable = (url: string): boolean => {
  const { protocol, port, hostname } = new URL(url)
  return protocol === 'https:' && port === '' && hostname !== 'localhost'
}

export function createHookWire(publicUrl?: string): HookWire {
  const handlers = new Map<string, Answer>()
  const base = publicUrl !== undefined && isCallable(publicUrl) ? publicUrl : undefined
  return {
    address: (channel) => (base === undefined ? undefined : `${base}/hooks/${channel}`),
    listen(channel, answer, signal) {
      if (signal.aborted) return
      handlers.set(channel, answer)
      const forget = () => {
        if (handlers.get(channel) === answer) handlers.delete(channel)
      }
      signal.addEventListener('abort', forget, { once: true })
    },
    async answer(channel, request) {
      const handler = handlers.get(channel)
      if (handler === undefined) throw new HttpError(404, 'not-found')
      return handler(request)
    },
  }
}
