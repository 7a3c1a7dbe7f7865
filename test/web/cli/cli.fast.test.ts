import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Inbox, NotFound, openKeyring } from '../../../inbox/index.ts'
import { agentCommands } from '../../../web/cli/agents.ts'
import { type Command, runCommand } from '../../../web/cli/command.ts'
import { deskLint } from '../../../web/cli/desk-lint.ts'
import { channels, database, keys } from '../../../web/cli/doctor.ts'
import { guideReload } from '../../../web/cli/guide-reload.ts'
import { mailShow } from '../../../web/cli/mail.ts'
import { auditVerify, headsRebuild } from '../../../web/cli/operate.ts'
import { sheetCommands } from '../../../web/cli/sheets.ts'
import { double } from '../double.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

const added: unknown[] = []
const accounts = {
  add: async (agent: unknown) => {
    added.push(agent)
    return { totpUri: 'otpauth://totp/x' }
  },
  disable: async (login: string) => {
    if (login !== 'claire') throw new NotFound()
  },
  reset: async () => ({}),
}
const operate = {
  rebuildHeads: async () => ({ conversations: 12, mended: 2 }),
  verifyAudit: async () => [
    { desk: 'un', entries: 10 },
    { desk: 'deux', entries: 8, broken: 3 },
  ],
}
const { inbox } = double()
const house = async <T>(work: (inbox: Inbox) => Promise<T>) =>
  work({ desks: inbox.desks, accounts, operate, bot: { content: {} } } as unknown as Inbox)
async function* stdin() {
  yield Buffer.from('Subject: a')
}
const showMail = async (bytes: Uint8Array, file: string) => ({ file, size: bytes.length })
let clock = Date.parse('2026-11-22T10:00:00Z')
const commands: Command[] = [
  mailShow(showMail, stdin()),
  headsRebuild(house),
  auditVerify(house),
  ...agentCommands(house),
  ...sheetCommands({
    house,
    shelves: async () => [
      {
        shelf: 'commun',
        desks: ['un', 'deux'],
        overdue: (today) =>
          today < '2027-01-01'
            ? []
            : [{ kind: 'fact', id: '3919', title: 'Violences', review: '2026-12-31', owner: 'Pôle victimes' }],
        files: async () => [],
      },
    ],
    now: () => clock,
  }),
  deskLint(
    async () => [{ file: 'guide.yaml', line: 4, message: 'A dead end.', mend: 'Add a choice.' }],
    () => 'inbox/desks',
  ),
]
const run = async (...args: string[]) => {
  const lines: string[] = []
  const sentences: string[] = []
  const code = await runCommand(commands, args, { line: (text) => lines.push(text) }, (text) => sentences.push(text))
  return { code, lines, sentences }
}

test('sheets overdue says what is due, of whom, and exits with 1', async () => {
  expect(await run('sheets', 'overdue')).toMatchObject({
    code: 0,
    lines: ['ok    commun (un, deux): nothing to check again.'],
  })
  clock = Date.parse('2027-01-01T10:00:00Z')
  expect(await run('sheets', 'overdue')).toMatchObject({
    code: 1,
    lines: ['late  commun: fact 3919, "Violences", due on 2026-12-31, kept by Pôle victimes.'],
  })
  expect(await run('sheets', 'export')).toMatchObject({ code: 2 })
})

describe('the command line', () => {
  test('lists its commands', async () => {
    const { code, lines } = await run('--help')
    expect(code).toBe(0)
    for (const { name } of commands) expect(lines[0]).toContain(name)
  })
  test('says in one sentence what it did not understand, with code 2', async () => {
    expect(await run('agent', 'promote')).toEqual({
      code: 2,
      lines: [],
      sentences: ['"agent promote" is not a command; --help lists them.'],
    })
    expect(await run('agent', 'add', 'paul')).toMatchObject({ code: 2, sentences: [expect.stringContaining('--name')] })
    expect(await run('agent', 'add', 'PAUL', '--name', 'P')).toMatchObject({ code: 2 })
    expect(await run('agent', 'add', 'paul', '--name', 'P', '--desk', 'un=chief')).toMatchObject({ code: 2 })
    expect(await run('agent', 'add', 'paul', '--name', 'P', '--desk', 'rien=agent')).toMatchObject({ code: 2 })
    expect(await run('agent', 'disable', 'personne')).toMatchObject({ code: 2 })
    expect(added).toEqual([])
  })
  test('shows mails as one line of JSON each, from files and from stdin', async () => {
    const file = join(folder, 'a.eml')
    await writeFile(file, 'x')
    expect((await run('mail', 'show', file, '-')).lines.map((line) => JSON.parse(line))).toEqual([
      { file, size: 1 },
      { file: '-', size: 10 },
    ])
    expect(await run('mail', 'show', join(folder, 'none'))).toMatchObject({ code: 1 })
  })
  test('adds an agent with a strong password and a second factor, shown once', async () => {
    const { code, lines } = await run('agent', 'add', 'paul', '--name', 'Paul Ravel', '--desk', 'un=agent,supervisor')
    expect(code).toBe(0)
    expect(lines.join('\n')).toMatch(/password {2}([a-z2-9]{5}-){3}[a-z2-9]{5}\ncode {6}otpauth:/)
    expect(added).toMatchObject([{ login: 'paul', roles: { un: ['agent', 'supervisor'] }, secondFactor: true }])
  })
  test('fails when an audit chain is broken, and names the entry', async () => {
    const { code, lines } = await run('audit', 'verify')
    expect(code).toBe(1)
    expect(lines[0]).toMatch(/^ok {4}un: 10/)
    expect(lines[1]).toMatch(/^fail {2}deux: entry 3 of 8/)
  })
  test('lints desks: loaded rules, then every fault with its place', async () => {
    const { code, lines } = await run('desk', 'lint')
    expect(code).toBe(1)
    expect(lines).toContain('fail  guide.yaml:4: A dead end. Add a choice.')
    await writeFile(join(folder, 'not-a-desk'), '')
    expect((await run('desk', 'lint', folder)).lines[0]).toMatch(/^fail .*holds no desk/)
  })
})

