import { mongo } from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { ConfigError, type Connector, SendError, type Sink } from '../../inbox/contract.ts'
import type { Inbox, Reader } from '../../inbox/index.ts'
import { mailCan } from '../setup/capabilities.ts'
import { desk, openHouse, reader, type TestHouse } from './house.ts'

const Settings = z.strictObject({ page: z.string().min(1), login: z.strictObject({ token: z.string().min(4) }) })
const opened: { config: unknown; signal: AbortSignal; sink: Sink }[] = []

const network: Connector = {
  kind: 'network',
  capabilities: mailCan,
  hook: true,
  fields: [
    { name: 'page', label: { fr: 'Page', en: 'Page' }, secret: false, required: true },
    { name: 'login.token', label: { fr: 'Jeton', en: 'Token' }, secret: true, required: true },
  ],
  parse(input) {
    const read = Settings.safeParse(input)
    if (read.success) return read.data
    throw new ConfigError(read.error.issues[0]?.path.join('.') ?? '', 'This setting is missing or wrong.')
  },
  async open({ config }, sink, signal) {
    opened.push({ config, signal, sink })
    sink.health('up')
    return { send: async () => ({}) }
  },
  async check(config) {
    if ((config as z.infer<typeof Settings>).login.token === 'dead') throw new SendError('never', 'token-dead')
    return 'Page de Nord'
  },
}
const bureau = (id: string) => ({
  ...desk(id),
  channels: [{ id: 'net', kind: 'network', name: 'Réseau', settings: {} }],
})
const who = (name: string, role: 'admin' | 'supervisor' | 'agent'): Reader => ({
  agent: name,
  name,
  roles: new Map([['nord', new Set([role])]]),
})
const desks = [bureau('nord'), bureau('sud')]

let house: TestHouse
let inbox: Inbox
beforeAll(async () => {
  house = await openHouse(inject('mongo'), { desks, connectors: [network] })
  inbox = house.inbox
  await inbox.start()
})
afterAll(() => inbox.close())
const admin = () => inbox.as(who('Ada', 'admin'))
const only = async (reader: Reader) => (await inbox.as(reader).channels())[0]

describe('a channel that nobody connected', () => {
  it('waits, and says so', async () => {
    expect(opened).toEqual([])
    expect(await only(who('Ada', 'admin'))).toMatchObject({ id: 'net', desk: 'nord', state: 'unconnected', hook: true })
  })

  it('is connected on the screen, sealed, and comes back after a restart; secrets never leave', async () => {
    const wrong = admin().connectChannel('nord/net', { page: '12' })
    await expect(wrong).rejects.toMatchObject({ code: 'channel-config', field: 'login' })
    expect(opened).toEqual([])
    const shown = await admin().connectChannel('nord/net', { page: '12', 'login.token': 'canari-secret' })
    expect(shown.state).toBe('up')
    expect(shown.fields).toMatchObject([
      { name: 'page', filled: true, value: '12' },
      { name: 'login.token', filled: true },
    ])
    expect(JSON.stringify(shown)).not.toContain('canari-secret')
    expect(opened.at(-1)?.config).toEqual({ page: '12', login: { token: 'canari-secret' } })
    const second = await openHouse(inject('mongo'), house.options)
    await second.inbox.start()
    expect(opened.at(-1)?.config).toEqual({ page: '12', login: { token: 'canari-secret' } })
    await second.inbox.close()
  })

  it('takes one setting alone and keeps the others; a setting that does not exist is refused by name', async () => {
    await admin().connectChannel('nord/net', { page: '13' })
    expect(opened.at(-1)?.config).toEqual({ page: '13', login: { token: 'canari-secret' } })
    const stranger = admin().connectChannel('nord/net', { '__proto__.x': '1' })
    await expect(stranger).rejects.toBeInstanceOf(ConfigError)
  })
})

