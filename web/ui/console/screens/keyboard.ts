import { focusOn, movePane, takesText } from '../parts/focus.ts'
import { backToList, walk } from '../parts/list/walk.ts'
import { writeTo } from '../parts/write/kind.ts'
import { type Command, commandOf } from '../rules/keys.ts'
import { act, setDanger } from '../state/conversation/actions.ts'
import { opened } from '../state/conversation/opened.ts'
import { singleKeys } from '../state/look.ts'
import { form, overlay } from '../state/place.ts'

/** The keyboard map, tied to the page while the desk is on screen. */
export function listenToKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const command = commandOf(
      {
        key: event.key,
        ctrl: event.ctrlKey,
        meta: event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
        inField: takesText(event.target),
        inDialog: overlay.peek() !== undefined,
      },
      singleKeys.peek(),
    )
    if (command === undefined || !run(command, event)) return
    event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function back(): boolean {
  const open = form.peek()
  if (!open) return backToList()
  form.value = undefined
  focusOn(`#${open}`)
  return true
}

const arrowsBelongElsewhere = (event: KeyboardEvent): boolean =>
  event.key.startsWith('Arrow') && !(event.target instanceof Element && event.target.closest('.list'))

function run(command: Command, event: KeyboardEvent): boolean {
  switch (command) {
    case 'next':
      return !arrowsBelongElsewhere(event) && walk(1)
    case 'previous':
      return !arrowsBelongElsewhere(event) && walk(-1)
    case 'back':
      return back()
    case 'reply':
      return writeTo('answer')
    case 'note':
      return writeTo('note')
    case 'private':
      return writeTo('private')
    case 'find':
    case 'help':
      overlay.value = command
      return true
    case 'next-pane':
    case 'previous-pane':
      movePane(command === 'next-pane' ? 1 : -1)
      return true
    default:
      return onConversation(command)
  }
}

function onConversation(command: 'take' | 'transfer' | 'resolve' | 'danger'): boolean {
  const head = opened.peek()?.head
  if (!head) return false
  const closed = head.status === 'resolved'
  if (command === 'resolve') void act(closed ? 'reopen' : 'resolve')
  if (command === 'take' && !closed && !head.assignee) void act('take')
  if (command === 'danger' && !closed) void setDanger(head.danger === 'hard' ? 'none' : 'hard')
  if (command === 'transfer' && !closed) form.value = form.peek() === 'transfer' ? undefined : 'transfer'
  return true
}