describe('guide reload', () => {
  const reload = async (lint: Parameters<typeof guideReload>[0]['lint'], holder: number | undefined) => {
    const lines: string[] = []
    const asked: number[] = []
    const command = guideReload({
      lint,
      settings: () => ({ desksDir: 'inbox/desks', dataDir: 'data' }),
      holderOf: () => holder,
      signal: (pid) => asked.push(pid),
    })
    const out = { line: (text: string) => lines.push(text) }
    return { code: await runCommand([command], ['guide', 'reload'], out, (text) => lines.push(text)), lines, asked }
  }
  test('asks the running product to read what is whole', async () => {
    expect(await reload(async () => [], 4321)).toMatchObject({ code: 0, asked: [4321] })
  })
  test('asks for nothing that is broken, and says where to mend it', async () => {
    const fault = { file: 'guide.yaml', line: 4, message: 'A dead end.', mend: 'Add a choice.' }
    const { code, lines, asked } = await reload(async () => [fault], 4321)
    expect({ code, asked }).toEqual({ code: 1, asked: [] })
    expect(lines).toContain('fail  guide.yaml:4: A dead end. Add a choice.')
  })
  test('says so when nothing runs', async () => {
    expect(await reload(async () => [], undefined)).toMatchObject({
      code: 1,
      asked: [],
      lines: [expect.stringContaining('Nothing runs')],
    })
  })
})

describe('the doctor', () => {
  test('wants the keyring there, private, and away from the data', async () => {
    const file = join(folder, 'keyring.json')
    expect(await keys(file, folder, false)).toMatchObject([{ level: 'fail' }])
    expect(await keys(file, folder, true)).toMatchObject([{ level: 'warn' }])
    openKeyring(file, true)
    expect(await keys(file, '/elsewhere', false)).toMatchObject([{ level: 'ok' }])
    expect(await keys(file, folder, false)).toMatchObject([{ level: 'fail', text: expect.stringContaining('beside') }])
    await chmod(file, 0o644)
    expect(await keys(file, '/elsewhere', false)).toMatchObject([
      { level: 'fail', text: expect.stringContaining('chmod 600') },
    ])
    await chmod(file, 0o600)
    await writeFile(file, '{}')
    expect(await keys(file, '/elsewhere', false)).toMatchObject([{ level: 'fail' }])
  })
  test('tries every channel’s settings on its connector', () => {
    const picky = { kind: 'chat', parse: () => ({}) }
    const never = {
      kind: 'hand',
      parse: () => {
        throw new Error('host is missing.')
      },
    }
    const [desk] = inbox.desks
    if (desk === undefined) throw new Error('no desk')
    const levels = (found: { level: string }[]) => found.map(({ level }) => level)
    expect(levels(channels([desk], [picky, never], {}, false))).toEqual(['ok', 'fail'])
    expect(levels(channels([desk], [picky, never], {}, true))).toEqual(['ok', 'warn'])
    expect(levels(channels([desk], [picky], {}, false))).toEqual(['ok', 'fail'])
    expect(levels(channels([desk], [picky], {}, true))).toEqual(['ok', 'warn'])
  })
  test('knows an old mongod, a wrong clock and failed sendings', async () => {
    const now = Date.parse('2026-11-22T10:00:00Z')
    const look = (version: string, seconds: number, failed: number) =>
      database(
        {
          health: async () => ({
            database: { ok: true, version, time: new Date(now + seconds * 1000) },
            channels: [],
            outbox: { queued: 0, failed },
          }),
        },
        () => now,
      )
    expect((await look('8.0.4', 0, 0)).map(({ level }) => level)).toEqual(['ok', 'ok', 'ok'])
    expect((await look('6.0.5', 5, 1)).map(({ level }) => level)).toEqual(['warn', 'warn', 'warn'])
    expect((await look('8.0.4', 600, 0))[1]).toMatchObject({ level: 'fail' })
  })
})
