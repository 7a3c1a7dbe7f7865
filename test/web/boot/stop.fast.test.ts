import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { logger, onStop } from '../../../web/boot/index.ts'

function lab(bound = 1_000) {
  const host = Object.assign(new EventEmitter(), {
    codes: [] as number[],
    exit: (code: number) => void host.codes.push(code),
  })
  const lines: string[] = []
  const log = logger('info', { write: (line: string) => lines.push(line) > 0 })
  return { host, lines, stopper: onStop({ log, bound, host }) }
}
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

describe('stopping', () => {
  it('closes everything once, last opened first, one after the other, and leaves with 0', async () => {
    const { host, stopper } = lab()
    const closed: string[] = []
    const close = (name: string, ms: number) => async () => {
      await pause(ms)
      closed.push(name)
    }
    stopper.add('database', close('database', 0))
    stopper.add('inbox', close('inbox', 20))
    stopper.add('http', close('http', 40))
    host.emit('SIGTERM')
    host.emit('SIGTERM')
    await stopper.stop()
    expect(closed).toEqual(['http', 'inbox', 'database'])
    expect(host.codes).toEqual([0])
  })

  it('goes on when a part fails, says which, without its words, and leaves with 1', async () => {
    const { host, stopper, lines } = lab()
    let reached = false
    stopper.add('database', () => {
      reached = true
    })
    stopper.add('inbox', () => Promise.reject(new TypeError('Bonjour, je suis Mme Untel')))
    host.emit('SIGINT')
    await stopper.stop()
    expect(reached).toBe(true)
    expect(host.codes).toEqual([1])
    expect(lines.join('')).toMatch(/"event":"stop.failed"/)
    expect(lines.join('')).toMatch(/"error":"TypeError"/)
    expect(lines.join('')).not.toMatch(/Untel/)
  })

  it('does not wait longer than its bound', async () => {
    const { host, stopper } = lab(50)
    stopper.add('stuck', () => new Promise(() => undefined))
    await stopper.stop()
    expect(host.codes).toEqual([1])
  })

  it('leaves at once on a second Ctrl-C, but takes the two that npm makes of one for one', async () => {
    const { host, stopper } = lab(5_000)
    stopper.add('slow', () => pause(900))
    host.emit('SIGINT')
    host.emit('SIGINT')
    expect(host.codes).toEqual([])
    await pause(600)
    host.emit('SIGINT')
    expect(host.codes).toEqual([130])
  })

  it('drains after an error nobody caught, and leaves with 1', async () => {
    const { host, stopper, lines } = lab()
    let closed = false
    stopper.add('database', () => {
      closed = true
    })
    host.emit('uncaughtException', new RangeError('tel 06 00 00 00 00'))
    await stopper.stop()
    expect(closed).toBe(true)
    expect(host.codes).toEqual([1])
    expect(lines.join('')).not.toMatch(/06 00/)
  })

  it('closes at once what is opened while stopping', async () => {
    const { host, stopper } = lab()
    host.emit('SIGTERM')
    let closed = false
    stopper.add('late', () => {
      closed = true
    })
    await stopper.stop()
    expect(closed).toBe(true)
  })
})

describe('the log', () => {
  it('is one JSON object a line for machines', () => {
    const lines: string[] = []
    logger('info', { write: (line: string) => lines.push(line) > 0 }).warn('outbox.failed', { tries: 3, level: 'x' })
    const { time, ...line } = JSON.parse(lines[0] ?? '') as Record<string, unknown>
    expect(line).toEqual({ level: 'warn', event: 'outbox.failed', tries: 3, _level: 'x' })
    expect(String(time)).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('is one plain line on a terminal, whatever a field holds', () => {
    const lines: string[] = []
    const log = logger('info', { isTTY: true, write: (line: string) => lines.push(line) > 0 })
    log.info('server.listening', { port: 3000, note: 'two\nlines' })
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}server\.listening port=3000 note="two\\nlines"\n$/)
  })

  it('keeps quiet below its level', () => {
    const lines: string[] = []
    const log = logger('error', { write: (line: string) => lines.push(line) > 0 })
    log.info('a')
    log.warn('b')
    log.error('c')
    expect(lines).toHaveLength(1)
  })
})