describe('an open channel', () => {
  it('is paused and resumed without stopping the product', async () => {
    const before = opened.at(-1)
    expect((await admin().pauseChannel('nord/net', true)).state).toBe('paused')
    expect(before?.signal.aborted).toBe(true)
    expect((await admin().pauseChannel('nord/net', false)).state).toBe('up')
    expect(opened.at(-1)?.signal.aborted).toBe(false)
  })

  it('is checked with the other side: its public name, or what is wrong', async () => {
    expect(await admin().checkChannel('nord/net')).toEqual({ ok: true, account: 'Page de Nord' })
    await admin().connectChannel('nord/net', { 'login.token': 'dead' })
    expect(await admin().checkChannel('nord/net')).toEqual({ ok: false, code: 'token-dead' })
  })

  it('shows its budgets and spending beside its health', async () => {
    opened.at(-1)?.sink.gauge({ spend: { today: 12, cap: 500 } })
    opened.at(-1)?.sink.health('down', 'token-dead')
    expect(await only(who('Ada', 'admin'))).toMatchObject({
      state: 'down',
      code: 'token-dead',
      gauge: { spend: { today: 12, cap: 500 } },
    })
  })
})

describe('an agent who begins to watch', () => {
  it('hears at once which channels of their desks are down', () => {
    const heard: unknown[] = []
    inbox.as(who('Claire', 'agent')).watch((event) => heard.push(event))()
    expect(heard).toEqual([{ type: 'health', desk: 'nord', channel: 'net', state: 'down', code: 'token-dead' }])
    const elsewhere: unknown[] = []
    inbox.as(reader('Noé', 'sud')).watch((event) => elsewhere.push(event))()
    expect(elsewhere).toEqual([])
  })
})

describe('who may', () => {
  it('a supervisor sees how channels are and changes none; an agent sees none; another desk does not exist', async () => {
    expect(await only(who('Hugo', 'supervisor'))).toMatchObject({ mine: false, fields: [] })
    expect(await inbox.as(who('Claire', 'agent')).channels()).toEqual([])
    expect((await admin().channels()).map((channel) => channel.desk)).toEqual(['nord'])
    for (const attempt of [
      () => inbox.as(who('Hugo', 'supervisor')).pauseChannel('nord/net', true),
      () => admin().pauseChannel('sud/net', true),
      () => admin().connectChannel('sud/net', { page: '1' }),
      () => admin().checkChannel('sud/net'),
      () => admin().checkChannel('nord/none'),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
  })
})

it('a channel whose connector was taken out of the house is left out, and the others go on', async () => {
  const said: string[] = []
  const note = (code: string, fields?: object) => void said.push(`${code} ${JSON.stringify(fields)}`)
  const orphan = { id: 'gone', kind: 'taken-out', name: 'Parti', settings: {} }
  const nord = { ...bureau('nord'), channels: [...bureau('nord').channels, orphan] }
  const log = { info: () => undefined, warn: () => undefined, error: note }
  const { inbox: smaller } = await openHouse(inject('mongo'), { desks: [nord], connectors: [network], log })
  expect(smaller.channels().map(({ id }) => id)).toEqual(['net'])
  expect(said).toEqual(['channel-without-connector {"channel":"nord/gone","kind":"taken-out"}'])
  await smaller.close()
})

describe('what the other side gave a channel to keep', () => {
  it('is found again, is sealed where it lies, and opens for no other channel', async () => {
    const sink = inbox.sink('nord/net')
    const word = 'refresh-token-of-the-test'
    expect(await sink.secrets.load('oauth2')).toBeUndefined()
    await sink.secrets.save('oauth2', word)
    await sink.secrets.save('oauth2', `${word}-2`)
    expect(await sink.secrets.load('oauth2')).toBe(`${word}-2`)
    expect(await inbox.sink('sud/net').secrets.load('oauth2')).toBeUndefined()
    const client = await new mongo.MongoClient(house.options.uri).connect()
    const rows = await client.db(house.options.database).collection('channels').find({}).toArray()
    await client.close()
    const bytes = JSON.stringify(rows, (_, value) =>
      value?.buffer ? Buffer.from(value.buffer).toString('latin1') : value,
    )
    expect(bytes).toContain('secrets')
    expect(bytes).not.toContain(word)
  })
})
