import type { WireHead, WirePage } from '../../../wire.ts'
import { type Filter, passes } from './views.ts'

/** What the list pane shows: rows that stand still, and newcomers that wait behind a button. */
export interface Listing {
  readonly items: readonly WireHead[]
  readonly next?: string
  /** Conversations that belong here and are not shown yet. */
  readonly fresh: ReadonlySet<string>
  /** Rows that stopped belonging here since the server listed them: they stay where they stand until the agent tidies. */
  readonly left: ReadonlySet<string>
  readonly loaded: boolean
}

export const emptyListing: Listing = { items: [], fresh: new Set(), left: new Set(), loaded: false }

const withNext = (listing: Omit<Listing, 'next'>, next: string | undefined): Listing =>
  next === undefined ? listing : { ...listing, next }

/** A fresh load: exactly what the server says. */
export function replaced(pages: readonly WirePage[]): Listing {
  const items = new Map<string, WireHead>()
  for (const head of pages.flatMap((page) => page.items)) items.set(head.id, head)
  return withNext({ items: [...items.values()], fresh: new Set(), left: new Set(), loaded: true }, pages.at(-1)?.next)
}

/** One more page at the end. A row that moved down meanwhile is not listed twice. */
export function extended(listing: Listing, page: WirePage): Listing {
  const known = new Set(listing.items.map((head) => head.id))
  const more = page.items.filter((head) => !known.has(head.id))
  const fresh = new Set([...listing.fresh].filter((id) => !page.items.some((head) => head.id === id)))
  return withNext({ items: [...listing.items, ...more], fresh, left: listing.left, loaded: true }, page.next)
}

/** The newer of two states of a conversation: events may overtake answers. */
const newer = (old: WireHead, next: WireHead): WireHead => (next.lastSeq < old.lastSeq ? old : next)

function changedInPlace(listing: Listing, old: WireHead, head: WireHead, filter: Filter, me: string): Listing {
  const left = new Set(listing.left)
  if (passes(head, filter, me)) left.delete(head.id)
  else if (passes(old, filter, me)) left.add(head.id)
  return { ...listing, left, items: listing.items.map((item) => (item.id === head.id ? head : item)) }
}

/**
 * News about one conversation. A row that is shown changes where it stands and never moves; a newcomer waits.
 * While nothing is shown there is nothing to move, so the first one appears at once.
 */
export function updated(listing: Listing, head: WireHead, filter: Filter, me: string): Listing {
  const shown = listing.items.find((item) => item.id === head.id)
  if (shown) return changedInPlace(listing, shown, newer(shown, head), filter, me)
  const here = passes(head, filter, me)
  if (here && listing.loaded && listing.items.length === 0) return { ...listing, items: [head] }
  if (here === listing.fresh.has(head.id)) return listing
  const fresh = new Set(listing.fresh)
  if (here) fresh.add(head.id)
  else fresh.delete(head.id)
  return { ...listing, fresh }
}

/** The row to go to from another one; the first when there is none yet. */
export function neighbour(items: readonly WireHead[], from: string | undefined, step: 1 | -1): string | undefined {
  const at = items.findIndex((item) => item.id === from)
  if (at < 0) return items[0]?.id
  return items[Math.min(items.length - 1, Math.max(0, at + step))]?.id
}
