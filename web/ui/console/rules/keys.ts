/** What the keyboard can ask for. Each has a visible button somewhere. */
export type Command =
  | 'next'
  | 'previous'
  | 'back'
  | 'take'
  | 'reply'
  | 'private'
  | 'note'
  | 'transfer'
  | 'resolve'
  | 'danger'
  | 'find'
  | 'help'
  | 'next-pane'
  | 'previous-pane'

export interface Press {
  readonly key: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
  /** The focus is in a field that takes text. */
  readonly inField: boolean
  /** Enter, j and the others must not act behind an open dialog. */
  readonly inDialog: boolean
}

/** By letter, not by place: on AZERTY the physical KeyA and KeyQ are swapped. */
const single: Readonly<Record<string, Command>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  p: 'take',
  r: 'reply',
  v: 'private',
  n: 'note',
  t: 'transfer',
  e: 'resolve',
  d: 'danger',
  '/': 'find',
  '?': 'help',
}

/** Keys that are no character: speech input never types them, so they stay when single keys are off. */
const isArrow = (key: string): boolean => key.startsWith('Arrow')

/** WCAG 2.1.4: single characters act only outside text fields and can be switched off. */
export function commandOf(press: Press, singleKeys: boolean): Command | undefined {
  if (press.key === 'F6') return press.shift ? 'previous-pane' : 'next-pane'
  if (press.inDialog) return undefined
  if ((press.ctrl || press.meta) && !press.alt && press.key.toLowerCase() === 'k') return 'find'
  if (press.key === 'Escape') return 'back'
  if (press.ctrl || press.meta || press.alt || press.inField) return undefined
  if (!singleKeys && !isArrow(press.key)) return undefined
  return single[press.key]
}
