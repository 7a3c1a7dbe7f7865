import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../../inbox/contract.ts'
import { metaJson, overHttp } from '../../simulators/facebook/webhooks.ts'
import { until } from '../memory-sink.ts'
import { type OpenPage, openPage, person } from './wire.ts'

let page: OpenPage
beforeEach(async () => {
  page = await openPage()
})
afterEach(async () => {
  await page.end()
  expect(page.simulator.seen).toMatchObject({ unknown: [], broken: [] })
})

const handshake = (query: Readonly<Record<string, string>>) =>
  page.hooks.answer('bureau/canal', { method: 'GET', query, headers: {}, body: Buffer.alloc(0) })
const post = (body: Uint8Array, signature?: string) =>
  page.hooks.answer('bureau/canal', {
    method: 'POST',
    query: {},
    headers: { ...(signature !== undefined && { 'x-hub-signature-256': signature }) },
    body,
  })
const bodyOf = (...events: readonly object[]): Buffer =>
  metaJson({ object: 'page', entry: [{ id: page.simulator.page.id, time: 1, messaging: events }] })
const words = (mid: string, text: string) => ({
  sender: { id: person },
  recipient: { id: page.simulator.page.id },
  timestamp: Date.now(),
  message: { mid, text },
})

describe('the webhook of a Facebook page', () => {
  test('answers the handshake with the challenge as plain text', async () => {
    const query = {
      'hub.mode': 'subscribe',
      'hub.verify_token': page.config.verifyToken,
      'hub.challenge': '1158201444',
    }
    expect(await handshake(query)).toEqual({ status: 200, type: 'text/plain', body: '1158201444' })
  })

  test.each([
    ['a wrong token', { 'hub.verify_token': 'une-autre-phrase' }],
    ['no token', { 'hub.verify_token': '' }],
    ['another mode', { 'hub.mode': 'unsubscribe' }],
  ])('refuses a handshake with %s', async (_, change) => {
    const query = {
      'hub.mode': 'subscribe',
      'hub.verify_token': page.config.verifyToken,
      'hub.challenge': '1',
      ...change,
    }
    expect(await handshake(query)).toEqual({ status: 403 })
  })

  test('takes nothing from a body that is not signed, wrongly signed, or changed by one byte, and counts it', async () => {
    const body = bodyOf(words('m_1', 'été'))
    const right = page.simulator.webhooks.signature(body)
    const changed = Buffer.from(body)
    changed[changed.length - 5] = (changed[changed.length - 5] ?? 0) ^ 1
    expect((await post(body)).status).toBe(401)
    expect((await post(body, `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`)).status).toBe(401)
    expect((await post(body, right.replace('sha256=', 'sha1='))).status).toBe(401)
    expect((await post(changed, right)).status).toBe(401)
    expect(page.memory.kept.size).toBe(0)
    expect(page.memory.gauge.counted).toMatchObject({ 'bad-signature': 4 })
    expect((await post(body, right)).status).toBe(200)
    expect(page.memory.texts()).toEqual(['été'])
  })

  test.each([
    ['is not JSON', Buffer.from('object=page&entry=1')],
    ['is cut short', Buffer.from('{"object":"page","entry":[{"id":"10')],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ])('says 400 to a signed body that %s', async (_, body) => {
    expect((await post(body, page.simulator.webhooks.signature(body))).status).toBe(400)
    expect(page.memory.kept.size).toBe(0)
    expect(page.memory.gauge.counted).toMatchObject({ 'not-json': 1 })
  })

  test('reads several entries and events of one body', async () => {
    const { simulator, memory } = page
    simulator.webhooks.hold()
    simulator.personWrites(person, 'un')
    simulator.personWrites('4009', 'deux')
    simulator.personComments('4007', `${simulator.page.id}_1`, 'trois')
    simulator.webhooks.release({ batch: 3 })
    await simulator.webhooks.settled()
    expect(memory.texts()).toEqual(['un', 'deux', 'trois'])
    expect(simulator.webhooks.statuses).toEqual([200])
    for (const { raw } of memory.kept.values()) {
      // What one person wrote is not kept with what another did.
      expect(['un', 'deux', 'trois'].filter((word) => Buffer.from(raw).includes(`"${word}"`))).toHaveLength(1)
    }
  })

  test('is told to come again while nothing can be stored, and then nothing is missing', async () => {
    const { simulator, memory } = page
    memory.beforeReceive = () => {
      throw new Unavailable()
    }
    simulator.personWrites(person, 'gardez ceci')
    await until(() => simulator.webhooks.statuses.length >= 3)
    expect(new Set(simulator.webhooks.statuses)).toEqual(new Set([503]))
    memory.beforeReceive = () => undefined
    await simulator.webhooks.settled()
    expect(memory.texts()).toEqual(['gardez ceci'])
  })

  test('while nothing can be stored, a body of many events asks once', async () => {
    let tries = 0
    page.memory.beforeReceive = () => {
      tries += 1
      throw new Unavailable()
    }
    const body = bodyOf(words('m_1', 'un'), words('m_2', 'deux'), words('m_3', 'trois'))
    await expect(post(body, page.simulator.webhooks.signature(body))).rejects.toThrow(Unavailable)
    expect(tries).toBe(1)
  })

  test('late, shuffled and repeated events are exactly the distinct ones', async () => {
    const { simulator, memory } = page
    simulator.webhooks.hold()
    simulator.webhooks.duplicates = 1
    for (let at = 0; at < 30; at += 1) {
      const mid = simulator.personWrites(person, `mot ${at}`, { at: Date.now() - 3_600_000 })
      simulator.personEdits(person, mid, `mot ${at} corrigé`)
      if (at % 3 === 0) simulator.personDeletes(person, mid)
    }
    simulator.webhooks.release({ seed: 7, batch: 4 })
    await simulator.webhooks.settled()
    expect(memory.kept.size).toBe(70)
    expect(memory.duplicates).toBe(70)
    expect([...memory.kept.keys()].slice(0, 6)).not.toEqual([...memory.kept.keys()].toSorted().slice(0, 6))
  })

  test('what is for another page of the same app is not kept, only counted', async () => {
    const body = metaJson({ object: 'page', entry: [{ id: '999', time: 1, messaging: [words('m_1', 'ailleurs')] }] })
    expect((await post(body, page.simulator.webhooks.signature(body))).status).toBe(200)
    expect(page.memory.kept.size).toBe(0)
    expect(page.memory.gauge.counted).toMatchObject({ 'other-page': 1 })
  })

  test('events and fields that nobody knows yet are kept as they came, counted, and no error', async () => {
    const { simulator, memory } = page
    simulator.event({
      sender: { id: person },
      recipient: { id: simulator.page.id },
      timestamp: 1,
      hologram: { depth: 3 },
    })
    simulator.change({ field: 'hologram', value: { depth: 4 } })
    simulator.change({ field: 'feed', value: { item: 'reaction', verb: 'add', post_id: '1_2' } })
    await simulator.webhooks.settled()
    expect(simulator.webhooks.statuses).toEqual([200, 200, 200])
    expect([...memory.kept.values()].map(({ raw }) => Buffer.from(raw).includes('hologram'))).toEqual([true, true])
    expect(page.said()).toMatchObject([
      { aside: true, text: '', flags: { defects: ['unknown-event'] } },
      { aside: true },
    ])
    expect(memory.gauge.counted).toMatchObject({ 'unknown-event': 1, 'unknown-change': 1, 'feed-ignored': 1 })
  })

  test('over HTTP the simulator speaks as Meta does', async () => {
    const server = createServer(async (request, response) => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      const signature = request.headers['x-hub-signature-256']
      const said = await post(Buffer.concat(pieces), typeof signature === 'string' ? signature : undefined)
      response.writeHead(said.status).end(said.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const deliver = overHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const body = bodyOf(words('m_1', 'par le réseau'))
    const headers = { 'x-hub-signature-256': page.simulator.webhooks.signature(body) }
    expect(await deliver(body, headers)).toBe(200)
    expect(await deliver(body, {})).toBe(401)
    server.close()
    expect(page.memory.texts()).toEqual(['par le réseau'])
  })

  test('ten thousand events, shuffled and a fifth of them twice, are exactly the distinct ones', async () => {
    const { simulator, memory } = page
    const bodies: Buffer[] = []
    for (let at = 0; at < 10_000; at += 20) {
      const events = Array.from({ length: 20 }, (_, index) => words(`m_${at + index}`, `mot ${at + index}`))
      bodies.push(bodyOf(...events.toReversed()))
    }
    const all = [...bodies, ...bodies.filter((_, index) => index % 5 === 0)].toReversed()
    for (const body of all) expect((await post(body, simulator.webhooks.signature(body))).status).toBe(200)
    expect(memory.kept.size).toBe(10_000)
    expect(memory.duplicates).toBe(2_000)
  }, 30_000)
})
