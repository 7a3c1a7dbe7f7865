import { describe, expect, it } from 'vitest'
import { healthOf, missing, settingsOf } from '../../../../web/ui/console/rules/network/health.ts'
import type { WireChannelField } from '../../../../web/wire.ts'

const now = Date.parse('2026-11-22T20:00:00.000Z')
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString()

describe('how a channel is', () => {
  it('is what must be done about it first', () => {
    expect(healthOf({ state: 'up' }, now)).toBe('well')
    expect(healthOf({ state: 'up', gauge: { tokenEnds: inDays(6) } }, now)).toBe('ending')
    expect(healthOf({ state: 'up', gauge: { tokenEnds: inDays(8) } }, now)).toBe('well')
    expect(healthOf({ state: 'down', gauge: { tokenEnds: inDays(6) } }, now)).toBe('down')
    expect(healthOf({ state: 'closed' }, now)).toBe('down')
    expect(healthOf({ state: 'paused' }, now)).toBe('paused')
    expect(healthOf({ state: 'unconnected' }, now)).toBe('unconnected')
  })

  it('is late and not down while the network only does not call us', () => {
    expect(healthOf({ state: 'down', code: 'webhook-silent' }, now)).toBe('ending')
    expect(healthOf({ state: 'down', code: 'token' }, now)).toBe('down')
  })

  it('asks for attention when the day’s money is spent', () => {
    expect(healthOf({ state: 'up', gauge: { spend: { today: 500, cap: 500 } } }, now)).toBe('ending')
    expect(healthOf({ state: 'up', gauge: { spend: { today: 499, cap: 500 } } }, now)).toBe('well')
  })
})

describe('settings', () => {
  const field = (name: string, over: Partial<WireChannelField> = {}): WireChannelField => ({
    name,
    label: { fr: name, en: name },
    secret: false,
    required: true,
    filled: false,
    ...over,
  })
  const fields = [
    field('page', { filled: true, value: '12' }),
    field('key', { secret: true, filled: true }),
    field('cap', { required: false, filled: true, value: '500' }),
  ]

  it('that nobody touched are not sent; a secret left empty keeps what is stored', () => {
    expect(settingsOf(fields, {})).toEqual({})
    expect(settingsOf(fields, { page: '12', key: '' })).toEqual({})
    expect(settingsOf(fields, { page: ' 34 ', key: 'new' })).toEqual({ page: '34', key: 'new' })
    expect(settingsOf(fields, { cap: '' })).toEqual({ cap: '' })
  })

  it('that are required and empty are named before anything is sent', () => {
    expect(missing(fields, {})).toBeUndefined()
    expect(missing(fields, { page: '' })).toBe('page')
    expect(missing(fields, { key: '' })).toBeUndefined()
    expect(missing([field('key', { secret: true })], {})).toBe('key')
  })
})
