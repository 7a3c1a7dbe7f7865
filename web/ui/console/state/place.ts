import { computed, signal } from '@preact/signals'
import { hashOf, type Place, placeOf } from '../rules/place.ts'
import type { Filter } from '../rules/views.ts'

export const place = signal<Place>(placeOf(location.hash))
export const overlay = signal<'help' | 'find' | undefined>(undefined)
/** The form that is open under the conversation's head. */
export const form = signal<'transfer' | 'apart' | undefined>(undefined)

export const filter = computed<Filter>(() => {
  const { view, desk, channel } = place.value
  return { view, ...(desk ? { desk } : {}), ...(channel ? { channel } : {}) }
})

/** The same queue, whatever else is open: changes only when the list must be read again. */
export const filterKey = computed(() => hashOf(filter.value))

export const openId = computed(() => place.value.conversation)

addEventListener('hashchange', () => {
  place.value = placeOf(location.hash)
  form.value = undefined
})

export function go(to: Place): void {
  const hash = hashOf(to)
  if (location.hash !== hash) location.hash = hash
  place.value = to
  form.value = undefined
}

export const goConversation = (id: string): void => go({ ...filter.peek(), conversation: id })
export const goList = (): void => go(filter.peek())
export const goPage = (page: NonNullable<Place['page']>, item?: string): void =>
  go({ ...filter.peek(), page, ...(item ? { item } : {}) })
