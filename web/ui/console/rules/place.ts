import type { WireView } from '../../../wire.ts'
import { isView } from './views.ts'

const pages = ['counter', 'sessions', 'channels', 'knowledge'] as const
type Page = (typeof pages)[number]

/** Where the agent is, as the part of the address after #: Back works, and nothing of it reaches a server. */
export interface Place {
  readonly view: WireView
  readonly desk?: string
  readonly channel?: string
  readonly conversation?: string
  readonly page?: Page
  /** What is open on the page: 'sheet/vol', 'asked'. */
  readonly item?: string
}

const start: Place = { view: 'waiting' }

export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [first = '', second] = path.split('/')
  const asked = new URLSearchParams(query)
  const desk = asked.get('desk')
  const channel = asked.get('channel')
  const item = asked.get('item')
  const page = pages.find((name) => name === asked.get('page'))
  return {
    view: isView(first) ? first : start.view,
    ...(desk ? { desk } : {}),
    ...(channel ? { channel } : {}),
    ...(second ? { conversation: decodeURIComponent(second) } : {}),
    ...(page ? { page } : {}),
    ...(page && item ? { item } : {}),
  }
}

export function hashOf(place: Place): string {
  const query = new URLSearchParams()
  if (place.desk) query.set('desk', place.desk)
  if (place.channel) query.set('channel', place.channel)
  if (place.page) query.set('page', place.page)
  if (place.item) query.set('item', place.item)
  const path = place.conversation ? `${place.view}/${encodeURIComponent(place.conversation)}` : place.view
  return `#/${path}${query.size > 0 ? `?${query}` : ''}`
}
