import { computed } from '@preact/signals'
import { type Kind, kindHere, offersPrivate } from '../../rules/network/audience.ts'
import { opened } from '../../state/conversation/opened.ts'
import { tab } from '../../state/writing/drafts.ts'
import { focusOn } from '../focus.ts'

export const offered = computed(() =>
  opened.value ? offersPrivate(opened.value.head, opened.value.capabilities) : false,
)

/** Which of the texts is in the box. */
export const kind = computed<Kind>(() => kindHere(tab.value, offered.value))

/** The hand goes into the box of that text; false where it does not exist. */
export function writeTo(wanted: Kind): boolean {
  if (!opened.peek() || kindHere(wanted, offered.peek()) !== wanted) return false
  tab.value = wanted
  requestAnimationFrame(() => focusOn('#words'))
  return true
}
