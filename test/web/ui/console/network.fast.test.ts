import { describe, expect, it } from 'vitest'
import {
  kindHere,
  offersPrivate,
  packed,
  unpacked,
  withoutMark,
} from '../../../../web/ui/console/rules/network/audience.ts'
import { retryHelps } from '../../../../web/ui/console/rules/network/delivery.ts'
import { lengthOf, linkPrice, worthSaying } from '../../../../web/ui/console/rules/network/length.ts'
import { replyWindow } from '../../../../web/ui/console/rules/network/window.ts'
import { money, near, nearDay } from '../../../../web/ui/console/rules/phrases.ts'
import { en } from '../../../../web/ui/console/words/en.ts'
import { fr } from '../../../../web/ui/console/words/fr.ts'
import { head } from './invented.ts'

const hour = 3_600_000
const day = 24 * hour
const open = { maxLength: 280, media: true, privateFirst: true, linkCents: 20 }
const can = { maxLength: 10_000, public: open, window: { anyone: day, human: 7 * day } }

describe('until when one may answer', () => {
  const heardAt = '2026-11-22T20:00:00.000Z'
  const heard = Date.parse(heardAt)
  const at = (now: number) => replyWindow(head('a', { heardAt }), can, now)

  it('counts a human’s days from the person’s last word', () => {
    expect(at(heard)).toEqual({ state: 'open', until: heard + 7 * day })
    expect(at(heard + 2 * day)?.state).toBe('open')
  })

  it('stands out in the last four hours, to the millisecond', () => {
    expect(at(heard + 7 * day - 4 * hour - 1)?.state).toBe('open')
    expect(at(heard + 7 * day - 4 * hour)?.state).toBe('soon')
  })

  it('is open at its very end and closed right after, as on the server', () => {
    expect(at(heard + 7 * day)?.state).toBe('soon')
    expect(at(heard + 7 * day + 1)?.state).toBe('closed')
  })

  it('says nothing in public, where there is no limit, and where nobody has written privately', () => {
    expect(replyWindow(head('a', { heardAt, public: true }), can, heard + 30 * day)).toBeUndefined()
    expect(replyWindow(head('a', { heardAt }), {}, heard + 30 * day)).toBeUndefined()
    expect(replyWindow(head('a'), can, heard)).toBeUndefined()
  })

  it('is said as one says it aloud', () => {
    const now = Date.parse('2026-11-22T20:00:00.000Z')
    const said = (time: string) => near(Date.parse(time), now, 'fr', fr.day, 'Europe/Paris').replaceAll('\u00a0', ' ')
    expect(said('2026-11-22T21:05:00.000Z')).toBe('aujourd’hui 22 h 05')
    expect(said('2026-11-23T00:05:00.000Z')).toBe('demain 1 h 05')
    expect(said('2026-11-24T13:05:00.000Z')).toBe('mardi 14 h 05')
    expect(said('2026-12-01T13:05:00.000Z')).toBe('mardi 1 décembre 14 h 05')
    expect(nearDay(now - day, now, 'en', en.day, 'Europe/Paris')).toBe('yesterday')
  })
})

describe('how long an answer may be', () => {
  it('in public is cut into as many messages as it takes, five at most', () => {
    expect(lengthOf('x'.repeat(280), can, true)).toMatchObject({ parts: 1, left: 0, over: 0 })
    expect(lengthOf('x'.repeat(281), can, true)).toMatchObject({ parts: 2, left: 0, over: 0 })
    expect(lengthOf('x'.repeat(1_400), can, true)).toMatchObject({ parts: 5, over: 0 })
    expect(lengthOf('x'.repeat(1_401), can, true).over).toBe(1)
  })

  it('in private is one message', () => {
    expect(lengthOf('x'.repeat(10_000), can, false)).toMatchObject({ parts: 1, over: 0 })
    expect(lengthOf('x'.repeat(10_003), can, false)).toMatchObject({ parts: 1, over: 3 })
  })

  it('counts an emoji as one sign, like the server', () => {
    expect(lengthOf('👮🏽', can, true).used).toBe(2)
    expect(lengthOf('🙂', can, true).used).toBe(1)
  })

  it('is said at once where it is short, and near the end where it is long', () => {
    expect(worthSaying(lengthOf('Bonjour', can, true))).toBe(true)
    expect(worthSaying(lengthOf('Bonjour', can, false))).toBe(false)
    expect(worthSaying(lengthOf('x'.repeat(8_001), can, false))).toBe(true)
  })
})

describe('a link in public', () => {
  it('has its price told, with or without https', () => {
    for (const text of ['Lisez https://service-public.fr/x', 'www.exemple.fr', 'voir service-public.gouv.fr.'])
      expect(linkPrice(text, can), text).toBe(20)
    expect(money(20, 'USD', 'fr').replace(/\s/g, ' ')).toBe('0,20 $')
  })

  it('is not seen in a forgotten space, a time or an address of mail', () => {
    for (const text of ['Bonjour.Merci', 'à 14.30', 'écrivez à nous@police.fr', 'fin.'])
      expect(linkPrice(text, can), text).toBeUndefined()
  })

  it('costs nothing where the network asks nothing', () => {
    expect(linkPrice('https://a.fr', { maxLength: 10, public: { ...open, linkCents: 0 } })).toBeUndefined()
    expect(linkPrice('https://a.fr', { maxLength: 10 })).toBeUndefined()
  })
})

describe('a private answer to public words', () => {
  it('is offered only where the wire can write first, and only from a public conversation', () => {
    expect(offersPrivate(head('a', { public: true }), can)).toBe(true)
    expect(offersPrivate(head('a'), can)).toBe(false)
    expect(offersPrivate(head('a', { public: true }), { public: { ...open, privateFirst: false } })).toBe(false)
    expect(kindHere('private', false)).toBe('answer')
    expect(kindHere('note', false)).toBe('note')
  })

  it('keeps its draft apart from the public one, through the server and back', () => {
    const texts = { answer: 'Public', private: 'Privé\nencore', note: 'Note' }
    expect(unpacked(packed(texts))).toEqual(texts)
    expect(unpacked(packed({ ...texts, answer: '' }))).toEqual({ ...texts, answer: '' })
    expect(packed({ ...texts, private: '' })).toEqual({ answer: 'Public', note: 'Note' })
    expect(withoutMark('a\u001eb')).toBe('ab')
  })
})

describe('what the wire answered', () => {
  const codes = 'window-closed person-unavailable not-summoned rate-limit spend-cap token-dead blocked parameter'
  it.each(`${codes} not-thread-owner maybe-twice`.split(' '))('%s is said in words, in both languages', (code) => {
    expect(fr.codes[code]).toMatch(/\.$/)
    expect(en.codes[code]).toMatch(/\.$/)
  })

  it('offers to send again only where that can help', () => {
    expect(retryHelps('not-summoned')).toBe(false)
    expect(retryHelps('parameter')).toBe(false)
    expect(retryHelps('window-closed')).toBe(true)
    expect(retryHelps(undefined)).toBe(true)
  })
})
