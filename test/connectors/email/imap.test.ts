import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { email } from '../../../connectors/email/email.ts'
import { type Dovecot, startDovecot } from '../../setup/dovecot.ts'
import { startSmtp } from '../../setup/smtp.ts'
import { contract } from '../contract.ts'
import { Memory, until } from '../memory-sink.ts'
import { hostileMails } from './hostile.ts'
import { bounce, mail, multipart } from './mails.ts'
import { answer, outcomes, wrongSettings } from './wire.ts'

let dovecot: Dovecot

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.end())

const settings = (smtpPort = 9) => ({
  address: 'bureau@police.example',
  trustedRelay: 'mx.police.example',
  in: { type: 'imap', host: '127.0.0.1', port: dovecot.port, tls: 'none', login: dovecot.login, pollSeconds: 1 },
  out: { host: '127.0.0.1', port: smtpPort, tls: 'none', timeoutSeconds: 1 },
})

function emptyBox(): void {
  for (const file of dovecot.files()) dovecot.remove(file)
}

contract(email, 'e-mail, IMAP on a real Dovecot', async () => {
  emptyBox()
  const smtp = await startSmtp()
  const said: Buffer[] = []
  return {
    settings: settings(smtp.port),
    wrong: wrongSettings(settings()),
    inward: {
      async say(text) {
        const bytes = mail({ body: text, from: `${said.length}@citoyens.example` })
        said.push(bytes)
        dovecot.append(bytes)
      },
      // A lost cursor makes the connector read the whole box again.
      async repeat(memory) {
        memory.cursors.clear()
        await dovecot.stop()
        await dovecot.start()
        await until(() => memory.duplicates > 0, 20_000)
      },
      malformed: hostileMails().map(({ bytes }) => bytes),
      async put(payload) {
        dovecot.append(payload)
      },
    },
    outward: { message: answer(), outcomes: outcomes(smtp) },
    end: () => smtp.close(),
  }
})

async function open(memory: Memory, change: object = {}) {
  const life = new AbortController()
  const config = email.parse({ ...settings(), ...change })
  await email.open({ id: 'courriel', desk: 'bureau', name: 'Courriel', config }, memory.sink(), life.signal)
  return () => life.abort()
}

