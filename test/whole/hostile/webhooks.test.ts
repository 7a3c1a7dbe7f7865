import { createHmac } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { desk } from '../../inbox/house.ts'
import { freePort } from '../../setup/dovecot.ts'
import { ask } from '../client.ts'
import { openWhole, type Whole } from '../faces.ts'

const SECRET = 'a-secret-of-the-networks'
const page = {
  pageId: '100',
  appId: '200',
  appSecret: SECRET,
  verifyToken: 'verify-0001',
  pageAccessToken: 'page-token-0001',
}
const account = {
  account: { id: '900', handle: 'bureau' },
  app: { key: 'consumer-key', secret: SECRET },
  user: { token: 'user-token', secret: 'user-secret' },
}
const hmac = (body: string, digest: 'hex' | 'base64') =>
  `sha256=${createHmac('sha256', SECRET).update(body).digest(digest)}`

let ids = 0
const networks = [
  {
    name: 'Facebook',
    path: '/hooks/nord/facebook',
    sign: (body: string) => ({ 'X-Hub-Signature-256': hmac(body, 'hex') }),
    says: (text: string, mid = `mid.${++ids}`) =>
      JSON.stringify({
        object: 'page',
        entry: [
          {
            id: '100',
            time: Date.now(),
            messaging: [
              { sender: { id: '777' }, recipient: { id: '100' }, timestamp: Date.now(), message: { mid, text } },
            ],
          },
        ],
      }),
  },
  {
    name: 'X',
    path: '/hooks/nord/x',
    sign: (body: string) => ({ 'x-twitter-webhooks-signature': hmac(body, 'base64') }),
    says: (text: string, id = `${1_000_000 + ++ids}`) =>
      JSON.stringify({
        data: {
          event_type: 'dm.received',
          filter: { user_id: '900' },
          payload: {
            id,
            event_type: 'MessageCreate',
            text,
            sender_id: '778',
            dm_conversation_id: '778-900',
            created_at: new Date().toISOString(),
          },
        },
      }),
  },
] as const

let whole: Whole
let client: mongoose.mongo.MongoClient
beforeAll(async () => {
  const nowhere = `127.0.0.1:${await freePort()}`
  const channels = [
    { id: 'facebook', kind: 'facebook', name: 'Facebook', settings: page },
    { id: 'x', kind: 'x', name: 'X', settings: account },
  ]
  const reach = { x: nowhere, facebook: nowhere }
  whole = await openWhole({ mongo: inject('mongo'), reach, desks: [{ ...desk('nord', 'none'), channels }] })
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
})
afterEach(() => client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' }))
afterAll(async () => {
  await whole.close()
  await client.close()
})

const rows = () => client.db(whole.options.database).collection('messages')
const post = (path: string, raw: string, headers: Readonly<Record<string, string>>) =>
  ask(whole.origin, path, { method: 'POST', raw, headers: { 'Content-Type': 'application/json', ...headers } })

describe.each(networks)('A webhook of $name', ({ path, sign, says }) => {
  it('signed as it must be is stored before it is acknowledged; replayed, it is stored once', async () => {
    const before = await rows().countDocuments()
    const body = says('Bonjour')
    expect((await post(path, body, sign(body))).status).toBe(200)
    expect(await rows().countDocuments()).toBe(before + 1)
    expect((await post(path, body, sign(body))).status).toBe(200)
    expect(await rows().countDocuments()).toBe(before + 1)
  })

  it('unsigned, wrongly signed, or changed by one byte is refused with 401, and nothing is stored', async () => {
    const before = await rows().countDocuments()
    const body = says('Faux')
    const signed = sign(body)
    const [name = ''] = Object.keys(signed)
    for (const headers of [{}, { [name]: 'sha256=AAAA' }, { [name]: '' }, sign(`${body} `)])
      expect((await post(path, body, headers)).status).toBe(401)
    expect((await post(path, body.replace('Faux', 'Fauy'), signed)).status).toBe(401)
    expect(await rows().countDocuments()).toBe(before)
  })

  it('of 10 MB is refused with 413, one that is not JSON with 400, and nothing is stored', async () => {
    const before = await rows().countDocuments()
    const large = says('x'.repeat(10 * 1024 * 1024))
    const answer = await post(path, large, sign(large)).catch((error: unknown) => error)
    // Cut while it still sends, or answered: either way it is not taken.
    if (!(answer instanceof Error)) expect(answer).toMatchObject({ status: 413 })
    expect((await post(path, 'nicht JSON', sign('nicht JSON'))).status).toBe(400)
    expect(await rows().countDocuments()).toBe(before)
  })

  it('with an event that nobody knows is acknowledged: the network must not stop calling', async () => {
    const strange = JSON.stringify({
      object: 'page',
      entry: [{ id: '100', messaging: [{ sunrise: { at: 6 } }] }],
      data: {},
    })
    expect((await post(path, strange, sign(strange))).status).toBe(200)
  })

  it('while the database refuses is answered 503, so that the network tries again, and then stored once', async () => {
    const body = says('Pendant la panne')
    await client.db('admin').command({
      configureFailPoint: 'failCommand',
      mode: 'alwaysOn',
      data: { failCommands: ['insert'], errorCode: 14031, namespace: `${whole.options.database}.messages` },
    })
    expect((await post(path, body, sign(body))).status).toBe(503)
    await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' })
    const before = await rows().countDocuments()
    expect((await post(path, body, sign(body))).status).toBe(200)
    expect(await rows().countDocuments()).toBe(before + 1)
  })
})

it('A challenge of X is answered with nothing but the secret', async () => {
  const { status, text } = await ask(whole.origin, '/hooks/nord/x?crc_token=abc')
  expect(status).toBe(200)
  expect(JSON.parse(text)).toEqual({ response_token: hmac('abc', 'base64') })
})
