import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { mail, multipart } from '../../connectors/email/mails.ts'
import { type Product, startProduct } from '../../product.ts'
import { type Dovecot, freePort, startDovecot } from '../../setup/dovecot.ts'
import { ask, signIn } from '../client.ts'
import { channelsFile, courriel, until } from '../mailed.ts'

const poison = new URL('../../setup/poison.mjs', import.meta.url).href
let count = 0
let dovecot: Dovecot
let client: mongoose.mongo.MongoClient
let product: Product | undefined
let folder: string
let database: string
let env: Record<string, string>

beforeEach(async () => {
  dovecot = await startDovecot()
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
  folder = mkdtempSync(join(tmpdir(), 'permanence-poison-'))
  count += 1
  database = `poison_${process.pid}_${count}`
  const way = { type: 'imap', host: '127.0.0.1', port: dovecot.port, tls: 'none', login: dovecot.login, pollSeconds: 1 }
  env = { CHANNELS_FILE: channelsFile(folder, way, await freePort()), NODE_OPTIONS: `--import ${poison}` }
})
afterEach(async () => {
  await product?.stop()
  product = undefined
  await dovecot.end()
  await client.close()
})

const collection = (name: string) => client.db(database).collection(name)
const stored = () => collection('messages').countDocuments({ channel: courriel, dir: 'in' })
const start = () => startProduct({ mongo: inject('mongo'), database, folder, env })

/** As an operator's supervisor does: starts it again each time it dies. Gives back how often it died before it stood. */
async function keepStarting(wanted: number): Promise<number> {
  for (let deaths = 0; deaths < 12; deaths += 1) {
    const life = await start().catch(() => undefined)
    if (life === undefined) continue
    product = life
    const ended = new Promise<'ended'>((resolve) => life.process.once('exit', () => resolve('ended')))
    const read = until(async () => (await stored()) >= wanted, 20_000).then(() => 'read' as const)
    const which = await Promise.race([ended, read.catch(() => 'stuck' as const)])
    if (which === 'read') return deaths
    if (which === 'stuck') throw new Error(`It lives, and only ${await stored()} of ${wanted} mails are there.`)
  }
  throw new Error('It dies again and again.')
}

interface Said {
  readonly text: string
  readonly flags?: { readonly defects?: readonly string[] }
}

/** The citizens' mails as an agent sees them, and how many of them are shown as unread. */
async function shown(): Promise<{ texts: string[]; unread: number }> {
  const headers = await signIn(product?.origin ?? '', 'sara', 'demo-sara-permanence')
  const said: Said[] = []
  for (const id of await collection('messages').distinct('conversation', { channel: courriel })) {
    const { text } = await ask(product?.origin ?? '', `/api/conversations/${id}/messages?after=0`, { headers })
    const all = (JSON.parse(text) as { messages: (Said & { author: { type: string } })[] }).messages
    said.push(...all.filter(({ author }) => author.type === 'contact'))
  }
  const unread = said.filter(({ flags }) => flags?.defects?.includes('unparsed'))
  return { texts: said.map(({ text }) => text.trim()).sort(), unread: unread.length }
}

const innocent = (at: number) => mail({ from: `c${at}@citoyens.example`, body: `Lettre ${at}` })
const letters = (most: number) => Array.from({ length: most }, (_, at) => `Lettre ${at}`)

it('A mail that ends the worker that reads it, or fills its memory, is kept as unread; the mails around it are read', async () => {
  for (let at = 0; at < 4; at += 1) dovecot.append(innocent(at))
  dovecot.append(mail({ from: 'p1@ailleurs.example', body: 'POISON-WORKER' }))
  dovecot.append(mail({ from: 'p2@ailleurs.example', body: 'POISON-MEMORY' }))
  for (let at = 4; at < 8; at += 1) dovecot.append(innocent(at))
  expect(await keepStarting(10)).toBe(0)
  const { texts, unread } = await shown()
  expect(texts.filter((text) => text.startsWith('Lettre'))).toEqual(letters(8))
  expect(unread).toBe(2)
}, 90_000)

it('A mail that ends the whole process is tried three times and kept as unread; the mails taken in with it are read', async () => {
  for (let at = 0; at < 6; at += 1) dovecot.append(innocent(at))
  dovecot.append(mail({ from: 'p@ailleurs.example', body: 'POISON-PROCESS' }))
  for (let at = 6; at < 12; at += 1) dovecot.append(innocent(at))
  const deaths = await keepStarting(13)
  expect(deaths).toBeGreaterThan(0)
  // Three readings of its own, and the first of them in company.
  expect(deaths).toBeLessThanOrEqual(3)
  const { texts, unread } = await shown()
  expect(texts.filter((text) => text.startsWith('Lettre'))).toEqual(letters(12).sort())
  expect(unread).toBe(1)
  // Every raw item is there, once, and belongs to its message.
  expect(await collection('raws').countDocuments({})).toBe(13)
  await until(async () => (await collection('raws').countDocuments({ state: 'threaded' })) === 13)
  // And the next mail is read as if nothing had happened.
  dovecot.append(innocent(12))
  await until(async () => (await stored()) === 14)
  expect((await shown()).texts).toContain('Lettre 12')
}, 180_000)

it('A mail that ends the process and looks like a report of delivery is bounded too', async () => {
  const report = multipart('report; report-type=delivery-status', ['Content-Type: text/plain\r\n\r\nPOISON-PROCESS'], {
    from: 'MAILER-DAEMON@ailleurs.example',
    headers: ['Return-Path: <>'],
  })
  dovecot.append(report)
  dovecot.append(innocent(0))
  expect(await keepStarting(2)).toBeLessThanOrEqual(6)
  const { texts, unread } = await shown()
  expect(texts).toContain('Lettre 0')
  expect(unread).toBe(1)
}, 240_000)
