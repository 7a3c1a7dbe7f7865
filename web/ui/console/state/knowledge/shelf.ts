import { computed, signal } from '@preact/signals'
import type { WireAsked, WireEntry, WireFact, WireShelf } from '../../../../wire.ts'
import { isSheet } from '../../rules/knowledge/entries.ts'
import { get } from '../api.ts'
import { filter, place } from '../place.ts'
import { editedDesks, onForget } from '../session.ts'

/** undefined: not read yet. */
export const shelf = signal<WireShelf | undefined>(undefined)
export const unread = signal(false)
export const asked = signal<readonly WireAsked[] | undefined>(undefined)
/** What the search box holds: still there on the way back from a sheet. */
export const sought = signal('')

/** The desk whose shelf is open: the one of the address, where the reader edits it. */
export const desk = computed(() => {
  const all = editedDesks.value
  return (all.find(({ id }) => id === filter.value.desk) ?? all[0])?.id
})

export const item = computed(() => place.value.item)

/** The facts as they are said now. */
export const facts = computed<ReadonlyMap<string, WireFact>>(
  () =>
    new Map(
      (shelf.value?.entries ?? []).flatMap(({ kind, id, running }) => {
        const body = running?.body
        return kind === 'fact' && body && !isSheet(body) ? [[id, body] as const] : []
      }),
    ),
)

export const entryOf = (name: string): WireEntry | undefined =>
  shelf.value?.entries.find(({ kind, id }) => `${kind}/${id}` === name)

export const shelfPath = (rest = ''): string => `/knowledge/${encodeURIComponent(desk.peek() ?? '')}${rest}`

/** Reads the desk's shelf again, and what people asked there. */
export async function readShelf(): Promise<void> {
  if (desk.peek() === undefined) return
  try {
    const [found, questions] = await Promise.all([
      get<WireShelf>(shelfPath()),
      get<{ asked: WireAsked[] }>(shelfPath('/asked')),
    ])
    shelf.value = found
    asked.value = questions.asked
    unread.value = false
  } catch {
    unread.value = true
  }
}

onForget(() => {
  shelf.value = undefined
  asked.value = undefined
  sought.value = ''
})
