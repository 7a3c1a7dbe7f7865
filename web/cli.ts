import { createInterface } from 'node:readline'
import { assess, lintDesk, openPreview, readShelves } from '../bot/index.ts'
import { citizenMailbox, connectors, showMail } from '../connectors/index.ts'
import { createInbox, loadDesks, openKeyring } from '../inbox/index.ts'
import { database, holderOf, logger, readChannels, readSettings, silent } from './boot/index.ts'
import { agentCommands } from './cli/agents.ts'
import { runCommand } from './cli/command.ts'
import { type DeskLint, deskLint } from './cli/desk-lint.ts'
import { doctor } from './cli/doctor.ts'
import { guidePreview } from './cli/guide.ts'
import { guideReload } from './cli/guide-reload.ts'
import type { House } from './cli/house.ts'
import { mailShow } from './cli/mail.ts'
import { auditVerify, headsRebuild } from './cli/operate.ts'
import { sheetCommands } from './cli/sheets.ts'
import { demoMail } from './demo/mailbox.ts'
import { createHookWire } from './http/hooks/index.ts'
import { createVisitorWire } from './sockets/visitor-wire.ts'

const settings = () => readSettings(process.env)
const kinds = connectors({ webchat: createVisitorWire(), hooks: createHookWire(), reach: {} })
const given = () => readChannels(settings().channelsFile)

const house: House = async (work) => {
  const { desksDir, keyringFile, demo, database: name, ...rest } = settings()
  const desks = await loadDesks(desksDir)
  openKeyring(keyringFile, demo)
  const db = await database({ ...rest }, silent)
  try {
    const channelSettings = demo ? await withDemoMail(desks) : given()
    const log = logger('silent')
    const inbox = await createInbox({
      uri: db.uri,
      database: name,
      keyringFile,
      desks,
      connectors: kinds,
      channelSettings,
      assess,
      log,
    })
    return await work(inbox).finally(() => inbox.close())
  } finally {
    await db.stop()
  }
}

/** The demo mailbox only runs with the product: here its channel just needs settings that can be read. */
async function withDemoMail(desks: Parameters<typeof demoMail>[0]): Promise<Readonly<Record<string, unknown>>> {
  const mail = await demoMail(desks, given(), kinds, citizenMailbox)
  if (mail === undefined) return given()
  await mail.mailbox.close()
  return { ...given(), [mail.channel]: mail.mailbox.settings(mail.address) }
}

const lint: DeskLint = (desk) => lintDesk(desk, kinds)

/** Opened only by who reads it: an open stdin would keep other commands from ending. */
async function* typed(): AsyncIterable<string> {
  yield* createInterface({ input: process.stdin, terminal: false })
}

const commands = [
  mailShow(showMail, process.stdin),
  doctor({ settings, connectors: kinds, given, house, now: Date.now }),
  headsRebuild(house),
  auditVerify(house),
  ...agentCommands(house),
  ...sheetCommands({
    house,
    shelves: (desks, content) => readShelves(desks, content, logger('silent')),
    now: Date.now,
  }),
  deskLint(lint, () => settings().desksDir),
  guideReload({ lint, settings, holderOf, signal: (pid) => process.kill(pid, 'SIGHUP') }),
  guidePreview({
    openPreview,
    desksDir: () => settings().desksDir,
    connectors: kinds,
    lines: typed(),
    now: () => new Date(),
  }),
]
const out = { line: (text: string) => console.log(text) }
process.exitCode = await runCommand(commands, process.argv.slice(2), out, (sentence) => console.error(sentence))
