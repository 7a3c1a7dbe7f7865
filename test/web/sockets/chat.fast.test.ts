import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { WireMessage } from '../../../web/wire.ts'
import { message, ticketFor } from '../double.ts'
import { type OpenSite, openSite } from '../site.ts'

let site: OpenSite
const sockets: Socket[] = []
beforeEach(async () => {
  site = await openSite()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await site.close()
})

const open = (auth: object, options: object = {}): Socket => {
  const socket = io(`${site.origin}/chat`, { auth, forceNew: true, reconnectionDelay: 20, ...options })
  sockets.push(socket)
  return socket
}
const next = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve) => socket.once(event, resolve))
const lines = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => message(first + index, `ligne ${first + index}`))

describe('a visitor’s socket', () => {
  test.each([
    [{}],
    [{ ticket: 'forged-forged-forged' }],
    [{ ticket: { $ne: '' } }],
    [{ ticket: ticketFor('known'), after: '0' }],
  ])('is refused with %j', async (auth) => {
    const error = await next<Error & { data: object }>(open(auth), 'connect_error')
    expect(error.data).toMatchObject({ code: 'ticket', sentence: expect.stringMatching(/discussion/) })
  })
  test.each(['websocket', 'polling'])('resumes by number over %s', async (transport) => {
    site.talks.set('known', lines(1, 5))
    const socket = open({ ticket: ticketFor('known'), after: 3 }, { transports: [transport] })
    const { messages, state } = await next<{ messages: WireMessage[]; state: object }>(socket, 'resume')
    expect(messages.map(({ seq }) => seq)).toEqual([4, 5])
    expect(state).toEqual({ status: 'pending', readByAgent: 0 })
    expect(site.acknowledged).toEqual([3])
  })
  test('misses nothing that is said while it resumes, and hears nothing twice', async () => {
    site.talks.set('known', lines(1, 2))
    const visitors = site.inbox.visitors as {
      of: (ticket: string) => { messages: (after: number) => Promise<unknown> }
    }
    const of = visitors.of
    vi.spyOn(visitors, 'of').mockImplementation((ticket) => {
      const visitor = of(ticket)
      const read = visitor.messages
      visitor.messages = async (after) => {
        const rows = await read(after)
        for (const line of lines(2, 4)) site.events.emit('visitor:known', { type: 'message', message: line })
        return rows
      }
      return visitor
    })
    const heard: number[] = []
    const socket = open({ ticket: ticketFor('known'), after: 0 })
    socket.on('message', ({ seq }: WireMessage) => heard.push(seq))
    const { messages } = await next<{ messages: WireMessage[] }>(socket, 'resume')
    await vi.waitFor(() => expect(heard).toEqual([3, 4]))
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2])
  })
  test('after a cut, asks again with its ticket and gets what it missed', async () => {
    let after = 0
    const socket = io(`${site.origin}/chat`, {
      forceNew: true,
      reconnectionDelay: 20,
      auth: (give) => give({ ticket: ticketFor('known'), after }),
    })
    sockets.push(socket)
    await next(socket, 'resume')
    after = 1
    socket.io.engine.close()
    site.talks.set('known', lines(1, 3))
    const { messages } = await next<{ messages: WireMessage[] }>(socket, 'resume')
    expect(messages.map(({ seq }) => seq)).toEqual([2, 3])
  })
  test('is acknowledged once stored, and told why not otherwise', async () => {
    const socket = open({ ticket: ticketFor('known') })
    await next(socket, 'resume')
    expect(await socket.emitWithAck('say', { clientId: 'a', text: 'Bonjour' })).toEqual({
      ok: true,
      seq: 1,
      duplicate: false,
    })
    expect(await socket.emitWithAck('say', { clientId: 'a', text: 'Bonjour' })).toEqual({
      ok: true,
      seq: 1,
      duplicate: true,
    })
    const long = await socket.emitWithAck('say', { clientId: 'b', text: 'a'.repeat(4001) })
    expect(long).toMatchObject({ ok: false, code: 'text-too-long' })
    expect(await socket.emitWithAck('say', { clientId: 'c', text: { $gt: '' } })).toMatchObject({
      ok: false,
      code: 'invalid',
    })
    expect(await socket.emitWithAck('say', null)).toMatchObject({ ok: false, code: 'invalid' })
  })
  test('survives nonsense', async () => {
    const socket = open({ ticket: ticketFor('known') })
    await next(socket, 'resume')
    socket.emit('say')
    socket.emit('say', {}, 'no function')
    socket.emit('got', { seq: '1' })
    socket.emit('got', null)
    socket.emit('read', { seq: -1 })
    socket.emit('typing', { on: 'yes' })
    socket.emit('take', { id: 'known' })
    expect(await socket.emitWithAck('say', { clientId: 'z', text: 'Toujours là' })).toMatchObject({ ok: true })
    expect(site.acknowledged).toEqual([])
  })
  test('acknowledges what is on screen', async () => {
    const socket = open({ ticket: ticketFor('known') })
    await next(socket, 'resume')
    socket.emit('got', { seq: 4 })
    await vi.waitFor(() => expect(site.acknowledged).toEqual([4]))
  })
  test('hears only its own talk, and stops listening when it goes', async () => {
    const socket = open({ ticket: ticketFor('known') })
    const heard: string[] = []
    socket.on('message', ({ text }: WireMessage) => heard.push(text))
    await next(socket, 'resume')
    site.tell('other', { type: 'message', message: message(9, 'pas pour vous') })
    site.tell('known', { type: 'message', message: message(9, 'pour vous') })
    await vi.waitFor(() => expect(heard).toEqual(['pour vous']))
    expect(site.watching('visitor:known')).toBe(1)
    socket.disconnect()
    await vi.waitFor(() => expect(site.watching('visitor:known')).toBe(0))
  })
  test('is cut by a frame above 64 kB', async () => {
    const socket = open({ ticket: ticketFor('known') }, { transports: ['websocket'] })
    await next(socket, 'resume')
    socket.emit('say', { clientId: 'a', text: 'a'.repeat(70_000) }, () => {})
    expect(await next<string>(socket, 'disconnect')).toMatch(/transport/)
    expect(site.received).toHaveLength(0)
  })
})
