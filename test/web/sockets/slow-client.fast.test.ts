import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { guardSlow } from '../../../web/sockets/slow-client.ts'

test('a client that does not read is cut, one that reads is not', () => {
  const conn = Object.assign(new EventEmitter(), {
    closed: 0,
    close() {
      this.closed += 1
    },
  })
  const socket = Object.assign(new EventEmitter(), { conn })
  const keepsUp = guardSlow(socket as never)
  for (let index = 0; index < 2000; index += 1) {
    expect(keepsUp()).toBe(true)
    if (index % 100 === 0) conn.emit('drain')
  }
  conn.emit('drain')
  const kept = Array.from({ length: 501 }, () => keepsUp()).filter(Boolean)
  expect([kept.length, conn.closed]).toEqual([500, 1])
  socket.emit('disconnect')
  expect(conn.listenerCount('drain')).toBe(0)
})
