import { facebook } from '../../../connectors/facebook/facebook.ts'
import { type Line, type Outbound, SendError, Unavailable, type Utterance } from '../../../inbox/contract.ts'
import { HttpError } from '../../../web/http/edge/errors.ts'
import { createHookWire } from '../../../web/http/hooks/index.ts'
import { FacebookSimulator } from '../../simulators/facebook/simulator.ts'
import type { Deliver } from '../../simulators/facebook/webhooks.ts'
import { Memory } from '../memory-sink.ts'

export const person = '4001200300400500'
export const hour = 3_600_000

/** Times of the tests: the same machinery, in a hurry. */
export const pace = {
  timeout: 400,
  tokenEvery: 3_600_000,
  catchUpEvery: 3_600_000,
  echoPatience: 30,
  filePatience: 400,
  lookPause: 20,
}

/** The web's hook wire, in this process: what it would answer over HTTP. */
export function hookWire() {
  const hooks = createHookWire()
  const deliver: Deliver = async (body, headers) => {
    try {
      return (await hooks.answer('bureau/canal', { method: 'POST', query: {}, headers, body })).status
    } catch (error) {
      if (error instanceof Unavailable) return 503
      return error instanceof HttpError ? error.status : 500
    }
  }
  return { hooks, deliver }
}

export function startFacebook(deliver: Deliver): Promise<FacebookSimulator> {
  return FacebookSimulator.start({ deliver, answerWithin: 400, retryEvery: 20 })
}

export function answer(change: Partial<Outbound> = {}): Outbound {
  return {
    messageId: 'reponse-1',
    to: { address: person },
    text: 'Bonjour, votre demande est enregistrée.',
    references: [],
    replyToken: 'k7f3a9',
    automatic: false,
    public: false,
    heardAt: new Date(),
    from: { desk: 'Brigade numérique' },
    attempt: 1,
    doubtful: false,
    ...change,
  }
}

/** A simulator, a memory and an open channel between them. */
export async function openPage(options: { settings?: object; pace?: object } = {}) {
  const { hooks, deliver } = hookWire()
  const simulator = await startFacebook(deliver)
  const memory = new Memory()
  const connector = facebook({ hooks, connect: simulator.connect, pace: { ...pace, ...options.pace } })
  const config = connector.parse({ ...simulator.settings, ...options.settings })
  let life = new AbortController()
  const open = (): Promise<Line> => {
    life = new AbortController()
    return connector.open({ id: 'canal', desk: 'bureau', name: 'Canal', config }, memory.sink(), life.signal)
  }
  const line = await open()
  return {
    simulator,
    memory,
    hooks,
    connector,
    config,
    line,
    open,
    shut: () => life.abort(),
    said: (): readonly Utterance[] => [...memory.kept.values()].flatMap(({ said }) => (said ? [said] : [])),
    last: (): Utterance | undefined => [...memory.kept.values()].at(-1)?.said,
    end: async () => {
      life.abort()
      await simulator.close()
    },
  }
}
export type OpenPage = Awaited<ReturnType<typeof openPage>>

/** How a send ended, as the outbox would see it. */
export async function outcomeOf(sending: Promise<unknown>): Promise<string> {
  return sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof SendError ? `${error.outcome} ${error.code}` : `not a SendError: ${error}`),
  )
}
