import type { AddressInfo } from 'node:net'
import { connectors } from '../../connectors/index.ts'
import type { Inbox, InboxOptions, Log } from '../../inbox/index.ts'
import { drain, listen } from '../../web/http/edge/listen.ts'
import { createFaces } from '../../web/http/faces.ts'
import { createHookWire } from '../../web/http/hooks/index.ts'
import { createVisitorWire } from '../../web/sockets/visitor-wire.ts'
import { desk, openHouse } from '../inbox/house.ts'

export interface WholeOptions extends Partial<InboxOptions> {
  readonly mongo: string
  /** What stands for the networks' APIs. */
  readonly reach?: { readonly x?: string; readonly facebook?: string }
  /** Puts something between the faces and the inbox: tests plant faults here. */
  readonly between?: (inbox: Inbox) => Inbox
}

/** A desk with a web chat, a counter and, where the port is given, a mailbox that a relay pushes to. */
function wholeDesk(id: string, mail?: { in: number; out: number }) {
  const settings = mail && {
    address: `${id}@police.example`,
    in: { type: 'smtp', port: mail.in },
    out: { host: '127.0.0.1', port: mail.out, tls: 'none', timeoutSeconds: 10 },
  }
  return {
    ...desk(id, 'none'),
    channels: [
      { id: 'discussion', kind: 'webchat', name: `Discussion ${id}`, settings: {} },
      { id: 'guichet', kind: 'counter', name: `Guichet ${id}`, settings: {} },
      ...(settings ? [{ id: 'courriel', kind: 'email', name: `Courriel ${id}`, settings }] : []),
    ],
  }
}

/** Inbox, connectors and faces as the product builds them, in this process: tests may look inside and plant faults. */
export async function openWhole({ mongo, between, reach = {}, ...like }: WholeOptions) {
  const wire = createVisitorWire()
  const hooks = createHookWire()
  const lines: string[] = []
  const note = (code: string, fields?: object) => void lines.push(`${code} ${JSON.stringify(fields ?? {})}`)
  const log: Log = { info: note, warn: note, error: note }
  const house = await openHouse(mongo, {
    desks: [wholeDesk('nord'), wholeDesk('sud')],
    connectors: connectors({ webchat: wire, hooks, reach }),
    assess: () => ({ level: 'none' }),
    log,
    ...like,
  })
  const { inbox } = house
  const bot = { greeting: () => undefined, sheets: () => [], preview: () => undefined }
  const settings = { publicUrl: 'http://localhost', exitUrl: 'https://example.org/', demo: false }
  const faces = createFaces({ inbox: between?.(inbox) ?? inbox, wire, hooks, bot, settings, mail: undefined, log })
  await inbox.start()
  const port = await listen(faces.server, 0, '127.0.0.1')
  return {
    ...house,
    lines,
    origin: `http://127.0.0.1:${port}`,
    address: faces.server.address() as AddressInfo,
    async close() {
      faces.leave()
      await drain(faces.server)
      await inbox.close()
    },
  }
}
export type Whole = Awaited<ReturnType<typeof openWhole>>
