import { afterEach, describe, expect, test } from 'vitest'
import { email } from '../../../connectors/email/email.ts'
import { type FakeBox, type FakeImap, startImap } from '../../setup/imap.ts'
import { Memory, until } from '../memory-sink.ts'
import { mail } from './mails.ts'

let server: FakeImap
let life = new AbortController()

afterEach(async () => {
  life.abort()
  await server.close()
})

async function read(box: FakeBox, memory: Memory) {
  server = await startImap(box)
  life = new AbortController()
  const config = email.parse({
    address: 'bureau@police.example',
    in: {
      type: 'imap',
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      login: { user: 'u', password: 'p' },
      pollSeconds: 1,
    },
    out: { host: '127.0.0.1', tls: 'none' },
  })
  await email.open({ id: 'c', desk: 'b', name: 'C', config }, memory.sink(), life.signal)
}

const mails = ['un', 'deux', 'jumeau', 'jumeau'].map((body) => mail({ body, id: '<i@x.example>' }).toString())

describe('an odd IMAP server', () => {
  test('that gives no UIDVALIDITY: mails are known by their bytes, equal ones are counted', async () => {
    const memory = new Memory()
    await read({ mails }, memory)
    expect(memory.texts().toSorted()).toEqual(['deux', 'jumeau', 'jumeau', 'un'])
    life.abort()
    await server.close()
    const more = [...mails, mails[2] ?? '', mail({ body: 'trois' }).toString()]
    await read({ mails: more }, memory)
    expect(memory.texts().toSorted()).toEqual(['deux', 'jumeau', 'jumeau', 'jumeau', 'trois', 'un'])
    expect([...memory.kept.keys()].every((id) => id.startsWith('hash:'))).toBe(true)
  })

  test.each(['4294967295', '9223372036854775809'])(
    'whose UIDVALIDITY is %s: kept without rounding',
    async (uidValidity) => {
      const memory = new Memory()
      await read({ mails, uidValidity }, memory)
      expect([...memory.kept.keys()]).toEqual([1, 2, 3, 4].map((uid) => `${uidValidity}:${uid}`))
      expect(JSON.parse(memory.cursors.get('') ?? '')).toMatchObject({ validity: uidValidity, uid: 4 })
    },
  )

  test('that begins to give UIDVALIDITY: nothing is stored twice', async () => {
    const memory = new Memory()
    await read({ mails }, memory)
    life.abort()
    await server.close()
    memory.cursors.set('', JSON.stringify({ validity: null, uid: 4 }))
    await read({ mails, uidValidity: '7' }, memory)
    expect(memory.kept.size).toBe(4)
  })

  test.each<[string, NonNullable<FakeBox['rude']>]>([
    [
      'announces a literal of 4 GB',
      (command, _tag, socket) =>
        /^UID FETCH/i.test(command) && socket.write('* 1 FETCH (UID 1 BODY[] {4294967295}\r\n'),
    ],
    [
      'nests without end',
      (command, _tag, socket) => /^UID FETCH/i.test(command) && socket.write(`* 1 FETCH ${'('.repeat(200_000)}\r\n`),
    ],
    [
      'answers with tags of others',
      (command, _tag, socket) =>
        /^UID SEARCH/i.test(command) && socket.write('ZZZ OK [x] done\r\n* SEARCH abc -1 99999999999999999999\r\n'),
    ],
    [
      'sends lines without end',
      (command, _tag, socket) => /^UID SEARCH/i.test(command) && socket.write(`* SEARCH ${'1 '.repeat(6_000_000)}`),
    ],
    [
      'hangs up in the middle of a mail',
      (command, _tag, socket) => {
        if (!/BODY/i.test(command)) return false
        socket.write('* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: a', () => socket.destroy())
        return true
      },
    ],
    [
      'lies about sizes',
      (command, tag, socket) => {
        if (!/BODY/i.test(command)) return false
        const big = 'x'.repeat(1_000_000)
        for (let at = 1; at <= 4; at += 1)
          socket.write(`* ${at} FETCH (UID ${at} BODY[] {${big.length}}\r\n${big})\r\n`)
        socket.write(`${tag} NO never mind\r\n`)
        return true
      },
    ],
  ])('that %s: health says down, the process lives, and it is tried again', async (_name, rude) => {
    const memory = new Memory()
    const opening = read({ mails, uidValidity: '7', rude }, memory)
    await until(
      () => memory.states.some((state) => state.startsWith('down:')) || server?.connections() > 1,
      1_500,
    ).catch(() => undefined)
    server.close().catch(() => undefined)
    await opening
    expect(memory.states.some((state) => state.startsWith('down:'))).toBe(true)
    expect(memory.cursors.get('')).toBeUndefined()
    expect(process.memoryUsage().rss).toBeLessThan(600 * 1024 * 1024)
  })
})
