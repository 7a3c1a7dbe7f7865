import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { database, type Running, silent } from '../../../web/boot/index.ts'
import { type Product, startProduct } from '../../product.ts'
import { ask, type Ear, freshId, listenAt, ticketOf } from '../client.ts'
import { until } from '../mailed.ts'

const folder = mkdtempSync(join(tmpdir(), 'permanence-gone-'))
let mongod: Running
let product: Product
let ticket: string
let ear: Ear
const acknowledged: string[] = []
const pidOf = () => Number.parseInt(readFileSync(join(folder, 'db', 'mongod.lock'), 'utf8'), 10)

beforeAll(async () => {
  const settings = { mongodbUri: undefined, mongodPath: process.env['MONGOD_PATH'], mongodArgs: [], dataDir: folder }
  mongod = await database(settings, silent)
  product = await startProduct({ mongo: mongod.uri })
  ticket = await ticketOf(product.origin, 'brigade-numerique/discussion')
  ear = await listenAt(product.origin, '/chat', { auth: { ticket, after: 0 } })
})
afterAll(async () => {
  ear.socket.close()
  await product.stop()
  await mongod.stop()
  rmSync(folder, { recursive: true, force: true })
})

const headers = () => ({ Authorization: `Bearer ${ticket}`, 'Accept-Language': 'fr' })
const byHttp = async (text: string, clientId = freshId()) => {
  const answer = await ask(product.origin, '/chat/messages', {
    method: 'POST',
    body: { clientId, text },
    headers: headers(),
  })
  if (answer.status === 201) acknowledged.push(text)
  return answer
}
const bySocket = async (text: string) => {
  const ack = (await ear.socket.timeout(45_000).emitWithAck('say', { clientId: freshId(), text })) as { ok: boolean }
  if (ack.ok) acknowledged.push(text)
  return ack
}
const stored = async (): Promise<string[]> => {
  const { text } = await ask(product.origin, '/chat/messages', { headers: headers() })
  const { messages } = JSON.parse(text) as { messages: { author: { type: string }; text: string }[] }
  return messages.filter(({ author }) => author.type === 'contact').map((one) => one.text)
}

/** While it is gone: nobody is told that their words arrived, and everybody is told in plain French that they did not. */
async function refuses(): Promise<void> {
  const since = Date.now()
  const [http, socket] = await Promise.all([byHttp('Perdu par HTTP ?'), bySocket('Perdu par la prise ?')])
  const told = {
    code: 'unavailable',
    sentence: expect.stringMatching(/^Le message n’a pas été envoyé.*Gardez votre texte/),
  }
  expect(http.status).toBe(503)
  expect(JSON.parse(http.text)).toMatchObject({ ok: false, ...told })
  expect(socket, product.output()).toMatchObject({ ok: false, ...told })
  expect(Date.now() - since).toBeLessThan(25_000)
  const form = await fetch(`${product.origin}/parler`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ texte: 'Sans JavaScript', id: freshId() }),
  })
  const page = await form.text()
  expect(form.ok).toBe(false)
  expect(page).toMatch(/pas été envoyé/)
  expect(page).toContain('Sans JavaScript')
}

async function comesBack(): Promise<void> {
  const id = freshId()
  await until(async () => (await byHttp(`De retour ${id}`, id)).status === 201, 30_000, 'Service did not resume.')
  const all = await stored()
  for (const text of acknowledged) expect(all.filter((one) => one === text)).toHaveLength(1)
  expect(product.process.exitCode).toBeNull()
}

it('When its database is killed, visitors are told, nothing acknowledged is lost, and service resumes by itself', async () => {
  expect((await byHttp('Avant')).status).toBe(201)
  expect(await bySocket('Avant aussi')).toMatchObject({ ok: true })
  // Stopped first, so that the one who keeps it alive does not bring it back before the visitors wrote.
  process.kill(pidOf(), 'SIGSTOP')
  const refused = refuses()
  await refused.finally(() => process.kill(pidOf(), 'SIGCONT'))
  await comesBack()
  process.kill(pidOf(), 'SIGKILL')
  await comesBack()
}, 120_000)
