import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { email } from '../../../connectors/email/email.ts'
import { type Dovecot, startDovecot } from '../../setup/dovecot.ts'
import { Memory, until } from '../memory-sink.ts'
import { mail } from './mails.ts'
import { type RoughWay, roughWay } from './rough-way.ts'

let dovecot: Dovecot
let way: RoughWay
let memory: Memory
let life: AbortController

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.end())
beforeEach(async () => {
  for (const file of dovecot.files()) dovecot.remove(file)
  way = await roughWay(dovecot.port)
  memory = new Memory()
  life = new AbortController()
})
afterEach(async () => {
  life.abort()
  await way.close()
})

async function open(timeoutSeconds = 90): Promise<void> {
  const box = { type: 'imap', host: '127.0.0.1', port: way.port, tls: 'none', login: dovecot.login }
  const config = email.parse({
    address: 'bureau@police.example',
    in: { ...box, pollSeconds: 1, timeoutSeconds },
    out: { host: '127.0.0.1', tls: 'none' },
  })
  await email.open({ id: 'courriel', desk: 'bureau', name: 'Courriel', config }, memory.sink(), life.signal)
}

const bodies = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `lettre ${from + at}`)
const append = (from: number, to: number, more = '') => {
  for (const body of bodies(from, to)) dovecot.append(mail({ body: `${body}${more}` }))
}
const first = () => memory.texts().map((text) => text.split('\n', 1)[0]?.trim() ?? '')

/** Stored and read: the raw bytes are there before anything reads them. */
const read = (memory: Memory, count: number): boolean =>
  memory.kept.size === count && memory.texts().every((text) => text !== '')

describe('when the way to the mailbox is bad,', () => {
  test('and is cut in the middle of mails again and again, each is stored once, and health follows', async () => {
    append(0, 60, `\r\n${'x'.repeat(40_000)}`)
    // Each connection gets a little further than the one before; 60 mails of 40 kB never pass in one.
    way.cutAfter(300_000)
    await open()
    await until(() => way.cuts() >= 2, 20_000)
    expect(memory.states.some((state) => state.startsWith('down'))).toBe(true)
    way.clear()
    await until(() => read(memory, 60), 30_000)
    await until(() => memory.states.at(-1) === 'up')
    expect(first().toSorted()).toEqual(bodies(0, 60).toSorted())
  })

  test('and falls silent without a word, it is given up, said to be down, and all that came meanwhile arrives once', async () => {
    append(0, 10)
    await open(3)
    await until(() => read(memory, 10))
    way.stall()
    append(10, 30)
    await until(() => memory.states.at(-1)?.startsWith('down') === true, 30_000)
    expect(memory.kept.size).toBe(10)
    way.clear()
    await until(() => read(memory, 30), 30_000)
    await until(() => memory.states.at(-1) === 'up')
    expect(first().toSorted()).toEqual(bodies(0, 30).toSorted())
    expect(memory.duplicates).toBe(0)
  })

  test('and falls silent in the middle of a mail, the same holds', async () => {
    append(0, 30, `\r\n${'x'.repeat(40_000)}`)
    way.stallAfter(500_000)
    void open(3)
    await until(() => memory.states.at(-1)?.startsWith('down') === true, 30_000)
    expect(memory.kept.size).toBe(0)
    way.clear()
    await until(() => read(memory, 30), 30_000)
    expect(first().toSorted()).toEqual(bodies(0, 30).toSorted())
    expect(memory.duplicates).toBe(0)
  })
})
