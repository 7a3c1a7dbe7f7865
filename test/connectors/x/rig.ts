import { expect } from 'vitest'
import type { HookAnswer, HookRequest, HookWire } from '../../../connectors/hooks.ts'
import { x } from '../../../connectors/x/x.ts'
import { type Line, type Outbound, SendError, Unavailable } from '../../../inbox/contract.ts'
import type { Webhook } from '../../simulators/x/delivery.ts'
import { type XSettings, XSimulator, xKeys } from '../../simulators/x/x-simulator.ts'
import { Memory } from '../memory-sink.ts'

/** The web's part: hands each request to who listens, and makes of errors what the web makes of them. */
export function hookDesk(address?: string) {
  const handlers = new Map<string, (request: HookRequest) => Promise<HookAnswer>>()
  const wire: HookWire = {
    address: () => address,
    listen(channel, answer, signal) {
      if (signal.aborted) return
      handlers.set(channel, answer)
      signal.addEventListener('abort', () => handlers.get(channel) === answer && handlers.delete(channel))
    },
  }
  const webhook: Webhook = async (call) => {
    const handler = handlers.get('bureau/canal')
    if (handler === undefined) return { status: 404 }
    try {
      return await handler(call)
    } catch (error) {
      return { status: error instanceof Unavailable ? 503 : 500 }
    }
  }
  return { wire, webhook }
}

export const settingsFor = (simulator: XSimulator) => ({
  account: { id: simulator.account.id, handle: simulator.account.username },
  app: { key: xKeys.key, secret: xKeys.secret },
  user: { token: xKeys.token, secret: xKeys.tokenSecret },
  pollSeconds: 3600,
  timeoutSeconds: 1,
})

/** A simulator and the means to open the connector on it as often as a test needs. */
export async function rig(given: XSettings & { readonly settings?: object; readonly address?: string } = {}) {
  const desk = hookDesk(given.address)
  const simulator = new XSimulator({ ...given, webhook: desk.webhook })
  const connect = await simulator.listen()
  const connector = x({ hooks: desk.wire, connect })
  const memory = new Memory()
  const lives: AbortController[] = []
  const config = connector.parse({ ...settingsFor(simulator), ...given.settings })
  const open = async (): Promise<Line> => {
    const life = new AbortController()
    lives.push(life)
    return connector.open({ id: 'canal', desk: 'bureau', name: 'Canal', config }, memory.sink(), life.signal)
  }
  const shut = () => {
    for (const life of lives.splice(0)) life.abort()
  }
  const end = async () => {
    shut()
    await simulator.close()
    expect(simulator.complaints).toEqual([])
  }
  return { simulator, connector, config, memory, open, shut, end, webhook: desk.webhook }
}

let numbered = 0
export const outbound = (more: Partial<Outbound> & Pick<Outbound, 'to' | 'public'>): Outbound => {
  numbered += 1
  return {
    messageId: `message-${numbered}`,
    text: 'Bonjour, nous vous lisons.',
    references: [],
    replyToken: 'token',
    automatic: false,
    from: { desk: 'Bureau' },
    attempt: 1,
    doubtful: false,
    ...more,
  }
}

/** How a send ended: 'sent', or outcome and code. */
export const ended = (sending: Promise<unknown>): Promise<string> =>
  sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof SendError ? `${error.outcome} ${error.code}` : `not a SendError: ${error}`),
  )

export const said = (memory: Memory) => [...memory.kept.values()].map((kept) => kept.said)