describe('the mailbox', () => {
  test('a mail arrives by IDLE, without waiting for the next look', async () => {
    emptyBox()
    const memory = new Memory()
    const slow = settings()
    const stop = await open(memory, { in: { ...slow.in, pollSeconds: 300 } })
    await new Promise((resolve) => setTimeout(resolve, 300))
    dovecot.append(mail({ body: 'tout de suite' }))
    await until(() => memory.texts().includes('tout de suite'), 5_000)
    stop()
  })

  test('one mail that breaks the parser among a hundred: 99 and it', async () => {
    emptyBox()
    const nested = Array.from(
      { length: 300 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    )
    for (let at = 0; at < 100; at += 1) {
      dovecot.append(
        at === 50
          ? Buffer.from(`From: k@citoyens.example\r\nSubject: profond\r\n${nested.join('')}`)
          : mail({ body: `n ${at}` }),
      )
    }
    const memory = new Memory()
    const stop = await open(memory)
    await until(() => memory.kept.size === 100)
    const broken = [...memory.kept.values()].filter(({ said }) => said?.flags?.defects?.includes('unparsed'))
    expect(broken).toHaveLength(1)
    expect(broken[0]?.said).toMatchObject({ subject: 'profond', from: { address: 'k@citoyens.example' } })
    expect(memory.texts().filter((text) => /^n \d+$/.test(text))).toHaveLength(99)
    stop()
  })

  test('never deletes, never marks as read', async () => {
    emptyBox()
    dovecot.append(mail())
    const memory = new Memory()
    const stop = await open(memory)
    await until(() => memory.kept.size === 1)
    stop()
    expect(dovecot.files()).toHaveLength(1)
    expect(dovecot.files()[0]).not.toMatch(/:2,.*[ST]/)
  })

  test('two mails with one Message-ID and other words are both kept', async () => {
    emptyBox()
    dovecot.append(mail({ id: '<meme@citoyens.example>', body: 'le vrai' }))
    dovecot.append(mail({ id: '<meme@citoyens.example>', body: 'l’autre' }))
    const memory = new Memory()
    const stop = await open(memory)
    await until(() => memory.kept.size === 2)
    expect(memory.texts().toSorted()).toEqual(['le vrai', 'l’autre'])
    stop()
  })

  test('a bounce goes to the message that caused it, any other report is received as automatic mail', async () => {
    emptyBox()
    const memory = new Memory()
    memory.known.add('abc')
    dovecot.append(bounce('<abc@police.example>'))
    dovecot.append(bounce('<unknown@police.example>'))
    const stop = await open(memory)
    await until(() => memory.kept.size === 1)
    expect(memory.reports).toEqual([{ messageId: 'abc', state: 'failed', code: '5.1.1' }])
    expect([...memory.kept.values()][0]?.said?.flags).toMatchObject({ automatic: true, neverAnswer: true })
    stop()
  })

  test('when the server is away, health says so, and all that came meanwhile arrives when it is back', async () => {
    emptyBox()
    const memory = new Memory()
    const stop = await open(memory)
    await dovecot.stop()
    await until(() => memory.states.at(-1)?.startsWith('down') === true)
    for (let at = 0; at < 20; at += 1) dovecot.append(mail({ body: `pendant ${at}` }))
    await dovecot.start()
    await until(() => memory.kept.size === 20, 20_000)
    // The last letters may be told before the health is.
    await until(() => memory.states.at(-1) === 'up')
    stop()
  })
})

describe('big mail', () => {
  const heavy = (megabytes: number) =>
    multipart('mixed', [
      'Content-Type: text/plain\r\n\r\nvoir la pièce',
      `Content-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NQ==\r\n'.repeat((megabytes * 1024 * 1024) / 78)}`,
    ])

  test('25 MB is stored whole; of 31 MB the head, said to be too large; the next one is taken', async () => {
    emptyBox()
    dovecot.append(heavy(25))
    dovecot.append(heavy(31))
    dovecot.append(mail({ body: 'le suivant' }))
    const memory = new Memory()
    const stop = await open(memory)
    await until(() => memory.kept.size === 3, 30_000)
    await until(() => memory.texts().includes('le suivant'))
    const [whole, head] = [...memory.kept.values()].toSorted((a, b) => a.externalId.localeCompare(b.externalId))
    expect(whole?.raw.byteLength).toBeGreaterThan(25 * 1024 * 1024)
    expect(head?.raw.byteLength).toBeLessThan(2_000)
    expect(head?.said).toMatchObject({ subject: 'Question', flags: { defects: expect.arrayContaining(['too-large']) } })
    stop()
  })
})

describe('a new UIDVALIDITY', () => {
  test('only copies in excess of the stored ones are stored', async () => {
    emptyBox()
    const twin = mail({ body: 'jumeau' })
    for (let at = 0; at < 300; at += 1)
      dovecot.append(mail({ body: `avant ${at}`, from: `c${at % 7}@citoyens.example` }))
    dovecot.append(twin)
    dovecot.append(twin)
    const memory = new Memory()
    const stop = await open(memory)
    await until(() => memory.kept.size === 302)
    stop()
    await dovecot.changeUidValidity()
    dovecot.append(twin)
    dovecot.append(mail({ body: 'après' }))
    const again = await open(memory)
    await until(() => memory.texts().includes('après'))
    expect(memory.kept.size).toBe(304)
    expect(memory.texts().filter((text) => text === 'jumeau')).toHaveLength(3)
    again()
  })

  test('a kill anywhere in the pass neither loses nor doubles', async () => {
    emptyBox()
    // More than one batch of 200, so that the pass has a middle.
    for (let at = 0; at < 205; at += 1) dovecot.append(mail({ body: `r ${at}` }))
    const memory = new Memory()
    const stop = await open(memory)
    await until(() => memory.kept.size === 205)
    stop()
    await dovecot.changeUidValidity()
    for (let at = 205; at < 208; at += 1) dovecot.append(mail({ body: `r ${at}` }))
    const config = email.parse(settings())
    for (const at of [1, 2, 100, 201, 202, 203, 204, 206, 208, 210, 211, 212, 213, 214, 215, 216, 217, 218]) {
      const life = new AbortController()
      const sink = memory.sink(at)
      const opening = email.open({ id: 'c', desk: 'b', name: 'C', config }, sink, life.signal)
      await Promise.race([sink.dead, opening])
      life.abort()
    }
    const last = await open(memory)
    expect(memory.texts().toSorted()).toEqual(Array.from({ length: 208 }, (_, at) => `r ${at}`).toSorted())
    last()
  })
})
