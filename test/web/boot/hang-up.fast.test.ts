import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { onHangUp } from '../../../web/boot/hang-up.ts'

test.each([
  ['a service is asked to read its files again', false, false, ['again']],
  ['someone in its terminal asks it to read its files again', true, true, ['again']],
  ['its terminal was closed: it ends in order', true, false, ['stop']],
])('%s', (_name, had, there, expected) => {
  const host = new EventEmitter()
  const done: string[] = []
  const terminal = { had, there: () => there }
  onHangUp({ again: () => done.push('again'), stop: () => done.push('stop'), host, terminal })
  host.emit('SIGHUP')
  expect(done).toEqual(expected)
})
