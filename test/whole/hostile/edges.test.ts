import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import WebSocket from 'ws'
import { ask, ticketOf } from '../client.ts'
import { openWorld, type World } from '../walls/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ mongo: inject('mongo') })
})
afterAll(() => world.close())

describe('headers that anybody can write', () => {
  const forged = {
    'X-Remote-User': 'admin',
    'X-Forwarded-User': 'admin',
    'X-Forwarded-For': '127.0.0.1',
    'CF-Connecting-IP': '127.0.0.1',
    'X-Forwarded-Host': 'evil.example',
    Authorization: 'Basic YWRtaW46YWRtaW4=',
  }

  it('sign nobody in', async () => {
    for (const path of ['/api/me', '/api/queue?view=all', '/api/sessions'])
      expect(await ask(world.origin, path, { headers: forged })).toMatchObject({ status: 401 })
  })

  it('do not lead a page or a redirect to another host', async () => {
    const { text, headers } = await ask(world.origin, '/', { headers: forged })
    expect(text).not.toContain('evil.example')
    expect(JSON.stringify([...headers])).not.toContain('evil.example')
  })
})

describe('another site', () => {
  it('cannot act with an agent’s cookie, whatever origin it names', async () => {
    const body = { desk: 'nord', channel: 'guichet', text: 'x' }
    for (const Origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      const headers = { ...world.keepers.nord, Origin }
      expect(await ask(world.origin, '/api/counter', { method: 'POST', body, headers })).toMatchObject({ status: 403 })
    }
  })

  it('cannot open the console’s socket with an agent’s cookie', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const socket = io(`${world.origin}/console`, {
        transports: ['websocket'],
        reconnection: false,
        extraHeaders: { ...world.keepers.nord, Origin: origin },
      })
      const outcome = await new Promise((resolve) => {
        socket.on('connect', () => resolve('connected'))
        socket.on('connect_error', () => resolve('refused'))
      })
      socket.disconnect()
      expect(outcome).toBe('refused')
    }
  })

  it('may let people chat, and is never given a cookie for it', async () => {
    const Origin = 'https://town.example'
    const { headers } = await ask(world.origin, '/chat/nord/discussion/start', {
      method: 'POST',
      body: {},
      headers: { Origin },
    })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('set-cookie')).toBeNull()
  })
})

describe('frames made to hurt', () => {
  const raw = async (...frames: string[]): Promise<number> => {
    const socket = new WebSocket(`${world.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    await new Promise((resolve) => socket.on('open', resolve))
    for (const frame of frames) socket.send(frame)
    return new Promise((resolve) => {
      socket.on('close', resolve)
      setTimeout(() => socket.close(4000), 3000).unref()
    })
  }

  it('close their own socket and nobody else’s', async () => {
    const ticket = await ticketOf(world.origin, 'nord/discussion')
    const other = io(`${world.origin}/chat`, { transports: ['websocket'], auth: { ticket, after: 0 } })
    await new Promise((resolve) => other.on('connect', () => resolve(undefined)))
    const connect = `40/chat,${JSON.stringify({ ticket, after: 0 })}`
    expect(await raw(connect, `42/chat,["say","${'x'.repeat(100_000)}"]`)).not.toBe(4000)
    for (const frame of [
      '451-/chat,["say",{"_placeholder":true,"num":99999}]',
      '4299999999-/chat,[',
      '42/chat,{"__proto__":1}',
      '9',
      '',
    ])
      await raw(connect, frame)
    const said = await other.timeout(5000).emitWithAck('say', { clientId: 'after', text: 'Toujours là' })
    expect(said).toMatchObject({ ok: true })
    expect(Object.keys(Object.prototype)).toEqual([])
    other.disconnect()
  })
})
