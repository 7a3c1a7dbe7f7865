import { describe, expect, it } from 'vitest'
import {
  hasGap,
  joined,
  lineCount,
  merged,
  seenMark,
  sinceMark,
  stillOutgoing,
  unseen,
  withoutQuoted,
} from '../../../../web/ui/console/rules/thread.ts'
import { message } from './invented.ts'

const agent = { author: { type: 'agent', id: 'me' } } as const

describe('the thread', () => {
  it('keeps messages in order of number whatever the order of arrival, each once', () => {
    const thread = merged([message(1), message(3)], [message(2), message(3), message(4)])
    expect(thread.map((one) => one.seq)).toEqual([1, 2, 3, 4])
  })

  it('takes the later word on a delivery', () => {
    const sent = { ...agent, delivery: { state: 'sent', tries: 1 } } as const
    const thread = merged([message(1, { ...agent, delivery: { state: 'queued', tries: 0 } })], [message(1, sent)])
    expect(thread[0]?.delivery?.state).toBe('sent')
  })

  it('does not go back to an older word, whichever comes last: the answer to a request may be slower than events', () => {
    const word = (state: 'queued' | 'sending' | 'sent' | 'waiting', turn: number, code?: string) =>
      message(1, { ...agent, delivery: { state, tries: turn, turn, ...(code && { code }) } })
    const stands = (...words: ReturnType<typeof word>[]) =>
      words.reduce<readonly ReturnType<typeof word>[]>((thread, one) => merged(thread, [one]), [])[0]?.delivery
    expect(stands(word('queued', 1, 'spend-cap'), word('queued', 0))).toMatchObject({ code: 'spend-cap' })
    expect(stands(word('sent', 1), word('sending', 1))).toMatchObject({ state: 'sent' })
    expect(stands(word('sent', 0), word('waiting', 0))).toMatchObject({ state: 'sent' })
    expect(stands(word('sending', 1), word('sent', 1))).toMatchObject({ state: 'sent' })
    expect(stands(word('queued', 1, 'spend-cap'), word('sending', 2), word('sent', 2))).toMatchObject({ state: 'sent' })
  })

  it('knows when a number is missing', () => {
    expect(hasGap([message(4), message(5)])).toBe(false)
    expect(hasGap([message(4), message(6)])).toBe(true)
  })

  it('says as seen only what was read: the number before the first unread word of the person', () => {
    const thread = [message(1), message(2, agent), message(3), message(4, agent)]
    expect(unseen(thread, 2).map((one) => one.seq)).toEqual([3])
    expect(seenMark(thread, 2)).toBe(2)
    expect(seenMark(thread, 3)).toBe(4)
  })

  it('draws the line before the first word that came during the writing, and there it stays', () => {
    expect(sinceMark(undefined, message(5), true, 4)).toBe(5)
    expect(sinceMark(5, message(6), true, 4)).toBe(5)
    expect(sinceMark(undefined, message(5), false, 4)).toBeUndefined()
    expect(sinceMark(undefined, message(5, agent), true, 4)).toBeUndefined()
  })

  it('lets go of a send once its stored message is there', () => {
    const sends = [{ clientId: 'a' }, { clientId: 'b' }]
    expect(stillOutgoing(sends, [message(1, { ...agent, clientId: 'a' })])).toEqual([{ clientId: 'b' }])
    expect(stillOutgoing(sends, [message(1)])).toBe(sends)
  })

  it('gives a refused text back before what was typed since', () => {
    expect(joined('avant', '')).toBe('avant')
    expect(joined('avant', 'après')).toBe('avant\n\naprès')
  })

  it('folds quoted history only where it ends the message', () => {
    expect(withoutQuoted('Oui.\n\n> Et alors ?', '> Et alors ?')).toBe('Oui.')
    expect(withoutQuoted('> Et alors ?\nOui, demain.', '> Et alors ?')).toBe('> Et alors ?\nOui, demain.')
    expect(withoutQuoted('> Et alors ?', '> Et alors ?')).toBe('> Et alors ?')
    expect(lineCount('> un\n\n> deux\n')).toBe(2)
  })
})
