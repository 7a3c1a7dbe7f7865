import type { AddressInfo } from 'node:net'
import { webchat } from '../../connectors/webchat.ts'
import type { Inbound } from '../../inbox/contract.ts'
import { createApp } from '../../web/http/app.ts'
import { drain, listen, serverOf } from '../../web/http/edge/listen.ts'
import { createUploads } from '../../web/http/edge/uploads.ts'
import { createHookWire } from '../../web/http/hooks/index.ts'
import { createDirectory } from '../../web/http/out/directory.ts'
import { createErrorPage } from '../../web/http/portal/index.ts'
import { sessionCookie } from '../../web/http/session/cookie.ts'
import { createGate } from '../../web/http/session/gate.ts'
import { createSite } from '../../web/http/session/site.ts'
import { serveSockets } from '../../web/sockets/index.ts'
import { createPace, type PaceLimits } from '../../web/sockets/pace.ts'
import { createSay } from '../../web/sockets/say.ts'
import { createVisitorWire } from '../../web/sockets/visitor-wire.ts'
import { double } from './double.ts'

const bare = { of: () => ({ styles: [], scripts: [] }) }

/** The whole web on a port of its own, over the double of the inbox and the real web chat connector. */
export async function openSite(options: { publicUrl?: string; pace?: PaceLimits; deaf?: boolean } = {}) {
  const world = double()
  const { inbox, codes } = world
  const received: Inbound[] = []
  const wire = createVisitorWire()
  const stop = new AbortController()
  const chat = webchat(wire)
  const sink = {
    async receive(said: Inbound) {
      const failure = world.failures.get('receive')
      if (failure !== undefined) throw failure
      const known = received.findIndex(({ externalId }) => externalId === said.externalId)
      if (known >= 0) return { duplicate: true, conversation: 'known', seq: known + 1 }
      received.push(said)
      return { duplicate: false, conversation: 'known', seq: received.length }
    },
    report: async () => false,
    read: async () => {},
    knows: async () => false,
    copies: async () => 0,
    cursor: { load: async () => undefined, save: async () => {} },
    secrets: { load: async () => undefined, save: async () => {} },
    health: () => {},
    gauge: () => {},
  }
  const channel = { id: 'discussion', desk: 'un', name: 'Discussion', config: {} }
  if (!options.deaf) await chat.open(channel, sink, stop.signal)
  const site = createSite(options.publicUrl)
  const cookie = sessionCookie(site)
  const directory = createDirectory(inbox)
  const uploads = createUploads()
  const say = createSay(inbox.visitors, wire, uploads, createPace(options.pace))
  const greeting = () => ({ text: 'Bonjour, je suis un assistant automatique.', choices: [{ id: 'a', label: 'A' }] })
  let state: 'ready' | 'draining' = 'ready'
  const app = createApp({
    api: { inbox, site, cookie, gate: createGate(), uploads, directory, publicUrl: 'http://localhost' },
    chat: { inbox, listens: wire.has, greeting, directory, uploads, cookie, site },
    hooks: createHookWire(),
    say,
    pages: [],
    errorPage: createErrorPage({ assets: bare, exitTarget: 'https://example.org/', demo: true }),
    built: { folder: '/nowhere', assets: bare },
    state: () => state,
    log: codes,
  })
  const server = serverOf(app)
  const sockets = serveSockets(server, { inbox, say, cookie, site, directory, log: codes })
  const port = await listen(server, 0, '127.0.0.1')
  const origin = `http://127.0.0.1:${port}`
  return {
    ...world,
    received,
    origin,
    address: server.address() as AddressInfo,
    drainState: () => {
      state = 'draining'
    },
    async close() {
      stop.abort()
      sockets.close()
      await drain(server)
    },
    /** Signs claire in and gives back what her browser would send. */
    async signIn(): Promise<Record<string, string>> {
      const answer = await fetch(`${origin}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'permanence' },
        body: JSON.stringify({ login: 'claire', password: 'juste' }),
      })
      const [pair = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
      return { Cookie: pair, 'X-Requested-With': 'permanence', 'Content-Type': 'application/json' }
    },
  }
}
export type OpenSite = Awaited<ReturnType<typeof openSite>>
