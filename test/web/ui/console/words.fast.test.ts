import { describe, expect, it } from 'vitest'
import { clock, date, moment, size, span } from '../../../../web/ui/console/rules/phrases.ts'
import { hashOf, placeOf } from '../../../../web/ui/console/rules/place.ts'
import { en } from '../../../../web/ui/console/words/en.ts'
import { fr } from '../../../../web/ui/console/words/fr.ts'

const night = '2026-11-22T20:44:00.000Z'
const paris = 'Europe/Paris'

describe('times as an agent says them', () => {
  it('gives the clock today, the day before that, the year before that', () => {
    const now = Date.parse('2026-11-22T21:00:00.000Z')
    expect(clock(night, 'fr', paris)).toBe('21:44')
    expect(moment(night, now, 'fr', paris)).toBe('21:44')
    expect(moment('2026-10-09T08:05:00.000Z', now, 'fr', paris)).toBe('9 octobre, 10:05')
    expect(date('2025-10-09T08:05:00.000Z', now, 'fr', paris)).toBe('9 octobre 2025')
    expect(date('2026-10-09T08:05:00.000Z', now, 'en', paris)).toBe('9 October')
  })

  it('counts the wait in minutes, hours, days', () => {
    expect(span(59_000, 'fr')).toBe('0 min')
    expect(span(9 * 60_000, 'fr')).toBe('9 min')
    expect(span(125 * 60_000, 'fr')).toBe('2 h 05')
    expect(span(4 * 86_400_000, 'fr')).toBe('4 j')
    expect(span(-5_000, 'fr')).toBe('0 min')
  })

  it('gives file sizes in the units of the language', () => {
    expect(size(1_234_567, 'fr')).toBe('1,2 Mo')
    expect(size(640_000, 'en')).toBe('640 kB')
    expect(size(12, 'fr')).toBe('12 octets')
  })
})

describe('the two languages', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      : Array.isArray(value)
        ? value.length
        : typeof value
  it('say the same things', () => {
    expect(shape(en)).toEqual(shape(fr))
  })

  it('agree in number', () => {
    expect(fr.list.fresh(1)).toBe('1 nouvelle, la voir')
    expect(fr.list.fresh(3)).toBe('3 nouvelles, les voir')
    expect(fr.thread.newBelow(2)).toBe('2 nouveaux messages plus bas')
    expect(en.list.fresh(1)).toBe('1 new, show it')
  })
})

describe('where the agent is', () => {
  it('stands in the address, and Back finds it again', () => {
    const place = { view: 'danger', desk: 'one', channel: 'chat', conversation: 'a b/c' } as const
    expect(placeOf(hashOf(place))).toEqual(place)
    expect(placeOf(hashOf({ view: 'mine', page: 'counter' }))).toEqual({ view: 'mine', page: 'counter' })
  })

  it('falls back on the first queue when the address says nothing known', () => {
    expect(placeOf('#/nowhere?page=else')).toEqual({ view: 'waiting' })
    expect(placeOf('')).toEqual({ view: 'waiting' })
  })
})
