import { neighbour } from '../../rules/list.ts'
import { goList, openId, place } from '../../state/place.ts'
import { cursor, listing } from '../../state/queue.ts'
import { focusOn } from '../focus.ts'

/** The row may have to be drawn first: the list scrolls to it, then the next frame has it. */
function toRow(id: string, tries = 4): void {
  requestAnimationFrame(() => {
    if (!focusOn(`[data-item="${CSS.escape(id)}"]`) && tries > 0) toRow(id, tries - 1)
  })
}

/** Moves the hand along the list. Coming from elsewhere it first returns to where it stood. */
export function walk(step: 1 | -1): boolean {
  const { items } = listing.peek()
  const stood = cursor.peek()
  const inList = document.activeElement?.closest('[data-item]') !== null
  const to = stood !== undefined && !inList ? stood : neighbour(items, stood ?? openId.peek(), step)
  if (to === undefined) return false
  cursor.value = to
  toRow(to)
  return true
}

export function backToList(): boolean {
  const { conversation, page } = place.peek()
  if (conversation === undefined && page === undefined) return false
  const row = conversation ?? cursor.peek()
  goList()
  if (row === undefined) return true
  cursor.value = row
  toRow(row)
  return true
}
