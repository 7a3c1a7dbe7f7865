import type { Server } from 'node:http'
import type { Desk, Inbox, Log } from '../../inbox/index.ts'
import type { DemoMailChannel } from '../demo/mailbox.ts'
import type { DemoNetwork } from '../demo/networks.ts'
import { serveSockets } from '../sockets/index.ts'
import { createPace } from '../sockets/pace.ts'
import { createSay } from '../sockets/say.ts'
import type { VisitorWire } from '../sockets/visitor-wire.ts'
import { createApp } from './app.ts'
import type { Greeting } from './chat/start.ts'
import { builtFolder } from './edge/built-folder.ts'
import { serverOf } from './edge/listen.ts'
import { createUploads } from './edge/uploads.ts'
import type { HookWire } from './hooks/index.ts'
import { createDirectory } from './out/directory.ts'
import { framedByPlayground } from './playground/framed.ts'
import type { Guides } from './playground/guide/tried.ts'
import { playgroundRoutes } from './playground/index.ts'
import { portalFrom } from './portal/from-inbox.ts'
import { createErrorPage, type PortalSheet, portalRoutes, readAssets } from './portal/index.ts'
import { sessionCookie } from './session/cookie.ts'
import { createGate } from './session/gate.ts'
import { createSite } from './session/site.ts'

export interface FaceParts {
  readonly inbox: Inbox
  readonly wire: VisitorWire
  readonly hooks: HookWire
  readonly bot: {
    readonly greeting: Greeting
    readonly sheets: (desk: Desk) => readonly PortalSheet[]
    readonly preview: Guides['preview']
  }
  readonly settings: { readonly publicUrl: string; readonly exitUrl: string; readonly demo: boolean }
  readonly mail: DemoMailChannel | undefined
  /** Networks that stand on this machine, for the playground. */
  readonly networks?: readonly DemoNetwork[] | undefined
  readonly log: Log
}

export interface Faces {
  readonly server: Server
  /** From here on health says so, and sockets are sent away; what is under way ends. */
  leave(): void
}

/** Portal, widget, console and playground on one server that does not listen yet. */
export function createFaces({ inbox, wire, hooks, bot, settings, mail, networks = [], log }: FaceParts): Faces {
  const { publicUrl, exitUrl: exitTarget, demo } = settings
  const { greeting, sheets } = bot
  const folder = builtFolder()
  const site = createSite(publicUrl)
  const cookie = sessionCookie(site)
  const directory = createDirectory(inbox)
  const uploads = createUploads()
  const say = createSay(inbox.visitors, wire, uploads, createPace())
  const assets = readAssets(folder)
  const told = portalFrom({ inbox, directory, say, greeting, sheets })
  const portal = { ...told, assets, publicUrl, exitTarget, demo }
  let state: 'ready' | 'draining' = 'ready'
  const app = createApp({
    api: { inbox, site, cookie, gate: createGate(), uploads, directory, publicUrl },
    chat: { inbox, listens: wire.has, greeting, directory, uploads, cookie, site },
    hooks,
    say,
    pages: demo
      ? [
          framedByPlayground(),
          portalRoutes(portal),
          playgroundRoutes({ site, mail, networks, guides: guidesOf(inbox, bot.preview), assets }),
        ]
      : [portalRoutes(portal)],
    errorPage: createErrorPage(portal),
    built: { folder, assets },
    state: () => state,
    log,
  })
  const server = serverOf(app)
  const sockets = serveSockets(server, { inbox, say, cookie, site, directory, log })
  return {
    server,
    leave() {
      state = 'draining'
      sockets.close()
    },
  }
}

/** A guide is tried where it speaks: not where a human alone writes the answers down. */
function guidesOf(inbox: Pick<Inbox, 'desks' | 'channels'>, preview: Guides['preview']): Guides {
  const spoken = ({ id }: Desk) =>
    inbox.channels().filter(({ desk, capabilities: can }) => desk === id && can.delivery !== 'task')
  return { desks: inbox.desks, preview, channels: spoken }
}
