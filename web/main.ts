import { join } from 'node:path'
import { createBot, createDanger, readContent } from '../bot/index.ts'
import { citizenMailbox, connectors } from '../connectors/index.ts'
import { createInbox, loadDesks, openKeyring } from '../inbox/index.ts'
import {
  database,
  holdFolder,
  logger,
  onHangUp,
  onStop,
  outliveReaders,
  readChannels,
  readSettings,
  terminalProgress,
} from './boot/index.ts'
import { agentsAtStart } from './demo/agents.ts'
import { announcement } from './demo/announce.ts'
import { demoMail } from './demo/mailbox.ts'
import { demoNetworks } from './demo/networks.ts'
import { drain, hereOf, listen } from './http/edge/listen.ts'
import { createFaces } from './http/faces.ts'
import { createHookWire } from './http/hooks/index.ts'
import { createVisitorWire } from './sockets/visitor-wire.ts'

outliveReaders()
const settings = readSettings(process.env)
const log = logger(settings.logLevel)
const stop = onStop({ log })

// Our own mongod holds the folder; beside a server of yours the folder is held all the same: one product a folder.
if (settings.mongodbUri !== undefined) stop.add('folder', holdFolder(settings.dataDir))
const db = await database(settings, terminalProgress())
stop.add('database', () => db.stop())

const desks = await loadDesks(settings.desksDir)
// Read while the database answers; what is wrong in it is told where it is used.
const content = readContent(desks, join(settings.dataDir, 'read-content.json'))
content.catch(() => undefined)
const danger = createDanger()
const wire = createVisitorWire()
const hooks = createHookWire(settings.publicUrl)
const given = readChannels(settings.channelsFile)
const nets = settings.demo ? await demoNetworks(desks, given, settings.reach) : undefined
if (nets !== undefined) stop.add('networks', () => nets.close())
const kinds = connectors({ webchat: wire, hooks, reach: nets?.reach ?? settings.reach })
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
  channelSettings: {
    ...given,
    ...nets?.channelSettings,
    ...(mail !== undefined && { [mail.channel]: mail.mailbox.settings(mail.address) }),
  },
  assess: danger.assess,
  log,
  sessionHours: settings.sessionHours,
})
stop.add('inbox', () => inbox.close())

const signIns = await agentsAtStart(inbox.accounts, desks, settings)
const bot = await createBot({ door: inbox.bot, desks, log, content, danger, kinds })
stop.add('bot', () => bot.close())
onHangUp({ again: () => void bot.readAgain(), stop: () => void stop.stop() })

const faces = createFaces({ inbox, wire, hooks, bot, settings, mail, networks: nets?.networks, log })
// A mail server that answers slowly must not keep the pages closed: both at once, and ready is said when we listen.
const opened = inbox.start()
const port = await listen(faces.server, settings.port, settings.host)
nets?.listening(hereOf(faces.server))
stop.add('http', () => {
  faces.leave()
  return drain(faces.server)
})
process.stdout.write(announcement(settings, port, signIns, mail?.address, nets?.networks))
await opened
