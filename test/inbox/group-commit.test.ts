import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { GroupCommit } from '../../inbox/store/group-commit.ts'

interface Row {
  _id: number
  talk: string
  seq: number
}
let client: mongoose.mongo.MongoClient
let rows: mongoose.mongo.Collection<Row>

beforeAll(async () => {
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'), { writeConcern: { w: 'majority', journal: true } })
  rows = client.db(`group_${process.pid}`).collection<Row>('rows')
  await rows.createIndex({ talk: 1, seq: 1 }, { unique: true })
})
afterAll(async () => {
  await client.db(`group_${process.pid}`).dropDatabase()
  await client.close()
})

it('answers each of a thousand callers after its own row is there, in few commands', async () => {
  const commit = new GroupCommit(rows)
  const counter = async () =>
    (await client.db('admin').command({ serverStatus: 1 }))['metrics'].commands.insert.total as number
  const before = await counter()
  await Promise.all(Array.from({ length: 1000 }, (_, i) => commit.insert({ _id: i, talk: `t${i}`, seq: 1 })))
  expect(await rows.countDocuments()).toBe(1000)
  expect((await counter()) - before).toBeLessThan(20)
})

it('a row that a unique index refuses fails alone, naming the index, and its neighbours stand', async () => {
  const commit = new GroupCommit(rows)
  const results = await Promise.allSettled([
    commit.insert({ _id: 2001, talk: 'a', seq: 1 }),
    commit.insert({ _id: 2002, talk: 't7', seq: 1 }),
    commit.insert({ _id: 2001, talk: 'b', seq: 1 }),
    commit.insert({ _id: 2003, talk: 'c', seq: 1 }),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(results[1]).toMatchObject({ reason: { code: 'row-clash', field: 'seq' } })
  expect(results[2]).toMatchObject({ reason: { code: 'row-clash', field: '_id' } })
  expect(await rows.countDocuments({ _id: { $gte: 2001 } })).toBe(2)
})

it('no caller is answered when the server does not confirm', async () => {
  const commit = new GroupCommit(rows)
  const fail = {
    configureFailPoint: 'failCommand',
    mode: { times: 2 },
    data: { failCommands: ['insert'], writeConcernError: { code: 64, errmsg: 'not confirmed' } },
  }
  await client.db('admin').command(fail)
  const results = await Promise.allSettled([
    commit.insert({ _id: 3001, talk: 'x', seq: 1 }),
    commit.insert({ _id: 3002, talk: 'y', seq: 1 }),
  ])
  await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' })
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
