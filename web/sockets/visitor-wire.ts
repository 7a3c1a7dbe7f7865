import { Unavailable } from '../../inbox/index.ts'

export interface Heard {
  readonly seq: number
  readonly duplicate: boolean
}
type OnSay = (say: unknown) => Promise<Heard>

/** Between our own faces and the connector that listens to them: one handler for each channel, `desk/channel`. */
export interface VisitorWire {
  listen(channel: string, onSay: OnSay, signal: AbortSignal): void
  has(channel: string): boolean
  /** Resolves once the message is stored. Throws Unavailable while nobody listens. */
  say(channel: string, say: unknown): Promise<Heard>
}

export function createVisitorWire(): VisitorWire {
  const handlers = new Map<string, OnSay>()
  return {
    listen(channel, onSay, signal) {
      if (signal.aborted) return
      handlers.set(channel, onSay)
      const forget = () => {
        if (handlers.get(channel) === onSay) handlers.delete(channel)
      }
      signal.addEventListener('abort', forget, { once: true })
    },
    has: (channel) => handlers.has(channel),
    say(channel, say) {
      const handler = handlers.get(channel)
      return handler === undefined ? Promise.reject(new Unavailable()) : handler(say)
    },
  }
}
