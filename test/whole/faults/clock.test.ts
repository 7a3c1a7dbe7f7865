import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { chatMessage, mailMessage, openHouse, reader, type TestHouse, until } from '../../inbox/house.ts'

const MINUTE = 60_000
const claire = reader('Claire', 'nord')
let client: mongoose.mongo.MongoClient

beforeAll(async () => {
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
})
afterAll(() => client.close())

/** A mail conversation with one answer of Claire's, queued. */
async function answered({ inbox }: TestHouse, address: string) {
  const { conversation } = await inbox.sink('nord/mail').receive(mailMessage({ from: { address } }))
  const staff = inbox.as(claire)
  await staff.take(conversation)
  const { lastSeq } = (await staff.open(conversation)).head
  await staff.reply(conversation, { text: `Réponse à ${address}`, seen: lastSeq, clientId: `a-${address.slice(0, 4)}` })
  return conversation
}

describe('A clock that is wrong', () => {
  it.each([
    ['ten minutes ahead', 10 * MINUTE],
    ['a day behind', -24 * 60 * MINUTE],
  ])(
    '%s: order, sending and leases go by the database',
    async (_, wrong) => {
      const true_ = await openHouse(inject('mongo'), {})
      const off = await openHouse(inject('mongo'), {
        database: true_.options.database,
        keyringFile: true_.options.keyringFile,
        now: () => Date.now() + wrong,
      })
      const ticket = true_.inbox.visitors.begin('nord/chat')
      for (let count = 0; count < 10; count += 1) {
        const { inbox } = count % 2 === 0 ? true_ : off
        const { seq } = await inbox.sink('nord/chat').receive(chatMessage(ticket, `Message ${count}`))
        expect(seq).toBe(count + 1)
      }
      const seen = await off.inbox.visitors.of(ticket)?.messages(0)
      expect(seen?.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, (__, at) => `Message ${at}`))

      // The one with the wrong clock holds a lease; the other must neither wait for it for ever nor take it early.
      let release = () => {}
      off.wires.answer = () =>
        new Promise((resolve) => {
          release = resolve
        })
      await off.inbox.start()
      const conversation = await answered(off, 'a@citizen.test')
      const rows = client.db(true_.options.database).collection('messages')
      const row = await until(() => rows.findOne({ 'delivery.state': 'sending' }).then((one) => one ?? undefined))
      const { localTime } = await client.db('admin').command({ hello: 1 })
      const left = (row['delivery'].until as Date).getTime() - (localTime as Date).getTime()
      expect(left).toBeGreaterThan(100_000)
      expect(left).toBeLessThanOrEqual(120_000)
      await true_.inbox.start()
      await new Promise((resolve) => setTimeout(resolve, 2500))
      expect(true_.wires.sent).toEqual([])
      release()
      await until(async () => (await rows.findOne({ _id: row._id }))?.['delivery'].state === 'sent')
      expect(off.wires.sent).toHaveLength(1)
      expect(conversation).toBeTruthy()
      await Promise.all([true_.inbox.close(), off.inbox.close()])
    },
    40_000,
  )
})

describe('Two who send', () => {
  it('one asleep past its lease: the other sends once more under the same name, and the sleeper writes nothing', async () => {
    const first = await openHouse(inject('mongo'), {})
    let wake: (() => void) | undefined
    first.wires.answer = () =>
      new Promise((resolve) => {
        wake = resolve
      })
    await first.inbox.start()
    const conversation = await answered(first, 'b@citizen.test')
    const rows = client.db(first.options.database).collection('messages')
    await until(() => wake !== undefined)
    const leased = await until(() => rows.findOne({ 'delivery.state': 'sending' }).then((one) => one ?? undefined))
    // Who sleeps takes nothing new either: else it may lease its own row again before the other has opened.
    const asleep = first.inbox.close()
    await rows.updateOne({ _id: leased._id }, { $set: { 'delivery.until': new Date(0) } })
    const { database, keyringFile } = first.options
    const second = await openHouse(inject('mongo'), { database, keyringFile })
    await second.inbox.start()
    await until(async () => (await rows.findOne({ _id: leased._id }))?.['delivery'].state === 'unsure')
    const after = await rows.findOne({ _id: leased._id })
    wake?.()
    await until(() => first.wires.sent.length === 1)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await rows.findOne({ _id: leased._id })).toEqual(after)
    expect(second.wires.sent.map(({ messageId }) => messageId)).toEqual(
      first.wires.sent.map(({ messageId }) => messageId),
    )
    const shown = (await second.inbox.as(claire).messages(conversation, {})).find(
      ({ delivery }) => delivery !== undefined,
    )
    expect(shown?.delivery).toMatchObject({ state: 'unsure', code: 'maybe-twice', tries: 2 })
    await Promise.all([asleep, second.inbox.close()])
  }, 40_000)

  it('one that stops before it began to send gives the answer back: the next sends it once, and nobody is told "maybe twice"', async () => {
    const first = await openHouse(inject('mongo'), {})
    await first.inbox.start()
    const conversation = await answered(first, 'c@citizen.test')
    await first.inbox.close()
    const { database, keyringFile } = first.options
    const rows = client.db(database).collection('messages')
    expect(first.wires.sent).toEqual([])
    expect((await rows.findOne({ delivery: { $exists: true } }))?.['delivery'].state).toBe('queued')
    const second = await openHouse(inject('mongo'), { database, keyringFile })
    await second.inbox.start()
    await until(() => second.wires.sent.length === 1)
    const shown = async () => (await second.inbox.as(claire).messages(conversation, {})).at(-1)?.delivery
    await until(async () => (await shown())?.state === 'sent')
    expect((await shown())?.code).toBeUndefined()
    await second.inbox.close()
  })
})
