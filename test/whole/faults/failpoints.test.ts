import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, freshId, ticketOf, write } from '../client.ts'
import { openWhole, type Whole } from '../faces.ts'

let whole: Whole
let ticket: string
let client: mongoose.mongo.MongoClient

beforeAll(async () => {
  whole = await openWhole({ mongo: inject('mongo') })
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
  ticket = await ticketOf(whole.origin, 'nord/discussion')
  await write(whole.origin, ticket, 'Avant')
})
afterEach(() => client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' }))
afterAll(async () => {
  await whole.close()
  await client.close()
})

const fail = (mode: object | string, data: object) =>
  client.db('admin').command({
    configureFailPoint: 'failCommand',
    mode,
    data: { failCommands: ['insert'], namespace: `${whole.options.database}.messages`, ...data },
  })
const say = (text: string, clientId: string) =>
  ask(whole.origin, '/chat/messages', {
    method: 'POST',
    body: { clientId, text },
    headers: { Authorization: `Bearer ${ticket}`, 'Accept-Language': 'fr' },
  })
const stored = async (): Promise<string[]> => {
  const { text, status } = await ask(whole.origin, '/chat/messages', { headers: { Authorization: `Bearer ${ticket}` } })
  expect(status).toBe(200)
  return (JSON.parse(text) as { messages: { text: string }[] }).messages.map((one) => one.text)
}

describe('The database', () => {
  it.each([1, 2, 3])('may lose its reply to a commit %i times: the message is there once', async (times) => {
    await fail({ times }, { closeConnection: true })
    const id = freshId()
    const text = `Réponse perdue ${times}`
    for (let tries = 0; (await say(text, id)).status !== 201; tries += 1) expect(tries).toBeLessThan(5)
    expect((await say(text, id)).status).toBe(201)
    expect((await stored()).filter((one) => one === text)).toEqual([text])
  })

  it('may write and then lose the majority: nothing is acknowledged, and the repeat is the same message', async () => {
    await fail({ times: 1 }, { writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } })
    const id = freshId()
    expect(await say('Pas confirmé', id)).toMatchObject({ status: 503, code: 'unavailable' })
    expect((await say('Pas confirmé', id)).status).toBe(201)
    expect((await stored()).filter((one) => one === 'Pas confirmé')).toHaveLength(1)
  })

  it('may be full: writing is refused with a sentence, reading goes on, and it resumes alone', async () => {
    await fail('alwaysOn', { errorCode: 14031 })
    const id = freshId()
    const refused = await say('Disque plein', id)
    expect(refused).toMatchObject({ status: 503, code: 'unavailable' })
    expect(refused.text).toContain('n’a pas été envoyé')
    expect(await stored()).toContain('Avant')
    await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' })
    expect((await say('Disque plein', id)).status).toBe(201)
    expect((await stored()).filter((one) => one === 'Disque plein')).toHaveLength(1)
  })

  it('left no number out and none twice through all of that', async () => {
    const { text } = await ask(whole.origin, '/chat/messages', { headers: { Authorization: `Bearer ${ticket}` } })
    const numbers = (JSON.parse(text) as { messages: { seq: number }[] }).messages.map(({ seq }) => seq)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  })
})
