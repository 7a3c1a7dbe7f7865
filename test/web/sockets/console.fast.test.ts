import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { head, message, ticketFor } from '../double.ts'
import { type OpenSite, openSite } from '../site.ts'

let site: OpenSite
let cookie: string
const sockets: Socket[] = []
beforeEach(async () => {
  site = await openSite()
  cookie = (await site.signIn())['Cookie'] ?? ''
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await site.close()
})

const open = (headers: Record<string, string>, path = '/console', auth: object = {}): Socket => {
  const socket = io(site.origin + path, { extraHeaders: headers, auth, forceNew: true, reconnectionDelay: 20 })
  sockets.push(socket)
  return socket
}
const next = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve) => socket.once(event, resolve))

describe('the console’s socket', () => {
  test('needs a session', async () => {
    for (const headers of [{}, { Cookie: 'permanence=forged-forged-forged' }, { 'X-Remote-User': 'admin' }]) {
      const error = await next<Error & { data: object }>(open(headers as Record<string, string>), 'connect_error')
      expect(error.data).toMatchObject({ code: 'signed-out' })
    }
  })
  test('is refused from another site, even with the cookie', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      const error = await next<Error>(open({ Cookie: cookie, Origin: origin }), 'connect_error')
      expect(error.message).toBe('signed-out')
    }
    await next(open({ Cookie: cookie, Origin: site.origin }), 'connect')
  })
  test('is not opened by a visitor’s ticket', async () => {
    const error = await next<Error>(open({}, '/console', { ticket: ticketFor('known') }), 'connect_error')
    expect(error.message).toBe('signed-out')
  })
  test('tells what happens, in the wire’s words', async () => {
    const socket = open({ Cookie: cookie })
    await next(socket, 'connect')
    const told = next<object>(socket, 'message')
    await vi.waitFor(() => expect(site.watching('staff')).toBe(1))
    site.events.emit('staff', { type: 'message', head: head('known'), message: message(2, 'Au secours') })
    expect(await told).toMatchObject({
      head: { id: 'known', deskName: 'Service un', channelName: 'Discussion', icon: 'chat' },
      message: { seq: 2, text: 'Au secours' },
    })
  })
  test('is closed at once when its session ends, and cannot come back', async () => {
    const socket = open({ Cookie: cookie })
    await next(socket, 'connect')
    const gone = next<string>(socket, 'disconnect')
    const token = cookie.split('=')[1] ?? ''
    await site.inbox.accounts.signOut(token)
    expect(await gone).toBe('io server disconnect')
    expect(site.watching('staff')).toBe(0)
    socket.connect()
    expect((await next<Error>(socket, 'connect_error')).message).toBe('signed-out')
  })
  test('another session of the same agent stays open', async () => {
    const other = (await site.signIn())['Cookie'] ?? ''
    const socket = open({ Cookie: other })
    await next(socket, 'connect')
    await site.inbox.accounts.signOut(cookie.split('=')[1] ?? '')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(socket.connected).toBe(true)
  })
  test('is closed everywhere when the account ends', async () => {
    const first = open({ Cookie: cookie })
    const second = open({ Cookie: (await site.signIn())['Cookie'] ?? '' })
    await Promise.all([next(first, 'connect'), next(second, 'connect')])
    const gone = Promise.all([next(first, 'disconnect'), next(second, 'disconnect')])
    site.events.emit('end', { agent: 'agent-1' })
    await gone
  })
  test('is checked again after a cut', async () => {
    const socket = open({ Cookie: cookie })
    await next(socket, 'connect')
    site.sessions.clear()
    socket.io.engine.close()
    expect((await next<Error>(socket, 'connect_error')).message).toBe('signed-out')
  })
})
