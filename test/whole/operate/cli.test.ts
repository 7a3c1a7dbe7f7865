import { cpSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { WireSheet, WireShelf } from '../../../web/wire.ts'
import { mail } from '../../connectors/email/mails.ts'
import { type Product, startProduct } from '../../product.ts'
import { ask, listenAt, signIn, ticketOf, write } from '../client.ts'
import { run } from './command.ts'

let product: Product
let env: Record<string, string>
let db: mongoose.mongo.Db
let client: mongoose.mongo.MongoClient
const database = `cli_${process.pid}`
const permanence = (...args: string[]) => run(['--cli', ...args], env)

beforeAll(async () => {
  product = await startProduct({ mongo: inject('mongo'), database })
  env = {
    NODE_ENV: 'development',
    DATA_DIR: product.folder,
    MONGODB_URI: inject('mongo'),
    MONGODB_DATABASE: database,
  }
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
  db = client.db(database)
  const ticket = await ticketOf(product.origin, 'brigade-numerique/discussion')
  await write(product.origin, ticket, 'On m’a volé mon vélo.')
})
afterAll(async () => {
  await product.stop()
  await client.close()
})

describe('The command line, beside the running product,', () => {
  it('lists what it knows, and says with its code when it does not understand', async () => {
    const help = await permanence('--help')
    expect(help.code).toBe(0)
    for (const verb of [
      'mail show',
      'doctor',
      'heads rebuild',
      'audit verify',
      'agent add',
      'agent disable',
      'agent reset',
      'desk lint',
      'sheets overdue',
      'sheets export',
    ]) {
      expect(help.out).toContain(`  ${verb}`)
    }
    expect(await permanence('rien')).toMatchObject({ code: 2, out: '' })
  })

  it('looks at everything the product stands on', async () => {
    const { code, out } = await permanence('doctor')
    expect(code).toBe(0)
    for (const part of ['disk', 'keys', 'channel brigade-numerique/discussion', 'mongod', 'clock', 'outbox']) {
      expect(out).toMatch(new RegExp(`^(ok|warn) +${part}`, 'm'))
    }
  })

  it('lints the desks', async () => {
    const { code, out } = await permanence('desk', 'lint')
    expect(out).toContain('brigade-numerique')
    expect(code).toBe(0)
    expect(await permanence('desk', 'lint', '/nowhere')).toMatchObject({ code: 1 })
  })

  it('lists what is overdue, and writes what is published back to files that the start reads', async () => {
    const headers = await signIn(product.origin, 'ines', 'demo-ines-permanence')
    const at = '/api/knowledge/brigade-numerique'
    const shelf = JSON.parse((await ask(product.origin, at, { headers })).text) as WireShelf
    const vol = shelf.entries.find(({ id }) => id === 'vol')?.running?.body as WireSheet
    const body = {
      ...vol,
      title: { ...vol.title, fr: 'Vol : le titre publié' },
      verified: '2020-01-01',
      review: '2020-06-01',
    }
    const publish = { method: 'POST', body: { body, after: 0 }, headers }
    expect((await ask(product.origin, `${at}/sheet/vol/publish`, publish)).status).toBe(200)

    const overdue = await permanence('sheets', 'overdue')
    expect(overdue.code).toBe(1)
    expect(overdue.out).toContain('sheet vol, "Vol : le titre publié", due on 2020-06-01, kept by Pôle plaintes.')

    const desks = mkdtempSync(join(tmpdir(), 'permanence-export-'))
    cpSync('inbox/desks/brigade-numerique', join(desks, 'brigade-numerique'), { recursive: true })
    expect(await permanence('sheets', 'export', desks)).toMatchObject({ code: 2 })
    const target = join(desks, 'export')
    expect(await permanence('sheets', 'export', target)).toMatchObject({ code: 0 })
    renameSync(join(target, 'shared-sheets'), join(desks, 'shared-sheets'))
    expect(readFileSync(join(desks, 'shared-sheets/vols/vol.yaml'), 'utf8')).toMatch(
      /^id: vol\ntitle:\n {2}fr: "?Vol : le titre publié"?\n[\s\S]*body:\n {2}fr: \|-\n/,
    )
    const same = 'shared-sheets/urgences/numeros.yaml'
    expect(readFileSync(join(desks, same), 'utf8')).toBe(readFileSync(join('inbox/desks', same), 'utf8'))
    expect(await permanence('desk', 'lint', desks)).toMatchObject({ code: 0 })
  })

  it('mends heads that were spoilt', async () => {
    await db.collection('conversations').updateMany({}, { $set: { unread: 99, seq: 77 } })
    const first = await permanence('heads', 'rebuild')
    expect(first.out).toMatch(/^1 conversations read, 1 heads mended\./m)
    expect((await permanence('heads', 'rebuild')).out).toMatch(/^1 conversations read, 0 heads mended\./m)
  })

  it('prints mails from files and from stdin', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'permanence-mail-')), 'a.eml')
    writeFileSync(file, mail({ subject: 'Vélo volé' }))
    const shown = await permanence('mail', 'show', file, file)
    const lines = shown.out.trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ file, subject: 'Vélo volé', defects: [] })
    const piped = await run(['--cli', 'mail', 'show', '-'], env, mail({ subject: 'Par tube' }).toString())
    expect(JSON.parse(piped.out)).toMatchObject({ file: '-', subject: 'Par tube' })
    expect(await permanence('mail', 'show', '/nowhere.eml')).toMatchObject({ code: 1 })
    expect(await permanence('mail', 'show')).toMatchObject({ code: 2 })
  })

  it('adds, resets and disables an agent, whose sockets close at once', async () => {
    const made = await permanence(
      'agent',
      'add',
      'zoe',
      '--name',
      'Zoé',
      '--desk',
      'brigade-numerique=agent',
      '--no-second-factor',
    )
    expect(made.code).toBe(0)
    const password = (said: string) => /password {2}(\S+)/.exec(said)?.[1] ?? ''
    expect(await permanence('agent', 'add', 'zoe', '--name', 'Z', '--desk', 'brigade-numerique=agent')).toMatchObject({
      code: 1,
    })
    expect(await permanence('agent', 'add', 'yan', '--name', 'Y', '--desk', 'rien=agent')).toMatchObject({ code: 2 })
    let secret = password(made.out)
    for (const verb of ['reset', 'disable']) {
      const headers = await signIn(product.origin, 'zoe', secret)
      const { socket } = await listenAt(product.origin, '/console', { headers })
      const closed = new Promise<number>((resolve) => socket.once('disconnect', () => resolve(Date.now())))
      const ended = await permanence('agent', verb, 'zoe')
      expect(ended.code).toBe(0)
      const since = Date.now()
      // The command is another process: it says so through the database.
      expect((await closed) - since).toBeLessThan(6000)
      expect((await ask(product.origin, '/api/me', { headers })).status).toBe(401)
      if (verb === 'reset') secret = password(ended.out)
    }
    await expect(signIn(product.origin, 'zoe', secret)).rejects.toThrow('401 sign-in')
    expect(await permanence('agent', 'disable', 'personne')).toMatchObject({ code: 2 })
  })

  it('finds the audit chain whole, and says by its code when one entry was changed', async () => {
    const whole = await permanence('audit', 'verify')
    expect(whole).toMatchObject({ code: 0 })
    expect(whole.out).toMatch(/^ok +house: \d+ entries, whole\.$/m)
    const one = { desk: 'house', action: 'agent-disable' }
    const { modifiedCount } = await db.collection('audit').updateOne(one, { $set: { who: 'quelqu’un' } })
    expect(modifiedCount).toBe(1)
    const broken = await permanence('audit', 'verify')
    expect(broken.code).toBe(1)
    expect(broken.out).toMatch(/^fail +house: entry \d+ of \d+/m)
  })
}, 120_000)
