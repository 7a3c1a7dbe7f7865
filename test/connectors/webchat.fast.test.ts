import { describe, expect, test } from 'vitest'
import { webchat } from '../../connectors/webchat.ts'
import { ConfigError, type Inbound, Refused, SendError, type Utterance } from '../../inbox/contract.ts'

type OnSay = (say: unknown) => Promise<{ seq: number; duplicate: boolean }>

async function opened(signal: AbortSignal = new AbortController().signal) {
  const handlers = new Map<string, OnSay>()
  const received: Inbound[] = []
  const chat = webchat({
    listen(channel, onSay, stop) {
      handlers.set(channel, onSay)
      stop.addEventListener('abort', () => handlers.delete(channel))
    },
  })
  const sink = {
    receive: async (said: Inbound) => {
      received.push(said)
      return { duplicate: false, conversation: 'c', seq: received.length }
    },
    report: async () => false,
    read: async () => {},
    knows: async () => false,
    copies: async () => 0,
    cursor: { load: async () => undefined, save: async () => {} },
    secrets: { load: async () => undefined, save: async () => {} },
    health: () => {},
    gauge: () => {},
  }
  const line = await chat.open({ id: 'discussion', desk: 'un', name: 'Discussion', config: {} }, sink, signal)
  const say: OnSay = (value) => (handlers.get('un/discussion') ?? (() => Promise.reject(new Error('deaf'))))(value)
  return { chat, line, say, received, handlers }
}
const said = (more: object = {}) => ({ ticket: 'ticket-of-someone', clientId: 'a-1', text: 'Bonjour', ...more })
const content = (inbound: Inbound | undefined) => inbound?.content as Utterance

describe('the web chat connector', () => {
  test('gives what was said to the inbox and waits for its number', async () => {
    const { say, received } = await opened()
    expect(await say(said({ choice: 'vol' }))).toEqual({ seq: 1, duplicate: false })
    expect(content(received[0])).toMatchObject({
      text: 'Bonjour',
      choice: 'vol',
      clientId: 'a-1',
      thread: { token: 'ticket-of-someone' },
    })
  })
  test('names a message without naming anyone, the same at every try', async () => {
    const { say, received } = await opened()
    await say(said())
    await say(said())
    await say(said({ ticket: 'ticket-of-another' }))
    const [first, second, third] = received.map(({ externalId }) => externalId)
    expect(first).toBe(second)
    expect(first).not.toBe(third)
    expect(first).toMatch(/^[\w-]{32}:a-1$/)
    expect(JSON.stringify([first, content(received[0]).from, received[0]?.raw.toString()])).not.toContain('ticket-of')
  })
  test.each([
    ['1 character', 'a'],
    ['4,000 characters', 'é'.repeat(4000)],
    ['4,000 emoji', '👮'.repeat(4000)],
    ['NUL', 'avant\0après'],
    ['bidirectional marks', 'a\u202eb\u2066c'],
    ['zalgo', 'z\u0336\u0301\u0302\u0303algo'],
    ['markup', '<script>alert(1)</script>'],
  ])('keeps %s exactly', async (_name, text) => {
    const { say, received } = await opened()
    await say(said({ text }))
    expect(content(received[0]).text).toBe(text)
  })
  test('a lone surrogate becomes U+FFFD, and the raw item keeps it', async () => {
    const { say, received } = await opened()
    await say(said({ text: 'a\ud800b👮\udc00' }))
    expect(content(received[0]).text).toBe('a\ufffdb👮\ufffd')
    expect(JSON.parse(Buffer.from(received[0]?.raw ?? []).toString()).text).toBe('a\ud800b👮\udc00')
  })
  test.each([
    ['nothing written', { text: '' }, 'text-empty'],
    ['only spaces', { text: ' \n\t ' }, 'text-empty'],
    ['4,001 characters', { text: 'é'.repeat(4001) }, 'text-too-long'],
    ['4,001 emoji', { text: '👮'.repeat(4001) }, 'text-too-long'],
    ['an operator', { text: { $gt: '' } }, 'malformed'],
    ['no client id', { clientId: undefined }, 'malformed'],
    ['a hostile client id', { clientId: 'a:b c' }, 'malformed'],
    ['files that are none', { files: [{ name: 'a' }] }, 'malformed'],
    ['no ticket', { ticket: '' }, 'malformed'],
  ])('refuses %s with a sentence, and stores nothing', async (_name, more, code) => {
    const { say, received } = await opened()
    const error = await say(said(more)).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Refused)
    expect(error).toMatchObject({ code, message: expect.stringMatching(/^\p{Lu}.*\.$/u) })
    expect(received).toHaveLength(0)
  })
  test('a file may come without words', async () => {
    const { say, received } = await opened()
    await say(said({ text: '', files: [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array([1]) }] }))
    expect(content(received[0]).files).toHaveLength(1)
  })
  test('never throws synchronously, whatever comes', async () => {
    const { say } = await opened()
    for (const value of [null, undefined, 1, 'x', [], {}, Object.create(null)]) {
      await expect(say(value)).rejects.toBeInstanceOf(Refused)
    }
  })
  test('stops listening on abort', async () => {
    const stop = new AbortController()
    const { handlers } = await opened(stop.signal)
    expect(handlers.size).toBe(1)
    stop.abort()
    expect(handlers.size).toBe(0)
  })
  test('has nothing to set, and says which setting is one too many', () => {
    const chat = webchat({ listen: () => {} })
    expect(chat.parse({})).toEqual({})
    expect(chat.parse(undefined)).toEqual({})
    expect(() => chat.parse({ colour: 'red' })).toThrow(ConfigError)
    try {
      chat.parse({ colour: 'red' })
    } catch (error) {
      expect(error).toMatchObject({ field: 'colour' })
    }
  })
  test('is pushed to, never sent to', async () => {
    const { line } = await opened()
    const error = await line.send({} as never).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(SendError)
    expect(error).toMatchObject({ outcome: 'never' })
  })
})
