import { batch, signal } from '@preact/signals'
import type { WireCounts, WireHead, WirePage } from '../../../wire.ts'
import { emptyListing, extended, type Listing, replaced, updated } from '../rules/list.ts'
import type { Filter } from '../rules/views.ts'
import { get } from './api.ts'
import { filter } from './place.ts'
import { myId, onForget } from './session.ts'

export const listing = signal<Listing>(emptyListing)
export const listState = signal<'loading' | 'ready' | 'failed'>('loading')
export const loadingMore = signal(false)
export const counts = signal<WireCounts | undefined>(undefined)
/** The row that the keyboard stands on. */
export const cursor = signal<string | undefined>(undefined)
/** Channels whose wire is down, as desk/channel, with the code of why. */
export const down = signal<ReadonlyMap<string, string | undefined>>(new Map())

let pages = 0
let generation = 0
const waiting = new Map<string, WireHead>()
/** News that came while a page was on its way: the page may be older than they are. */
const overtaking = new Map<string, WireHead>()
let flush: ReturnType<typeof setTimeout> | undefined
let recount: ReturnType<typeof setTimeout> | undefined

function pageOf(asked: Filter, after: string | undefined): Promise<WirePage> {
  const query = new URLSearchParams({ view: asked.view })
  if (asked.desk) query.set('desk', asked.desk)
  if (asked.channel) query.set('channel', asked.channel)
  if (after) query.set('after', after)
  return get<WirePage>(`/queue?${query}`)
}

async function read(asked: Filter, howMany: number): Promise<WirePage[]> {
  const found: WirePage[] = []
  let after: string | undefined
  do {
    const page = await pageOf(asked, after)
    found.push(page)
    after = page.next
  } while (after !== undefined && found.length < howMany)
  return found
}

/** Reads the queue as a newcomer would, as many pages as are on screen. */
async function load(howMany: number): Promise<void> {
  generation += 1
  const mine = generation
  overtaking.clear()
  try {
    const found = await read(filter.peek(), howMany)
    if (mine !== generation) return
    batch(() => {
      listing.value = withNews(replaced(found), overtaking)
      listState.value = 'ready'
      pages = found.length
    })
  } catch {
    if (mine === generation && !listing.peek().loaded) listState.value = 'failed'
  }
}

/** Another queue was chosen. */
export async function openQueue(): Promise<void> {
  batch(() => {
    listing.value = emptyListing
    listState.value = 'loading'
    cursor.value = undefined
  })
  await load(1)
}

export const refreshQueue = (): Promise<void> => load(Math.max(1, pages))
export const showFresh = (): Promise<void> => load(1)

export async function moreQueue(): Promise<void> {
  const { next } = listing.peek()
  if (next === undefined || loadingMore.peek()) return
  const mine = generation
  loadingMore.value = true
  try {
    const page = await pageOf(filter.peek(), next)
    if (mine !== generation) return
    listing.value = extended(listing.peek(), page)
    pages += 1
  } catch {
    // The end of the list stays where it is; the next scroll asks again.
  } finally {
    loadingMore.value = false
  }
}

/** Events come in bursts: one paint for a quarter of a second of them. */
export function headChanged(head: WireHead): void {
  waiting.set(head.id, head)
  if (flush === undefined) flush = setTimeout(applyHeads, 200)
  recountSoon()
}

const withNews = (list: Listing, news: ReadonlyMap<string, WireHead>): Listing =>
  [...news.values()].reduce((next, head) => updated(next, head, filter.peek(), myId.peek()), list)

function applyHeads(): void {
  flush = undefined
  for (const [id, head] of waiting) overtaking.set(id, head)
  listing.value = withNews(listing.peek(), waiting)
  waiting.clear()
}

/** A head that the agent's own gesture brought back: shown at once. */
export function headNow(head: WireHead): void {
  waiting.delete(head.id)
  overtaking.set(head.id, head)
  listing.value = updated(listing.peek(), head, filter.peek(), myId.peek())
  recountSoon()
}

/** The agent is reading it: the row says so before the server does. */
export function readHere(id: string): void {
  const { items } = listing.peek()
  if (!items.some((item) => item.id === id && item.unread > 0)) return
  listing.value = {
    ...listing.peek(),
    items: items.map((item) => (item.id === id ? { ...item, unread: 0 } : item)),
  }
}

function recountSoon(): void {
  if (recount !== undefined) return
  recount = setTimeout(() => {
    recount = undefined
    void recountNow()
  }, 1_000)
}

export async function recountNow(): Promise<void> {
  try {
    counts.value = await get<WireCounts>('/counts')
  } catch {
    // The figures on screen stay until the link is back.
  }
}

/** What is due becomes so by the hour alone: no event tells. */
export function keepCounting(): void {
  setInterval(() => {
    if (counts.peek() !== undefined && document.visibilityState === 'visible') void recountNow()
  }, 5 * 60_000)
}

/** True when it is news: a wire may say the same at every try. */
export function channelHealth(key: string, state: 'up' | 'down', code?: string): boolean {
  const was = down.peek()
  const news = was.has(key) !== (state === 'down')
  const next = new Map(was)
  if (state === 'down') next.set(key, code)
  else next.delete(key)
  if (news || was.get(key) !== code) down.value = next
  return news
}

onForget(() => {
  generation += 1
  pages = 0
  waiting.clear()
  batch(() => {
    listing.value = emptyListing
    listState.value = 'loading'
    counts.value = undefined
    cursor.value = undefined
  })
})
