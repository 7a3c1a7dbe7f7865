import { describe, expect, it } from 'vitest'
import { changed, due, type Outgoing, pauseBefore, verdictOf } from '../../../../web/ui/console/rules/outgoing.ts'

const send = (clientId: string, over: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  conversation: 'c',
  kind: 'answer',
  public: false,
  text: 'Bonjour',
  seen: 1,
  files: [],
  state: 'sending',
  tries: 1,
  ...over,
})

describe('an answer on its way', () => {
  it('goes again when no answer came, for as long as it takes', () => {
    expect(verdictOf(undefined, undefined, 50)).toEqual({ type: 'again' })
  })

  it('goes again a few times when the server is unwell, then says so', () => {
    expect(verdictOf(503, 'unavailable', 1)).toEqual({ type: 'again' })
    expect(verdictOf(503, 'unavailable', 5)).toEqual({ type: 'refused' })
  })

  it('waits for sign-in, for reading, or is refused for good', () => {
    expect(verdictOf(401, 'sign-in', 1)).toEqual({ type: 'sign-in' })
    expect(verdictOf(409, 'stale', 1)).toEqual({ type: 'stale' })
    expect(verdictOf(409, 'taken', 1)).toEqual({ type: 'refused' })
    expect(verdictOf(422, 'too-long', 1)).toEqual({ type: 'refused' })
  })

  it('keeps its order inside a conversation; a refused one holds nobody up', () => {
    const list = [send('a', { state: 'refused' }), send('b'), send('c'), send('x', { conversation: 'other' })]
    expect(due(list, 'c')?.clientId).toBe('b')
    expect(due(list, 'other')?.clientId).toBe('x')
    expect(due([], 'c')).toBeUndefined()
  })

  it('keeps its name at every try', () => {
    const [again] = changed([send('a')], 'a', { state: 'waiting', tries: 2 })
    expect(again).toMatchObject({ clientId: 'a', state: 'waiting', tries: 2 })
  })

  it('waits longer each time, and never more than 30 seconds', () => {
    expect(pauseBefore(1)).toBeLessThan(pauseBefore(3))
    expect(pauseBefore(40)).toBe(30_000)
  })
})
