import { expect, it } from 'vitest'
import { parseConfig } from '../../../connectors/x/config.ts'

const right = {
  account: { id: '900', handle: 'bureau' },
  app: { key: 'k', secret: 's' },
  user: { token: 't', secret: 's' },
}

it('a spend cap may come from a form, as digits; anything else is refused by name', () => {
  expect(parseConfig({ ...right, dailyCapCents: '250' }).dailyCapCents).toBe(250)
  expect(parseConfig({ ...right, dailyCapCents: 250 }).dailyCapCents).toBe(250)
  expect(parseConfig(right).dailyCapCents).toBe(500)
  for (const wrong of ['2,50', '-1', '0', '', '1e9'])
    expect(() => parseConfig({ ...right, dailyCapCents: wrong })).toThrow(/dailyCapCents/)
})
