import { expect, it } from 'vitest'
import { isLate } from '../../inbox/path/out/window.ts'

const HOUR = 3_600_000
const can = { window: { anyone: 24 * HOUR, human: 168 * HOUR } }
const heardAt = new Date('2026-11-22T10:00:00Z')
const after = (hours: number) => heardAt.getTime() + hours * HOUR
const machine = { automatic: true, public: false, heardAt }
const human = { ...machine, automatic: false }

it('a machine may answer for a day, a human for a week, to the millisecond', () => {
  expect(isLate(can, machine, after(24))).toBe(false)
  expect(isLate(can, machine, after(24) + 1)).toBe(true)
  expect(isLate(can, human, after(24) + 1)).toBe(false)
  expect(isLate(can, human, after(168))).toBe(false)
  expect(isLate(can, human, after(168) + 1)).toBe(true)
})

it('an answer that waited in the outbox is measured when it leaves, not when it was written', () => {
  expect(isLate(can, human, after(1000))).toBe(true)
})

it('what is public, what opens a private talk, and wires without a window are never late', () => {
  expect(isLate(can, { ...human, public: true }, after(1000))).toBe(false)
  expect(isLate(can, { automatic: false, public: false, opens: 'post-1' }, after(1000))).toBe(false)
  expect(isLate({}, human, after(1000))).toBe(false)
})
