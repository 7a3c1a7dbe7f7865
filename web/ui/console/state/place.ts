import { computed, signal } from '@preact/signals'
import { hashOf, type Place, placeOf } from '../rules/place.ts'
import type { Filter } from '../rules/views.ts'

export const place = signal<Place>(placeOf(location.hash))
export const overlay = signal<'help' | 'find' | undefined>(undefined)
export const transferring = signal(false)

export const filter = computed<Filter>(() => {
  const { view, desk, channel } = place.value
  return { view, ...(desk ? { desk } : {}), ...(channel ? { channel } : {}) }
})

/** The same queue, whatever else is open: changes only when the list must be read again. */
export const filterKey = computed(() => hashOf(filter.value))

export const openId = computed(() => place.value.conversation)

addEventListener('hashchange', () => {
  place.value = placeOf(location.hash)
  transferring.value = false
})

export function go(to: Place): void {
  const hash = hashOf(to)
  if (location.hash !== hash) location.hash = hash
  place.value = to
  transferring.value = false
}

export const goConversation = (id: string): void => go({ ...filter.peek(), conversation: id })
export const goList = (): void => go(filter.peek())
export const goPage = (page: 'counter' | 'sessions'): void => go({ ...filter.peek(), page })
