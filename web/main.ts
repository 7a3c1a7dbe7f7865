import { assess, createBot } from '../bot/index.ts'
import { citizenMailbox, connectors } from '../connectors/index.ts'
import { createInbox, loadDesks, openKeyring } from '../inbox/index.ts'
import { database, logger, onStop, readChannels, readSettings, terminalProgress } from './boot/index.ts'
import { agentsAtStart } from './demo/agents.ts'
import { announcement } from './demo/announce.ts'
import { demoMail } from './demo/mailbox.ts'
import { createApp } from './http/app.ts'
import { createDirectory } from './http/directory.ts'
import { drain, listen, serverOf } from './http/edge/listen.ts'
import { builtFolder } from './http/edge/manifest.ts'
import { createUploads } from './http/edge/uploads.ts'
import { playgroundRoutes } from './http/playground/index.ts'
import { portalFrom } from './http/portal/from-inbox.ts'
import { createErrorPage, portalRoutes, readAssets } from './http/portal/index.ts'
import { sessionCookie } from './http/session/cookie.ts'
import { createGate } from './http/session/gate.ts'
import { createSite } from './http/session/site.ts'
import { serveSockets } from './sockets/index.ts'
import { createPace } from './sockets/pace.ts'
import { createSay } from './sockets/say.ts'
import { createVisitorWire } from './sockets/visitor-wire.ts'

const settings = readSettings(process.env)
const log = logger(settings.logLevel)
const stop = onStop({ log })
let state: 'ready' | 'draining' = 'ready'

const db = await database(settings, terminalProgress())
stop.add('database', () => db.stop())
const desks = await loadDesks(settings.desksDir)
const wire = createVisitorWire()
const kinds = connectors({ webchat: wire })
const given = readChannels(settings.channelsFile)
const mail = settings.demo ? await demoMail(desks, given, kinds, citizenMailbox) : undefined
if (mail !== undefined) stop.add('mailbox', () => mail.mailbox.close())
const { made } = openKeyring(settings.keyringFile, settings.demo)
if (made) log.warn('keyring.made', { path: settings.keyringFile, advice: 'back it up apart from the data' })

const inbox = await createInbox({
  uri: db.uri,
  database: settings.database,
  keyringFile: settings.keyringFile,
  desks,
  connectors: kinds,
  channelSettings: mail === undefined ? given : { ...given, [mail.channel]: mail.mailbox.settings(mail.address) },
  assess,
  log,
})
stop.add('inbox', () => inbox.close())
const signIns = await agentsAtStart(inbox.accounts, desks, settings)
const bot = await createBot({ door: inbox.bot, desks, log })
stop.add('bot', () => bot.close())

const { publicUrl, exitUrl: exitTarget, demo } = settings
const folder = builtFolder()
const assets = readAssets(folder)
const site = createSite(publicUrl)
const cookie = sessionCookie(site)
const directory = createDirectory(inbox)
const uploads = createUploads()
const say = createSay(inbox.visitors, wire, uploads, createPace())
const { greeting, sheets } = bot
const told = portalFrom({ inbox, directory, say, greeting, sheets })
const app = createApp({
  api: { inbox, site, cookie, gate: createGate(), uploads, directory, now: Date.now },
  chat: { inbox, listens: wire.has, greeting, directory, uploads, cookie },
  say,
  pages: [
    portalRoutes({ ...told, assets, publicUrl, exitTarget, demo }),
    ...(demo ? [playgroundRoutes({ site, mail, assets: folder })] : []),
  ],
  errorPage: createErrorPage({ assets, exitTarget, demo }),
  assets: folder,
  state: () => state,
  log,
})
const server = serverOf(app)
const sockets = serveSockets(server, { inbox, say, cookie, site, directory, log })
await inbox.start()
const port = await listen(server, settings.port, settings.host)
stop.add('http', async () => {
  state = 'draining'
  sockets.close()
  await drain(server)
})
process.stdout.write(announcement(settings, port, signIns, mail?.address))
