import { describe, expect, it } from 'vitest'
import { folded } from '../../../../web/ui/console/rules/network/edits.ts'
import { unseen } from '../../../../web/ui/console/rules/thread.ts'
import { message } from './invented.ts'

const edit = (seq: number, of: number, text: string) => message(seq, { text, replaces: { seq: of, removed: false } })
const removal = (seq: number, of: number) =>
  message(seq, { text: '', aside: true, replaces: { seq: of, removed: true } })

describe('words that change after they were said', () => {
  it('show their newest wording where they stood, the earlier one under it', () => {
    const [first, , change] = folded([message(1, { text: 'Brest' }), message(2), edit(3, 1, 'Rennes')])
    expect(first).toMatchObject({ message: { seq: 1, text: 'Rennes' }, later: { removed: false } })
    expect(first?.type === 'message' && first.later?.before.map(({ text }) => text)).toEqual(['Brest'])
    expect(change).toMatchObject({ type: 'change', of: { seq: 1 } })
  })

  it('follow an edit of an edit to the first one, and keep every wording', () => {
    const [first] = folded([message(1, { text: 'un' }), edit(2, 1, 'deux'), edit(3, 2, 'trois')])
    expect(first).toMatchObject({ message: { text: 'trois' } })
    expect(first?.type === 'message' && first.later?.before.map(({ text }) => text)).toEqual(['un', 'deux'])
  })

  it('taken back leave their place, and what they said can still be reached', () => {
    const [first] = folded([message(1, { text: 'un' }), edit(2, 1, 'deux'), removal(3, 1)])
    expect(first?.type === 'message' && first.later?.removed).toBe(true)
    expect(first?.type === 'message' && first.later?.before.map(({ text }) => text)).toEqual(['un', 'deux'])
  })

  it('stand alone when what they change is not on this screen', () => {
    expect(folded([edit(9, 2, 'Rennes')])).toMatchObject([{ type: 'message', message: { seq: 9, text: 'Rennes' } }])
  })

  it('lose no number of the thread', () => {
    const thread = [message(1), edit(2, 1, 'x'), message(3, { aside: true }), removal(4, 3)]
    expect(folded(thread).map((shown) => shown.message.seq)).toEqual([1, 2, 3, 4])
  })

  it('hold an answer up when they say something new; a reaction does not', () => {
    const thread = [message(1), edit(2, 1, 'x'), message(3, { aside: true, text: '👍' })]
    expect(unseen(thread, 1).map(({ seq }) => seq)).toEqual([2])
  })
})
