import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Utterance } from '../../../inbox/contract.ts'
import { Unavailable } from '../../../inbox/index.ts'
import { dispositionOf, safeName } from '../../../web/http/edge/download.ts'
import { createPace } from '../../../web/sockets/pace.ts'
import { ticketFor } from '../double.ts'
import { type OpenSite, openSite } from '../site.ts'

let site: OpenSite
let agent: Record<string, string>
const ticket = ticketFor('known')
const bearer = { Authorization: `Bearer ${ticket}` }
beforeAll(async () => {
  site = await openSite()
  agent = await site.signIn()
})
afterAll(() => site.close())
beforeEach(() => {
  site.received.length = 0
  site.failures.clear()
})

const say = async (body: unknown, headers: Record<string, string> = bearer) => {
  const answer = await fetch(`${site.origin}/chat/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const upload = (headers: Record<string, string>, name: string, body: string | Uint8Array<ArrayBuffer> = 'octets') =>
  fetch(`${site.origin}/chat/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', headers, body })

describe('a talk over HTTP', () => {
  test('starts with a ticket, the notice and the greeting, in the reader’s language', async () => {
    const start = (language: string) =>
      fetch(`${site.origin}/chat/un/discussion/start`, { method: 'POST', headers: { 'Accept-Language': language } })
    const answer = await start('fr')
    expect(answer.status).toBe(201)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.json()).toMatchObject({
      ticket: ticketFor('new-un-discussion'),
      keep: true,
      maxLength: 4000,
      deskName: 'Service un',
      greeting: { choices: [{ id: 'a' }] },
    })
    expect(await (await start('en')).json()).toMatchObject({ deskName: 'Desk un', notice: 'They are read.' })
  })
  test('does not start on a channel without visitors, nor on one that does not exist', async () => {
    for (const path of ['un/guichet', 'un/rien', 'rien/discussion', '..%2Fun/discussion']) {
      expect((await fetch(`${site.origin}/chat/${path}/start`, { method: 'POST' })).status).toBe(404)
    }
  })
  test('says it is away while nobody listens', async () => {
    const deaf = await openSite({ deaf: true })
    expect((await fetch(`${deaf.origin}/chat/un/discussion/start`, { method: 'POST' })).status).toBe(503)
    await deaf.close()
  })
  test('is acknowledged once stored, and a repeat is recognised', async () => {
    const message = { clientId: 'c-1', text: 'On m’a volé mon vélo 🚲' }
    expect(await say(message)).toEqual({ status: 201, body: { ok: true, seq: 1, duplicate: false } })
    expect(await say(message)).toEqual({ status: 201, body: { ok: true, seq: 1, duplicate: true } })
    expect(site.received).toHaveLength(1)
  })
  test('needs a ticket that we signed', async () => {
    const message = { clientId: 'c-1', text: 'a' }
    expect(await say(message, {})).toMatchObject({ status: 401, body: { ok: false, code: 'ticket' } })
    expect(await say(message, { Authorization: 'Bearer forged-forged-forged' })).toMatchObject({ status: 401 })
  })
  test('too long is refused with a sentence, and nothing is stored', async () => {
    const answer = await say({ clientId: 'c', text: 'é'.repeat(4001) })
    expect(answer).toMatchObject({ status: 422, body: { ok: false, code: 'text-too-long' } })
    expect(site.received).toHaveLength(0)
    expect((await say({ clientId: 'c', text: '🚲'.repeat(4000) })).status).toBe(201)
  })
  test('operators and unknown keys are refused', async () => {
    for (const body of [
      { clientId: 'c', text: { $gt: '' } },
      { clientId: 'c', text: 'a', role: 'agent' },
      [],
      'x',
      null,
    ]) {
      expect(await say(body)).toMatchObject({ status: 400, body: { ok: false, code: 'invalid' } })
    }
  })
  test('when the inbox is away the person is told that it was not sent', async () => {
    site.failures.set('receive', new Unavailable())
    const answer = await say({ clientId: 'c', text: 'a' })
    expect(answer).toMatchObject({ status: 503, body: { ok: false, code: 'unavailable' } })
    expect(answer.body['sentence']).toMatch(/pas été envoyé.*Gardez votre texte/)
  })
  test('the talk so far is read with the ticket, and reading acknowledges', async () => {
    site.talks.set('known', [])
    site.tell('known', { type: 'message', message: { ...note(1), audience: 'staff' } })
    site.tell('known', { type: 'message', message: note(2) })
    const answer = await fetch(`${site.origin}/chat/messages?after=1`, { headers: bearer })
    const { messages, state } = (await answer.json()) as { messages: object[]; state: object }
    expect(messages).toEqual([
      {
        seq: 2,
        at: '2026-11-22T10:00:00.000Z',
        text: 'Bonjour',
        author: { type: 'agent', name: 'Claire' },
        audience: 'contact',
        files: [],
      },
    ])
    expect(state).toEqual({ status: 'pending', readByAgent: 0 })
    expect(site.acknowledged).toContain(1)
  })
})

const note = (seq: number) => ({
  seq,
  at: new Date('2026-11-22T10:00:00Z'),
  author: { type: 'agent' as const, id: 'agent-1', name: 'Claire' },
  audience: 'contact' as const,
  text: 'Bonjour',
  files: [],
  delivery: { state: 'waiting' as const, tries: 0 },
  summary: [['Nom', 'secret']] as const,
})

describe('files', () => {
  test('wait for the message that names them, bound to who sent them', async () => {
    const { id } = (await (await upload(bearer, 'photo.jpg')).json()) as { id: string }
    expect(id).toMatch(/^[\w-]{22}$/)
    const other = { Authorization: `Bearer ${ticketFor('other')}` }
    const message = { clientId: 'with-file', text: 'Voici', uploads: [id] }
    expect(await say(message, other)).toMatchObject({ status: 422, body: { code: 'upload-unknown' } })
    expect((await say(message)).status).toBe(201)
    const content = site.received[0]?.content as Utterance
    expect(content.files?.map(({ name }) => name)).toEqual(['photo.jpg'])
    expect(await say(message)).toMatchObject({ status: 201, body: { duplicate: true } })
    expect(await say({ ...message, clientId: 'again' })).toMatchObject({ status: 422 })
  })
  test('are still there when the message could not be stored the first time', async () => {
    const { id } = (await (await upload(bearer, 'a.pdf')).json()) as { id: string }
    site.failures.set('receive', new Unavailable())
    const message = { clientId: 'retry', text: 'Voici', uploads: [id] }
    expect((await say(message)).status).toBe(503)
    site.failures.clear()
    expect((await say(message)).status).toBe(201)
    expect(site.received[0]?.content).toMatchObject({ files: [{ name: 'a.pdf' }] })
  })
  test('larger than 10 MB are too large', async () => {
    expect((await upload(bearer, 'gros.bin', new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413)
  })
  test('leave as sandboxed downloads that no browser runs', async () => {
    site.files.set('svg1', { name: 'x.svg', type: 'image/svg+xml', bytes: Buffer.from('<svg onload="alert(1)">') })
    site.files.set('png1', { name: 'x.png', type: 'image/png', bytes: Buffer.from('png') })
    for (const path of ['/files/staff/known/svg1', '/files/chat/svg1']) {
      const { headers } = await fetch(site.origin + path, { headers: { ...agent, ...bearer } })
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment; /)
      expect(headers.get('content-security-policy')).toContain('sandbox')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
    const image = await fetch(`${site.origin}/files/staff/known/png1`, { headers: agent })
    expect(image.headers.get('content-type')).toBe('image/png')
  })
  test('a shared address opens nothing', async () => {
    expect((await fetch(`${site.origin}/files/staff/known/png1`)).status).toBe(401)
    expect((await fetch(`${site.origin}/files/chat/png1`)).status).toBe(401)
  })
  test('a page without JavaScript downloads with its ticket in a cookie', async () => {
    const get = (value: string) => fetch(`${site.origin}/files/chat/png1`, { headers: { Cookie: `talk=${value}` } })
    expect(await (await get(ticket)).text()).toBe('png')
    expect((await get('forged-forged-forged')).status).toBe(401)
  })
})

describe('file names', () => {
  test.each([
    ['../../etc/passwd', 'etc_passwd'],
    ['\u200b.htaccess', 'htaccess'],
    ['.env', 'env'],
    ['CON', 'fichier-CON'],
    ['con.txt', 'fichier-con.txt'],
    ['photo\u202egpj.exe', 'photo_gpj.exe'],
    ['a\r\nSet-Cookie: x=1.txt', 'a__Set-Cookie_ x=1.txt'],
    ['nul\0.txt', 'nul_.txt'],
    ['"; filename="evil.exe', 'filename=_evil.exe'],
    ['', 'fichier'],
    ['...', 'fichier'],
    ['constat d’été.pdf', 'constat d’été.pdf'],
  ])('%j is given as %j', (name, safe) => {
    expect(safeName(name)).toBe(safe)
  })
  test('are short, keep their extension and fit a header', () => {
    const long = safeName(`${'é'.repeat(300)}.pdf`)
    expect([...long].length).toBeLessThanOrEqual(124)
    expect(long.endsWith('.pdf')).toBe(true)
    const header = dispositionOf('dépôt "de" plainte — 🚲\r\n.pdf')
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w.%~-]+$/)
  })
})

describe('who writes too fast', () => {
  test('is slowed, in order, and never refused', async () => {
    const pace = createPace({ burst: 2, perSecond: 50, waiting: 100 })
    const order: number[] = []
    const begun = Date.now()
    await Promise.all(Array.from({ length: 12 }, (_, index) => pace.run('a', async () => void order.push(index))))
    expect(order).toEqual(Array.from({ length: 12 }, (_, index) => index))
    expect(Date.now() - begun).toBeGreaterThan(150)
  })
  test('does not slow anyone else', async () => {
    const pace = createPace({ burst: 1, perSecond: 0.1, waiting: 10 })
    await pace.run('a', async () => {})
    void pace.run('a', async () => {})
    const begun = Date.now()
    await pace.run('b', async () => {})
    expect(Date.now() - begun).toBeLessThan(50)
  })
  test('fills a bounded queue, and a program beyond it is told to come back', async () => {
    const pace = createPace({ burst: 1, perSecond: 20, waiting: 3 })
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => pace.run('a', async () => {})))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: { code: 'busy' } })
  })
})
