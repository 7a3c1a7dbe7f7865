import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openKeyring } from '../../inbox/index.ts'
import { live } from './crash-life.ts'
import { openHouse, reader } from './house.ts'

type Line = Record<string, unknown>
const child = new URL('./crash-child.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'permanence-crash-'))
const keyringFile = join(folder, 'keyring.json')
let client: mongoose.mongo.MongoClient

beforeAll(async () => {
  openKeyring(keyringFile, true)
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
})
afterAll(async () => {
  await client.close()
  rmSync(folder, { recursive: true, force: true })
})

function liveApart(order: Line): Promise<{ signal: string | null; code: number | null; said: string }> {
  const told = { stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] }
  const life = spawn(process.execPath, ['--import', 'tsx', child, JSON.stringify(order)], told)
  let said = ''
  life.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve) => life.on('exit', (code, signal) => resolve({ code, signal, said })))
}

const linesOf = (journal: string) =>
  readFileSync(journal, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

/** A process killed before its Nth write, a second life that finishes: what both acknowledged and sent, held against the database. */
async function dieAndReturn(killAt: number): Promise<{ died: boolean; writes: number }> {
  const database = `crash_${process.pid}_${killAt}`
  const journal = join(folder, `journal-${killAt}.jsonl`)
  const order = { uri: inject('mongo'), database, keyringFile, journal }
  const { signal, code, said } = await liveApart({ ...order, killAt })
  const died = signal === 'SIGKILL'
  if (!died) expect(code, said).toBe(0)
  // Nobody waits two minutes for the dead holder's lease here: it runs out now.
  await client
    .db(database)
    .collection('messages')
    .updateMany({ 'delivery.state': 'sending' }, { $set: { 'delivery.until': new Date(0) } })
  await live(order)
  await holdToIt(order, linesOf(journal))
  await client.db(database).dropDatabase()
  await client.db(`${database}_keys`).dropDatabase()
  return { died, writes: Number(linesOf(journal).find((line) => line['writes'] !== undefined)?.['writes']) }
}

async function holdToIt(order: { uri: string; database: string; keyringFile: string }, lines: Line[]): Promise<void> {
  const { inbox } = await openHouse(order.uri, { database: order.database, keyringFile: order.keyringFile })
  const staff = inbox.as(reader('Claire', 'nord'))
  const { items } = await staff.queue({ view: 'all' })
  expect(items).toHaveLength(2)
  for (const { id } of items) {
    const messages = await staff.messages(id, {})
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, i) => i + 1))
    expect(messages.filter(({ text }) => text.startsWith('Réponse'))).toHaveLength(1)
  }
  for (const line of lines.filter(({ acked }) => acked !== undefined)) {
    const all = await staff.messages(String(line['conversation']), {})
    expect(all.some(({ seq, author }) => seq === line['seq'] && author.type === 'contact')).toBe(true)
  }
  const inMail = await staff.messages(items.find(({ channel }) => channel === 'mail')?.id ?? '', {})
  const sent = lines.filter((line) => line['sent'] !== undefined)
  for (const message of inMail.filter(({ delivery }) => delivery !== undefined)) {
    const times = sent.filter(({ text }) => text === message.text)
    expect(times.length).toBeGreaterThanOrEqual(1)
    expect(new Set(times.map((line) => line['sent'])).size).toBe(1)
    expect(times.length).toBeLessThanOrEqual(2)
    if (times.length === 2) expect(message.delivery).toMatchObject({ state: 'unsure', code: 'maybe-twice' })
  }
  const scan = inMail[0]?.files[0]
  const file = await staff.file(items.find(({ channel }) => channel === 'mail')?.id ?? '', scan?.id ?? '')
  expect(Buffer.from(file.bytes).toString()).toBe('une pièce')
  expect((await inbox.operate.rebuildHeads()).mended).toBe(0)
  for (const chain of await inbox.operate.verifyAudit()) expect(chain.broken).toBeUndefined()
  await inbox.close()
}

it('loses nothing and doubles nothing when it is killed before any of its writes', async () => {
  const whole = await dieAndReturn(0)
  expect(whole.writes).toBeGreaterThan(20)
  let deaths = 0
  for (let killAt = 1; killAt <= whole.writes; killAt += 2) {
    const both = await Promise.all([dieAndReturn(killAt), dieAndReturn(killAt + 1)])
    deaths += both.filter(({ died }) => died).length
  }
  expect(deaths).toBeGreaterThan(20)
}, 900_000)
