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
  listen(channel: string, answer: Answer, signal: AbortSignal): void
  /** Throws HttpError 404 where nobody listens, and what the handler throws. */
  answer(channel: string, request: HookRequest): Promise<HookAnswer>
}

export function createHookWire(): HookWire {
  const handlers = new Map<string, Answer>()
  return {
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
