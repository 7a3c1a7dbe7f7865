import { describe, expect, it } from 'vitest'
import { extended, neighbour, replaced, updated } from '../../../../web/ui/console/rules/list.ts'
import { belongs, isLate } from '../../../../web/ui/console/rules/views.ts'
import { head } from './invented.ts'

const waiting = { view: 'waiting' } as const
const ids = (listing: { items: readonly { id: string }[] }): string => listing.items.map((item) => item.id).join(' ')

describe('the list under the cursor', () => {
  const listing = replaced([{ items: [head('a'), head('b'), head('c')], next: 'n' }])

  it('does not move when a more urgent conversation comes: it waits and is counted', () => {
    const after = updated(listing, head('d', { danger: 'hard' }), waiting, 'me')
    expect(ids(after)).toBe('a b c')
    expect([...after.fresh]).toEqual(['d'])
  })

  it('counts a newcomer once however often it speaks, and forgets it when it leaves again', () => {
    const twice = updated(updated(listing, head('d'), waiting, 'me'), head('d', { lastSeq: 2 }), waiting, 'me')
    expect(twice.fresh.size).toBe(1)
    const gone = updated(twice, head('d', { lastSeq: 3, assignee: { id: 'x', name: 'Sara' } }), waiting, 'me')
    expect(gone.fresh.size).toBe(0)
  })

  it('changes a row where it stands, even when it now has danger or belongs elsewhere', () => {
    const after = updated(listing, head('b', { danger: 'hard', lastSeq: 2, preview: 'À l’aide' }), waiting, 'me')
    expect(ids(after)).toBe('a b c')
    expect(after.items[1]?.preview).toBe('À l’aide')
    const taken = updated(after, head('b', { lastSeq: 3, assignee: { id: 'x', name: 'Sara' } }), waiting, 'me')
    expect(ids(taken)).toBe('a b c')
    expect([...taken.left]).toEqual(['b'])
    expect(updated(taken, head('b', { lastSeq: 4 }), waiting, 'me').left.size).toBe(0)
  })

  it('never calls gone what the server itself listed here', () => {
    const odd = replaced([{ items: [head('a', { status: 'snoozed' })] }])
    expect(updated(odd, head('a', { status: 'snoozed', lastSeq: 2 }), waiting, 'me').left.size).toBe(0)
  })

  it('does not let late news undo newer news', () => {
    const after = updated(
      updated(listing, head('a', { lastSeq: 9, preview: 'neuf' }), waiting, 'me'),
      head('a'),
      waiting,
      'me',
    )
    expect(after.items[0]?.preview).toBe('neuf')
  })

  it('shows the first one at once when nothing is there to move', () => {
    expect(ids(updated(replaced([{ items: [] }]), head('a'), waiting, 'me'))).toBe('a')
  })

  it('says nothing of conversations of another queue, desk or channel', () => {
    expect(updated(listing, head('d', { status: 'resolved' }), waiting, 'me').fresh.size).toBe(0)
    expect(updated(listing, head('d'), { ...waiting, desk: 'two' }, 'me').fresh.size).toBe(0)
    expect(updated(listing, head('d'), { ...waiting, channel: 'mail' }, 'me').fresh.size).toBe(0)
  })

  it('adds a page without listing twice what moved down meanwhile', () => {
    const after = extended(listing, { items: [head('c'), head('e')] })
    expect(ids(after)).toBe('a b c e')
    expect(after.next).toBeUndefined()
  })

  it('no longer announces a newcomer that a page has brought', () => {
    const fresh = updated(listing, head('e'), waiting, 'me')
    expect(extended(fresh, { items: [head('e')] }).fresh.size).toBe(0)
  })

  it('walks with the keyboard and stops at both ends', () => {
    expect(neighbour(listing.items, undefined, 1)).toBe('a')
    expect(neighbour(listing.items, 'a', 1)).toBe('b')
    expect(neighbour(listing.items, 'c', 1)).toBe('c')
    expect(neighbour(listing.items, 'a', -1)).toBe('a')
  })
})

describe('queues', () => {
  it('file a conversation by who holds it and what it asks', () => {
    const mine = head('a', { assignee: { id: 'me', name: 'Moi' } })
    expect(belongs(mine, 'mine', 'me')).toBe(true)
    expect(belongs(mine, 'mine', 'other')).toBe(false)
    expect(belongs(mine, 'waiting', 'me')).toBe(false)
    expect(belongs(head('a', { status: 'pending' }), 'bot', 'me')).toBe(true)
    expect(belongs(head('a', { status: 'pending' }), 'waiting', 'me')).toBe(false)
    expect(belongs(head('a', { danger: 'soft' }), 'danger', 'me')).toBe(true)
    expect(belongs(head('a', { danger: 'soft', status: 'resolved' }), 'danger', 'me')).toBe(false)
    expect(belongs(head('a', { junk: true }), 'waiting', 'me')).toBe(false)
    expect(belongs(head('a', { trouble: true, status: 'resolved' }), 'trouble', 'me')).toBe(true)
  })

  it('call a chat late after 8 minutes and a mail after a day', () => {
    const since = Date.parse('2026-11-22T20:00:00.000Z')
    expect(isLate(head('a'), 'resume', since + 9 * 60_000)).toBe(true)
    expect(isLate(head('a'), 'resume', since + 7 * 60_000)).toBe(false)
    expect(isLate(head('a'), 'lease', since + 9 * 60_000)).toBe(false)
    expect(isLate(head('a'), 'lease', since + 25 * 3_600_000)).toBe(true)
  })
})
