import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refused, Unavailable } from '../../../inbox/index.ts'
import { type OpenSite, openSite } from '../site.ts'

let site: OpenSite
let agent: Record<string, string>
beforeAll(async () => {
  site = await openSite()
  agent = await site.signIn()
})
afterAll(() => site.close())

const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(site.origin + path, { method, headers, ...(sent !== undefined && { body: sent }) })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
}

describe('every refusal is a status, a code and a sentence', () => {
  test('an unknown route does not exist', async () => {
    expect(await ask('GET', '/rien')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await ask('GET', '/api/rien', agent)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })
  test('a wrong method is told which ones are right', async () => {
    const answer = await ask('PUT', '/api/queue', agent, {})
    expect(answer).toMatchObject({ status: 405, body: { code: 'method' } })
    expect(answer.headers.get('allow')).toBe('HEAD, GET')
    const hot = await ask('DELETE', '/chat/messages')
    expect(hot.status).toBe(405)
    expect(hot.headers.get('allow')).toBe('HEAD, GET, POST')
  })
  test('nobody is anybody without signing in', async () => {
    expect(await ask('GET', '/api/queue')).toMatchObject({ status: 401, body: { code: 'signed-out' } })
    expect(await ask('GET', '/api/me', { 'X-Remote-User': 'admin' })).toMatchObject({ status: 401 })
  })
  test('sentences are French, or English for who reads English', async () => {
    const french = await ask('GET', '/rien')
    const english = await ask('GET', '/rien', { 'Accept-Language': 'en-GB,en;q=0.9,fr;q=0.2' })
    expect(french.body.sentence).toMatch(/existe pas/)
    expect(english.body.sentence).toMatch(/does not exist/)
  })
  test('a page is answered to who reads pages', async () => {
    const answer = await fetch(`${site.origin}/rien`, { headers: { Accept: 'text/html' } })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(await answer.text()).toContain('existe pas')
  })
  test('a colleague was first: 409 with their name', async () => {
    const answer = await ask('POST', '/api/conversations/known/take', agent, {})
    expect(answer).toMatchObject({ status: 409, body: { code: 'taken', by: 'Hugo' } })
  })
  test('a stale answer is refused with what was missed', async () => {
    const body = { text: 'Oui', seen: 0, clientId: 'c1' }
    const answer = await ask('POST', '/api/conversations/known/reply', agent, body)
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ code: 'stale', messages: [{ seq: 1, text: 'Bonjour' }] })
  })
  test('what is not ours does not exist', async () => {
    for (const path of ['/api/conversations/other', '/api/conversations/other/messages', '/files/staff/other/abc']) {
      expect((await ask('GET', path, agent)).status).toBe(404)
    }
  })
  test('a refusal of the inbox keeps its own sentence', async () => {
    site.failures.set('refusing', new Refused('date', 'Cette date est dans le futur.'))
    const answer = await ask('GET', '/api/conversations/refusing', agent)
    expect(answer).toMatchObject({ status: 422, body: { code: 'date', sentence: 'Cette date est dans le futur.' } })
  })
  test('the inbox is away: 503, and the text is to be kept', async () => {
    site.failures.set('away', new Unavailable())
    const answer = await ask('GET', '/api/conversations/away', agent)
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(answer.headers.get('retry-after')).toBe('5')
  })
  test('an unforeseen error says nothing of itself, to anyone', async () => {
    site.failures.set('broken', new Error('SECRET-CANARY said Madame Durand'))
    const answer = await ask('GET', '/api/conversations/broken', agent)
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(JSON.stringify(answer.body)).not.toContain('CANARY')
    expect(site.log.join('\n')).toContain('http-unexpected')
    expect(site.log.join('\n')).not.toContain('CANARY')
  })
  test('signing in says which part is missing, and nothing about who exists', async () => {
    const signIn = (body: object) => ask('POST', '/api/session', agent, body)
    expect(await signIn({ login: 'claire', password: 'faux' })).toMatchObject({
      status: 401,
      body: { code: 'sign-in' },
    })
    expect(await signIn({ login: 'personne', password: 'faux' })).toMatchObject({
      status: 401,
      body: { code: 'sign-in' },
    })
    const second = await signIn({ login: 'claire', password: 'juste', code: '000 000' })
    expect(second).toMatchObject({ status: 401, body: { code: 'second-factor' } })
    expect(await signIn({ login: 'lente', password: 'x' })).toMatchObject({ status: 429, body: { code: 'slow-down' } })
  })
})

describe('hostile bodies', () => {
  const reply = '/api/conversations/known/reply'
  test.each([
    ['malformed JSON', '{"text": ', 'json'],
    ['no JSON at all', 'bonjour', 'json'],
    ['an array', '[]', 'invalid'],
    ['nothing', '', 'json'],
    ['an operator for a string', '{"text":{"$gt":""},"seen":1,"clientId":"a"}', 'invalid'],
    ['an operator for a number', '{"text":"a","seen":{"$ne":0},"clientId":"a"}', 'invalid'],
    ['an operator as a key', '{"text":"a","seen":1,"clientId":"a","$where":"sleep(1000)"}', 'invalid'],
    ['an unknown key', '{"text":"a","seen":1,"clientId":"a","role":"admin"}', 'invalid'],
    ['a prototype', '{"text":"a","seen":1,"clientId":"a","__proto__":{"polluted":true}}', 'invalid'],
    ['a constructor', '{"text":"a","seen":1,"clientId":"a","constructor":{"prototype":{"polluted":true}}}', 'invalid'],
    ['a hostile id', '{"text":"a","seen":1,"clientId":"../../x"}', 'invalid'],
    ['a number that is no number', '{"text":"a","seen":1e999,"clientId":"a"}', 'invalid'],
    ['files that are no ids', '{"text":"a","seen":1,"clientId":"a","files":[{"$ne":null}]}', 'invalid'],
    ['depth', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'invalid'],
  ])('%s is refused with 400', async (_name, body, code) => {
    expect(await ask('POST', reply, agent, body)).toMatchObject({ status: 400, body: { code } })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  test.each(['view[$ne]=x', 'view=mine&view=all', 'view=%24where', 'after[$gt]=', '__proto__[x]=1', 'inconnu=1'])(
    'the query ?%s is refused with 400',
    async (query) => {
      expect(await ask('GET', `/api/queue?${query}`, agent)).toMatchObject({ status: 400, body: { code: 'invalid' } })
      expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    },
  )
  test('more than 64 kB of JSON is too much', async () => {
    const answer = await ask('POST', reply, agent, { text: 'a'.repeat(70_000), seen: 1, clientId: 'a' })
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } })
  })
  test('another type of content is refused', async () => {
    const form = { ...agent, 'Content-Type': 'application/x-www-form-urlencoded' }
    expect(await ask('POST', reply, form, 'text=a')).toMatchObject({ status: 415, body: { code: 'content-type' } })
    const zipped = { ...agent, 'Content-Encoding': 'gzip' }
    expect(await ask('POST', reply, zipped, '{}')).toMatchObject({ status: 415 })
  })
  test('an id that cannot be ours does not exist', async () => {
    for (const id of ['%24where', 'a%00b', 'a%2Fb', '..%2f..%2fetc', 'x'.repeat(200), '{}', '%E0%A4%A']) {
      expect((await ask('GET', `/api/conversations/${id}`, agent)).status).toBe(404)
    }
  })
})
