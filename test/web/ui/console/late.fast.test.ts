import { describe, expect, it } from 'vitest'
import { displaced, inTime, isLate } from '../../../../web/ui/console/rules/network/late.ts'
import { read } from '../../../../web/ui/console/rules/network/read.ts'
import { message } from './invented.ts'

const base = Date.parse('2026-11-22T10:00:00.000Z')
const at = (minutes: number) => new Date(base + minutes * 60_000).toISOString()
/** Came at one minute, written at another; without, it is ours and of our clock. */
const came = (seq: number, minute: number, written?: number) =>
  message(seq, {
    at: at(minute),
    author: { type: written === undefined ? 'agent' : 'contact' },
    ...(written !== undefined && { written: at(written) }),
  })
const seqs = (list: readonly { seq: number }[]) => list.map(({ seq }) => seq)

describe('messages that a network delivers in any order', () => {
  it('are read in the order in which they were written', () => {
    expect(seqs(inTime([came(1, 10, 3), came(2, 10, 1), came(3, 10, 2)]))).toEqual([2, 3, 1])
  })

  it('stand before our own answer only when they are clearly older than it: clocks differ', () => {
    expect(seqs(inTime([came(1, 0, 0), came(2, 5), came(3, 60, 1)]))).toEqual([1, 3, 2])
    expect(seqs(inTime([came(1, 0, 0), came(2, 5), came(3, 5.5, 4.5)]))).toEqual([1, 2, 3])
  })

  it('keep their numbers’ order where nothing says when they were written', () => {
    expect(seqs(inTime([came(1, 3), came(2, 1), came(3, 2)]))).toEqual([1, 2, 3])
  })

  it('are marked as late past two minutes', () => {
    expect([came(1, 2, 0), came(2, 2.1, 0), came(3, 9)].map(isLate)).toEqual([false, true, false])
  })

  it('leave a line where they arrived, and none when nothing moved', () => {
    const late = [came(1, 0, 0), came(2, 5), came(3, 60, 1), came(4, 61)]
    expect([...displaced(late)]).toEqual([3])
    const shown = read(late).map(({ type, message: { seq } }) => `${type} ${seq}`)
    expect(shown).toEqual(['message 1', 'message 3', 'message 2', 'came 3', 'message 4'])
    const many = [came(1, 0, 0), came(2, 5), came(3, 60, 1), came(4, 60, 2), came(5, 61, 61)]
    const lines = read(many).map((one) =>
      [one.type, one.message.seq, ...(one.type === 'came' ? [one.count] : [])].join(' '),
    )
    expect(lines).toEqual(['message 1', 'message 3', 'message 4', 'message 2', 'came 3 2', 'message 5'])
    const calm = [came(1, 0, 0), came(2, 5), came(3, 6, 6)]
    expect(read(calm).map(({ type }) => type)).toEqual(['message', 'message', 'message'])
  })
})
