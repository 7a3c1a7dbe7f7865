import { describe, expect, it } from 'vitest'
import { commandOf, type Press } from '../../../../web/ui/console/rules/keys.ts'

const press = (key: string, over: Partial<Press> = {}): Press => ({
  key,
  ctrl: false,
  meta: false,
  alt: false,
  shift: false,
  inField: false,
  inDialog: false,
  ...over,
})

describe('the keyboard', () => {
  it('acts by letter', () => {
    const map = {
      j: 'next',
      k: 'previous',
      p: 'take',
      r: 'reply',
      v: 'private',
      n: 'note',
      t: 'transfer',
      e: 'resolve',
      d: 'danger',
    }
    for (const [key, command] of Object.entries(map)) expect(commandOf(press(key), true)).toBe(command)
    expect(commandOf(press('/', { shift: true }), true)).toBe('find')
    expect(commandOf(press('?', { shift: true }), true)).toBe('help')
  })

  it('never takes a letter from someone who is typing, nor from a browser shortcut', () => {
    expect(commandOf(press('p', { inField: true }), true)).toBeUndefined()
    expect(commandOf(press('p', { ctrl: true }), true)).toBeUndefined()
    expect(commandOf(press('t', { meta: true }), true)).toBeUndefined()
    expect(commandOf(press('e', { alt: true }), true)).toBeUndefined()
  })

  it('can have its single characters switched off, and the rest stays', () => {
    for (const key of ['j', 'p', '/', '?']) expect(commandOf(press(key), false)).toBeUndefined()
    expect(commandOf(press('ArrowDown'), false)).toBe('next')
    expect(commandOf(press('F6'), false)).toBe('next-pane')
    expect(commandOf(press('k', { ctrl: true }), false)).toBe('find')
  })

  it('leaves a text field with Escape and F6', () => {
    expect(commandOf(press('Escape', { inField: true }), true)).toBe('back')
    expect(commandOf(press('F6', { inField: true, shift: true }), true)).toBe('previous-pane')
  })

  it('does nothing behind an open dialog', () => {
    expect(commandOf(press('p', { inDialog: true }), true)).toBeUndefined()
    expect(commandOf(press('Escape', { inDialog: true }), true)).toBeUndefined()
  })
})
