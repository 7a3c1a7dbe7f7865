import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { connectors } from '../../../connectors/index.ts'
import { createHookWire } from '../../../web/http/hooks/index.ts'
import { createVisitorWire } from '../../../web/sockets/visitor-wire.ts'
import { mail } from '../../connectors/email/mails.ts'
import { desk, openHouse } from '../../inbox/house.ts'
import { type Dovecot, freePort, startDovecot } from '../../setup/dovecot.ts'
import { until } from '../mailed.ts'

const MAILS = 5_000
let dovecot: Dovecot
let out: number
let client: mongoose.mongo.MongoClient

beforeAll(async () => {
  dovecot = await startDovecot()
  out = await freePort()
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
})
afterAll(async () => {
  await dovecot.end()
  await client.close()
})

const kinds = () => connectors({ webchat: createVisitorWire(), hooks: createHookWire(), reach: {} })
function reading() {
  const settings = {
    address: 'bureau@police.example',
    in: { type: 'imap', host: '127.0.0.1', port: dovecot.port, tls: 'none', login: dovecot.login, pollSeconds: 1 },
    out: { host: '127.0.0.1', port: out, tls: 'none' },
  }
  return { ...desk('nord', 'none'), channels: [{ id: 'courriel', kind: 'email', name: 'Courriel', settings }] }
}
const like = () => ({ desks: [reading()], connectors: kinds(), assess: () => ({ level: 'none' as const }) })

it('A box of 5,000 mails that was numbered anew is read again within a minute: only what is new is stored', async () => {
  const twin = mail({ from: 'jumeau@citoyens.example', body: 'Deux fois la même lettre.' })
  for (let at = 0; at < MAILS - 2; at += 1)
    dovecot.append(mail({ from: `c${at % 500}@citoyens.example`, body: `Lettre ${at}` }))
  dovecot.append(twin)
  dovecot.append(twin)
  const first = await openHouse(inject('mongo'), like())
  const db = client.db(first.options.database)
  const raws = () => db.collection('raws')
  const threaded = (count: number, ms: number) =>
    until(
      async () => (await raws().countDocuments({ state: 'threaded' })) >= count,
      ms,
      `Fewer than ${count} are there.`,
    )
  await first.inbox.start()
  await threaded(MAILS, 120_000)
  await first.inbox.close()

  await dovecot.changeUidValidity()
  dovecot.append(twin)
  dovecot.append(mail({ from: 'nouvelle@citoyens.example', body: 'Une lettre nouvelle' }))
  const began = Date.now()
  const second = await openHouse(inject('mongo'), first.options)
  await second.inbox.start()
  await threaded(MAILS + 2, 60_000)
  expect(Date.now() - began).toBeLessThan(60_000)
  // Nothing follows: one more look finds nothing that is not stored.
  dovecot.append(mail({ from: 'apres@citoyens.example', body: 'La suivante' }))
  await threaded(MAILS + 3, 20_000)
  expect(await raws().countDocuments({})).toBe(MAILS + 3)
  expect(await db.collection('messages').countDocuments({ dir: 'in' })).toBe(MAILS + 3)
  const copies = await raws()
    .aggregate<{ count: number }>([{ $group: { _id: '$hash', count: { $sum: 1 } } }, { $match: { count: { $gt: 1 } } }])
    .toArray()
  expect(copies.map(({ count }) => count)).toEqual([3])
  await second.inbox.close()
}, 300_000)
