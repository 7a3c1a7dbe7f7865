import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { database, type Running } from '../../../web/boot/index.ts'
import { candidates } from '../../../web/boot/mongod/find.ts'
import { isAlive } from '../../../web/boot/mongod/processes.ts'
import { silent } from '../../../web/boot/mongod/progress.ts'

const small = ['--wiredTigerCacheSizeGB', '0.25']
let dataDir: string
let running: Running[]
let children: ChildProcess[]
let said: string[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'permanence-db-'))
  running = []
  children = []
  said = []
})
afterEach(async () => {
  for (const one of running) await one.stop()
  for (const child of children) {
    if (child.exitCode === null && child.kill('SIGKILL')) await new Promise((resolve) => child.once('exit', resolve))
  }
  rmSync(dataDir, { recursive: true, force: true })
})

const progress = { step: (line: string) => void said.push(line), bar: () => undefined }
const settings = (mongodbUri?: string) => ({
  mongodbUri,
  mongodPath: process.env['MONGOD_PATH'],
  mongodArgs: small,
  dataDir,
})

async function start(): Promise<Running> {
  const one = await database(settings(), progress)
  running.push(one)
  return one
}
async function stop(one: Running): Promise<void> {
  running = running.filter((other) => other !== one)
  await one.stop()
}

async function using<T>(uri: string, work: (client: mongoose.mongo.MongoClient) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 20_000 })
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}
const lines = (uri: string) => using(uri, (client) => client.db('t').collection('lines').countDocuments())
const write = (uri: string) =>
  using(uri, (client) =>
    client
      .db('t')
      .collection('lines')
      .insertOne({ text: 'x' }, { writeConcern: { w: 'majority', journal: true } }),
  )
