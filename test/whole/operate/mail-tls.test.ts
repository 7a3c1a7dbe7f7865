import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { mail } from '../../connectors/email/mails.ts'
import { type Product, startProduct } from '../../product.ts'
import { type Authority, makeAuthority } from '../../setup/certificate.ts'
import { type Dovecot, startDovecot } from '../../setup/dovecot.ts'
import { startSmtp } from '../../setup/smtp.ts'
import { type Submission, startSubmission } from '../../setup/submission.ts'
import { channelsFile, courriel, until } from '../mailed.ts'

const leaving = { user: 'bureau@police.example', password: 'mot-de-passe-du-depart' }
const wrong = 'mot-de-passe-refuse'
const citizen = 'camille@citoyens.example'
let authority: Authority
let dovecot: Dovecot
let submission: Submission
let client: mongoose.mongo.MongoClient
let product: Product
let database: string
let count = 0

beforeAll(async () => {
  authority = makeAuthority()
  dovecot = await startDovecot(authority)
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
})
afterAll(async () => {
  await dovecot.end()
  await client.close()
  authority.remove()
})
beforeEach(async () => {
  submission = await startSubmission(authority, leaving)
  for (const file of dovecot.files()) dovecot.remove(file)
  dovecot.append(mail({ from: citizen, body: 'Bonjour' }))
  count += 1
  database = `tls_${process.pid}_${count}`
})
afterEach(async () => {
  await product.stop()
  await submission.close()
})

interface Given {
  readonly tls?: 'implicit' | 'starttls'
  readonly trusted?: boolean
  readonly password?: string
  readonly leavingPassword?: string
}

async function start({ tls = 'implicit', trusted = true, password, leavingPassword }: Given): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-tls-'))
  const port = tls === 'implicit' ? dovecot.securePort : dovecot.port
  const login = { user: dovecot.login.user, password: password ?? dovecot.login.password }
  const way = { type: 'imap', host: '127.0.0.1', port, tls, login, pollSeconds: 1 }
  const out = { host: '127.0.0.1', port: submission.port, tls: 'starttls', timeoutSeconds: 5 }
  const signs = { ...leaving, password: leavingPassword ?? leaving.password }
  const file = channelsFile(folder, way, submission.port, { out: { ...out, login: signs } })
  const env = { CHANNELS_FILE: file, ...(trusted && { NODE_EXTRA_CA_CERTS: authority.authority }) }
  product = await startProduct({ mongo: inject('mongo'), database, folder, env })
}

const messages = () => client.db(database).collection('messages')
const stored = () => messages().countDocuments({ channel: courriel, dir: 'in' })
/** What the log says of the mail channel, newest last. */
const health = () =>
  product
    .output()
    .split('\n')
    .filter((line) => line.includes('"event":"channel"') && line.includes(courriel))
    .map((line) => JSON.parse(line) as { state: string; code?: string })
    .map(({ state, code }) => (code ? `${state}:${code}` : state))

const noSecret = () => {
  for (const secret of [leaving.password, dovecot.login.password, wrong, citizen]) {
    expect(product.output()).not.toContain(secret)
  }
}

describe('Mail over TLS, with a certificate of an authority that the operator’s own house made,', () => {
  it.each(['implicit', 'starttls'] as const)(
    'is read and answered once NODE_EXTRA_CA_CERTS names that authority (in: %s, out: starttls), signed in on both ways',
    async (tls) => {
      await start({ tls })
      await until(async () => (await stored()) === 1)
      await until(async () => submission.taken.length > 0)
      expect(submission.taken[0]).toMatchObject({ to: [citizen], secure: true, user: leaving.user })
      expect(health()).toEqual(['up'])
      noSecret()
    },
  )

  it('is not read while nobody trusts it: health says "certificate", and no password is given away', async () => {
    await start({ trusted: false })
    await until(async () => health().includes('down:certificate'))
    expect(await stored()).toBe(0)
    noSecret()
  })

  it('with a wrong password to come in, health says "sign-in"', async () => {
    await start({ password: wrong })
    await until(async () => health().includes('down:sign-in'))
    expect(await stored()).toBe(0)
    noSecret()
  })

  it('with a wrong password to go out, the answer waits for another try and says "sign-in"', async () => {
    await start({ leavingPassword: wrong })
    const waiting = { 'delivery.by': 'lease', 'delivery.state': 'queued', 'delivery.code': 'sign-in' }
    await until(async () => (await messages().countDocuments(waiting)) === 1)
    expect(submission.refused()).toBeGreaterThan(0)
    expect(submission.taken).toEqual([])
    noSecret()
  })

  it('is not sent to a server whose certificate nobody trusts, nor in clear to one that offers no TLS', async () => {
    const plain = await startSmtp()
    for (const [out, code] of [
      [submission.port, 'certificate'],
      [plain.port, '5.5.1'],
    ] as const) {
      const { email } = await import('../../../connectors/email/email.ts')
      const { answer } = await import('../../connectors/email/wire.ts')
      const { Memory } = await import('../../connectors/memory-sink.ts')
      const life = new AbortController()
      const config = email.parse({
        address: 'bureau@police.example',
        in: { type: 'smtp', port: 1 + (out % 60_000) },
        out: { host: '127.0.0.1', port: out, tls: 'starttls', login: leaving, timeoutSeconds: 3 },
      })
      const channel = { id: 'c', desk: 'b', name: 'C', config }
      const line = await email.open(channel, new Memory().sink(), life.signal)
      await expect(line.send(answer())).rejects.toMatchObject({ outcome: 'retry', code })
      life.abort()
    }
    expect(submission.taken).toEqual([])
    expect(plain.taken).toEqual([])
    expect(plain.heard.filter((line) => /^(AUTH|MAIL)/i.test(line))).toEqual([])
    await plain.close()
  })
})
