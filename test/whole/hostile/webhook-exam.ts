import { createHmac } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { desk } from '../../inbox/house.ts'
import { freePort } from '../../setup/dovecot.ts'
import { ask } from '../client.ts'
import { openWhole, type Whole } from '../faces.ts'

/** The secret that every network of the exam signs with. */
export const secret = 'a-secret-of-the-networks'
export const hmac = (body: string, digest: 'hex' | 'base64') =>
  `sha256=${createHmac('sha256', secret).update(body).digest(digest)}`

/** A network whose server calls us. */
interface Calling {
  readonly name: string
  readonly kind: string
  readonly settings: Record<string, unknown>
  sign(body: string): Readonly<Record<string, string>>
  /** One event: somebody wrote this privately. */
  says(text: string): string
}

/** What anybody may send to a connector's webhook address. Gives the product, for what this network asks besides. */
export function webhookExam(network: Calling): { readonly whole: () => Whole; readonly path: string } {
  const { kind, sign, says } = network
  const path = `/hooks/nord/${kind}`
  let whole: Whole
  let client: mongoose.mongo.MongoClient
  beforeAll(async () => {
    const nowhere = `127.0.0.1:${await freePort()}`
    const channels = [{ id: kind, kind, name: network.name, settings: network.settings }]
    const desks = [{ ...desk('nord', 'none'), channels }]
    whole = await openWhole({ mongo: inject('mongo'), reach: { [kind]: nowhere }, desks })
    client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
  })
  afterEach(() => client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' }))
  afterAll(async () => {
    await whole.close()
    await client.close()
  })

  const rows = () => client.db(whole.options.database).collection('messages')
  const post = (to: string, raw: string, headers: Readonly<Record<string, string>>) =>
    ask(whole.origin, to, { method: 'POST', raw, headers: { 'Content-Type': 'application/json', ...headers } })

  describe(`A webhook of ${network.name}`, () => {
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
  return { whole: () => whole, path }
}
