import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { mail } from '../../connectors/email/mails.ts'
import { type Product, type ProductOptions, startProduct } from '../../product.ts'
import { type Dovecot, startDovecot } from '../../setup/dovecot.ts'
import { type ScriptedSmtp, startSmtp } from '../../setup/smtp.ts'
import { ask, freshId, signIn, ticketOf } from '../client.ts'
import { channelsFile, courriel, until } from '../mailed.ts'

const KILLS = 4
const database = `kill_${process.pid}`
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
let dovecot: Dovecot
let away: ScriptedSmtp
let client: mongoose.mongo.MongoClient
let product: Product

beforeAll(async () => {
  dovecot = await startDovecot()
  away = await startSmtp()
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
})
afterAll(async () => {
  await product.stop()
  await dovecot.end()
  await away.close()
  await client.close()
})

interface Visitor {
  readonly ticket: string
  readonly acknowledged: string[]
}

/** Writes one message after the other and repeats each, under its own id, until it is acknowledged: as a page does. */
async function chatter(visitor: Visitor, going: () => boolean): Promise<void> {
  for (let count = 0; going(); count += 1) {
    const text = `Message ${count} de ${visitor.ticket.slice(0, 8)}`
    const body = { clientId: freshId(), text }
    const headers = { Authorization: `Bearer ${visitor.ticket}` }
    const said = () => ask(product.origin, '/chat/messages', { method: 'POST', body, headers })
    for (;;) {
      const answer = await said().catch(() => undefined)
      if (answer?.status === 201) break
      await pause(50)
    }
    visitor.acknowledged.push(text)
    await pause(30)
  }
}

it('Killed again and again under load, it loses nothing it acknowledged, and doubles nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-kill-'))
  const way = { type: 'imap', host: '127.0.0.1', port: dovecot.port, tls: 'none', login: dovecot.login, pollSeconds: 1 }
  const env = { CHANNELS_FILE: channelsFile(folder, way, away.port) }
  const options: ProductOptions = { mongo: inject('mongo'), database, folder, env }
  product = await startProduct(options)
  const visitors: Visitor[] = []
  for (let count = 0; count < 3; count += 1) {
    visitors.push({ ticket: await ticketOf(product.origin, 'brigade-numerique/discussion'), acknowledged: [] })
  }
  let going = true
  const chats = visitors.map((visitor) => chatter(visitor, () => going))
  const senders: string[] = []
  const post = (async () => {
    // A start takes longer than the load lasts: the post waits while nobody is there, so that the box stays small.
    for (; going && senders.length < 120; await pause(60)) {
      if (product.process.exitCode !== null || product.process.signalCode !== null) continue
      const sender = `c${senders.length}@citoyens.example`
      dovecot.append(mail({ from: sender, body: `Courrier ${senders.length}` }))
      senders.push(sender)
    }
  })()
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(900 + kill * 211)
    await product.kill()
    product = await startProduct(options)
  }
  await pause(1500)
  going = false
  await Promise.all([...chats, post])
  const messages = client.db(database).collection('messages')
  // Nobody waits two minutes for the leases of the dead here: they run out now.
  await messages.updateMany({ 'delivery.state': 'sending' }, { $set: { 'delivery.until': new Date(0) } })

  await until(
    async () => (await messages.countDocuments({ channel: courriel, dir: 'in' })) >= senders.length,
    40_000,
    'Mail is missing.',
  )
  await until(
    async () => senders.every((one) => away.taken.some(({ to }) => to.includes(one))),
    40_000,
    'Answers are missing.',
  )
  await until(
    async () =>
      (await messages.countDocuments({ 'delivery.state': { $in: ['queued', 'sending'] }, 'delivery.by': 'lease' })) ===
      0,
  )

  expect(visitors.every(({ acknowledged }) => acknowledged.length > 10)).toBe(true)
  for (const { ticket, acknowledged } of visitors) {
    const { text } = await ask(product.origin, '/chat/messages', { headers: { Authorization: `Bearer ${ticket}` } })
    const all = (JSON.parse(text) as { messages: { author: { type: string }; text: string }[] }).messages
    expect(all.filter(({ author }) => author.type === 'contact').map((one) => one.text)).toEqual(acknowledged)
  }
  expect(await messages.countDocuments({ channel: courriel, dir: 'in' })).toBe(senders.length)
  const sara = await signIn(product.origin, 'sara', 'demo-sara-permanence')
  const read: string[] = []
  for (const id of await messages.distinct('conversation', { channel: courriel })) {
    const { text } = await ask(product.origin, `/api/conversations/${id}/messages?after=0`, { headers: sara })
    const all = (JSON.parse(text) as { messages: { seq: number; author: { type: string }; text: string }[] }).messages
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, at) => at + 1))
    read.push(...all.filter(({ author }) => author.type === 'contact').map((one) => one.text.trim()))
  }
  expect(read.sort()).toEqual(senders.map((_, at) => `Courrier ${at}`).sort())

  const times = new Map<string, number>()
  for (const { raw, to } of away.taken) {
    const id = `${to[0]} ${/^Message-ID: *(<[^>]+>)/im.exec(raw)?.[1]}`
    times.set(id, (times.get(id) ?? 0) + 1)
  }
  // One id for each person: a repeat is the same letter again, never another one.
  expect(times.size).toBe(senders.length)
  const twice = [...times.values()].filter((count) => count > 1)
  for (const count of twice) expect(count).toBe(2)
  const flagged = await messages.countDocuments({ 'delivery.state': 'unsure', 'delivery.code': 'maybe-twice' })
  expect(flagged).toBeGreaterThanOrEqual(twice.length)
}, 180_000)

it('Asked to stop under load, it drains: exit 0, and everyone who was answered is stored', async () => {
  const visitor: Visitor = { ticket: await ticketOf(product.origin, 'brigade-numerique/discussion'), acknowledged: [] }
  let going = true
  const { folder } = product
  const chat = chatter(visitor, () => going)
  await pause(700)
  const code = await product.stop()
  going = false
  expect(code).toBe(0)
  expect(product.output()).not.toMatch(/stop\.(failed|too-long|broken)/)
  const env = { CHANNELS_FILE: join(folder, 'channels.yaml') }
  product = await startProduct({ mongo: inject('mongo'), database, folder, env })
  await chat
  const { text } = await ask(product.origin, '/chat/messages', {
    headers: { Authorization: `Bearer ${visitor.ticket}` },
  })
  const all = (JSON.parse(text) as { messages: { author: { type: string }; text: string }[] }).messages
  expect(all.filter(({ author }) => author.type === 'contact').map((one) => one.text)).toEqual(visitor.acknowledged)
}, 60_000)