const pidOf = () => Number.parseInt(readFileSync(join(dataDir, 'db', 'mongod.lock'), 'utf8'), 10)
const portOf = (uri: string) => Number(/:(\d+)\//.exec(uri)?.[1])

/** A lone mongod as an operator might run it. */
async function lone(...args: string[]): Promise<number> {
  const port = await free()
  const db = join(dataDir, `lone-${port}`)
  mkdirSync(db)
  const found = await candidates({ ...settings(), env: process.env, progress: silent }).next()
  const base = ['--dbpath', db, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket', ...small]
  children.push(spawn(found.value.binary, [...base, ...args], { stdio: 'ignore' }))
  await using(`mongodb://127.0.0.1:${port}/?directConnection=true`, (client) => client.db().command({ hello: 1 }))
  return port
}
function free(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

describe('the embedded database', () => {
  it('keeps what was written, its address and its password from one start to the next', async () => {
    const first = await start()
    await write(first.uri)
    await stop(first)
    expect(readFileSync(join(dataDir, 'db', 'mongod.lock'), 'utf8')).toBe('')
    const second = await start()
    expect(second.uri).toBe(first.uri)
    expect(await lines(second.uri)).toBe(1)
    expect(said).toEqual([])
  })

  it('is a replica set: change streams and transactions work', async () => {
    const { uri } = await start()
    await using(uri, async (client) => {
      const lines = client.db('t').collection<{ n: number }>('lines')
      await lines.insertOne({ n: 0 })
      const stream = lines.watch()
      const seen = stream.next()
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await lines.insertOne({ n: 1 }, { session })
        }),
      )
      expect(await seen).toMatchObject({ operationType: 'insert', fullDocument: { n: 1 } })
      await stream.close()
    })
  })

  it('lets nobody in without the password, and its files are for this user alone', async () => {
    const { uri } = await start()
    const open = `mongodb://127.0.0.1:${portOf(uri)}/?directConnection=true`
    await expect(lines(open)).rejects.toThrow(/requires authentication/)
    const again = using(open, (client) => client.db('admin').command({ createUser: 'x', pwd: 'x', roles: ['root'] }))
    await expect(again).rejects.toThrow(/requires authentication/)
    for (const file of ['keyfile', 'access.json', 'log'])
      expect(statSync(join(dataDir, 'mongod', file)).mode & 0o077).toBe(0)
    expect(statSync(dataDir).mode & 0o077).toBe(0)
  })

  it('records which version wrote the data', async () => {
    const { version } = await start()
    expect(JSON.parse(readFileSync(join(dataDir, 'mongod-version.json'), 'utf8'))).toEqual({
      version,
      featureVersion: version.split('.').slice(0, 2).join('.'),
    })
  })

  it('refuses a second product on the same folder, naming the first', async () => {
    await start()
    await expect(start()).rejects.toThrow(`is already used by process ${process.pid}`)
  })

  it('starts again after a power cut: locks left behind by the dead are no obstacle', async () => {
    const first = await start()
    await write(first.uri)
    process.kill(pidOf(), 'SIGKILL')
    await stop(first)
    writeFileSync(join(dataDir, 'permanence.lock'), '999999999 12345')
    expect(await lines((await start()).uri)).toBe(1)
    expect(existsSync(join(dataDir, 'permanence.lock'))).toBe(true)
  })

  it('starts again when its password was made and its user was not yet', async () => {
    mkdirSync(join(dataDir, 'mongod'), { recursive: true })
    writeFileSync(
      join(dataDir, 'mongod', 'access.json'),
      JSON.stringify({ user: 'u', password: 'p', port: await free() }),
    )
    const { uri } = await start()
    expect(uri).toContain('mongodb://u:p@')
    await write(uri)
  })

  it('moves to another port when somebody took its own', async () => {
    const first = await start()
    await write(first.uri)
    await stop(first)
    const squatter = createServer().listen(portOf(first.uri), '127.0.0.1')
    try {
      const second = await start()
      expect(portOf(second.uri)).not.toBe(portOf(first.uri))
      expect(await lines(second.uri)).toBe(1)
      await write(second.uri)
    } finally {
      squatter.close()
    }
  })

  it('follows its port even when a crash came between', async () => {
    const first = await start()
    await write(first.uri)
    await stop(first)
    const file = join(dataDir, 'mongod', 'access.json')
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), port: await free() }))
    const second = await start()
    expect(portOf(second.uri)).not.toBe(portOf(first.uri))
    expect(await lines(second.uri)).toBe(1)
    await write(second.uri)
  })

  it('comes back by itself when its mongod is killed', async () => {
    const { uri } = await start()
    await write(uri)
    const before = pidOf()
    process.kill(before, 'SIGKILL')
    await expect.poll(() => said.some((line) => line === 'mongod: running again.'), { timeout: 30_000 }).toBe(true)
    expect(pidOf()).not.toBe(before)
    expect(await lines(uri)).toBe(1)
  })

  it('stops cleanly a mongod that outlived a product killed with kill -9, then starts with everything', async () => {
    const script = `import { database, silent } from '${new URL('../../../web/boot/index.ts', import.meta.url).pathname}'
database(${JSON.stringify(settings())}, silent).then(({ uri }) => console.log(uri))`
    const product = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(product)
    const uri = await new Promise<string>((resolve) =>
      product.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
    )
    await write(uri)
    product.kill('SIGKILL')
    await new Promise((resolve) => product.once('exit', resolve))
    const orphan = pidOf()
    expect(isAlive(orphan)).toBe(true)
    const { uri: again } = await start()
    expect(isAlive(orphan)).toBe(false)
    expect(said).toEqual([`mongod: process ${orphan} was left by a start that was killed; stopping it cleanly.`])
    expect(await lines(again)).toBe(1)
  })

  it('says why when mongod does not start', async () => {
    const odd = { ...settings(), mongodArgs: ['--noSuchOption'] }
    await expect(database(odd, progress)).rejects.toThrow(/did not start: .*unrecognised option '--noSuchOption'/i)
    expect(existsSync(join(dataDir, 'permanence.lock'))).toBe(false)
  })
})

describe('MONGODB_URI', () => {
  const sentence = (uri: string) =>
    database(settings(uri), progress).then(
      () => 'accepted',
      (error: Error) => error.message,
    )

  it('is used when it leads to a replica set', async () => {
    const { uri, version, stop } = await database(settings(inject('mongo')), progress)
    expect(uri).toBe(inject('mongo'))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    await stop()
    expect(await using(uri, (client) => client.db().command({ ping: 1 }))).toMatchObject({ ok: 1 })
  })

  it('is refused when it leads to a lone server, with how to make it a replica set', async () => {
    const port = await lone()
    for (const query of ['', '/', '/?replicaSet=rs0', '/?directConnection=true']) {
      const said = await sentence(`mongodb://127.0.0.1:${port}${query}`)
      expect(said).toMatch(/it must be a replica set\. Start that mongod with --replSet rs0, run rs\.initiate\(\)/)
    }
  })

  it('is refused when its replica set was never initiated', async () => {
    const port = await lone('--replSet', 'rs0')
    expect(await sentence(`mongodb://127.0.0.1:${port}/?replicaSet=rs0`)).toMatch(
      /never initiated; run rs\.initiate\(\)/,
    )
  })

  it('is refused when the password is wrong or nobody answers, without repeating it', async () => {
    const wrong = inject('mongo').replace(/:[^:@]+@/, ':tres-faux@')
    expect(await sentence(wrong)).toMatch(/refuses its user or password/)
    const nobody = await sentence(`mongodb://u:tres-faux@127.0.0.1:${await free()}/?replicaSet=rs0`)
    expect(nobody).toMatch(/no server that answers/)
    expect(nobody).not.toContain('tres-faux')
  })
})
