import { takeChange } from '../hook/feed.ts'
import type { Intake, Parcel } from '../hook/intake.ts'
import { takeMessaging } from '../hook/messaging.ts'
import { type Fields, idIn, isRecord, listIn, recordIn, textIn, timeIn } from '../shape.ts'
import { takeChanges } from './changes.ts'
import { pages, since } from './paging.ts'

interface Found {
  readonly id: string
  readonly at: number
  readonly event: Fields
}

export interface Place {
  /** Its cursor's name. */
  readonly name: string
  /** What is there since a time, oldest first within one talk. */
  read(intake: Intake, since: number): AsyncIterable<Found>
  take(intake: Intake, parcel: Parcel): Promise<void>
}

const said = 'id,message,from,created_time'
const talkFields = `${said},attachments`
const commentFields = `${said},parent{id},permalink_url,attachment`

/** An attachment as the Conversations API tells it, in the words of a webhook. */
function attachmentOf(item: Fields): Fields {
  const image = recordIn(item, 'image_data')
  const video = recordIn(item, 'video_data')
  const url = (image && textIn(image, 'url')) ?? (video && textIn(video, 'url')) ?? textIn(item, 'file_url')
  return { type: 'file', payload: { url } }
}

/** The event that a webhook would have brought: read by the same hands, it is stored under the same name. */
function messageEvent(item: Fields, page: string): Fields {
  const attachments = recordIn(item, 'attachments')
  const list = attachments ? listIn(attachments, 'data').filter(isRecord).map(attachmentOf) : []
  const text = textIn(item, 'message')
  return {
    sender: recordIn(item, 'from'),
    recipient: { id: page },
    timestamp: timeIn(item, 'created_time')?.getTime(),
    message: { mid: idIn(item, 'id'), ...(text && { text }), ...(list.length > 0 && { attachments: list }) },
  }
}

function commentEvent(item: Fields, post: string): Fields {
  const parent = recordIn(item, 'parent')
  const { id, message, from, created_time, permalink_url } = item
  const media = recordIn(recordIn(item, 'attachment') ?? {}, 'media') ?? {}
  const photo = textIn(recordIn(media, 'image') ?? {}, 'src')
  const parent_id = (parent && idIn(parent, 'id')) ?? post
  const value = { item: 'comment', verb: 'add', comment_id: id, post_id: post, parent_id, ...(photo && { photo }) }
  return { field: 'feed', value: { ...value, from, message, created_time, permalink_url } }
}

/** What is not the page's own, as events to take in. */
function* found(items: readonly Fields[], page: string, eventOf: (item: Fields) => Fields): Generator<Found> {
  for (const item of items) {
    const from = recordIn(item, 'from')
    const id = idIn(item, 'id')
    if (id === undefined || (from && idIn(from, 'id') === page)) continue
    yield { id, at: timeIn(item, 'created_time')?.getTime() ?? 0, event: eventOf(item) }
  }
}

/** What came with the talk, and the pages behind it where that was not all. */
async function* within({ graph }: Intake, talk: Fields, edge: string, query: Record<string, string>) {
  const first = recordIn(talk, edge)
  const items = first ? listIn(first, 'data').filter(isRecord) : []
  yield items
  const paging = first && recordIn(first, 'paging')
  const id = idIn(talk, 'id')
  if (id === undefined || !paging || typeof paging['next'] !== 'string') return
  const after = idIn(recordIn(paging, 'cursors') ?? {}, 'after')
  yield* pages(graph, `${id}/${edge}`, query, after)
}

/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversations */
export const messages: Place = {
  name: 'messages',
  async *read(intake, time) {
    const { pageId } = intake.config
    const fields = `id,updated_time,messages.limit(20){${talkFields}}`
    for await (const talks of pages(intake.graph, `${pageId}/conversations`, {
      platform: 'messenger',
      fields,
      limit: '25',
    })) {
      const fresh = talks.filter((talk) => (timeIn(talk, 'updated_time')?.getTime() ?? 0) >= time)
      for (const talk of fresh) {
        const all = await since(within(intake, talk, 'messages', { fields: talkFields, limit: '20' }), time)
        if (all.cut) intake.tally.add('catch-up-incomplete')
        yield* found(all.items, pageId, (item) => messageEvent(item, pageId))
      }
      // Newest first: behind one that is older there are only older ones.
      if (fresh.length < talks.length) return
    }
  },
  take: (intake: Intake, parcel: Parcel) => takeMessaging(intake, parcel),
}

/** The newest posts alone: a comment under an older one that no webhook brought is not looked for. */
export const comments: Place = {
  name: 'comments',
  async *read(intake, time) {
    const { graph, config } = intake
    const order = { order: 'reverse_chronological', filter: 'stream' }
    const fields = `id,comments.limit(50).order(${order.order}).filter(${order.filter}){${commentFields}}`
    const feed = await graph.get(`${config.pageId}/feed`, { fields, limit: '50' })
    for (const post of listIn(feed, 'data').filter(isRecord)) {
      const query = { ...order, fields: commentFields, limit: '50' }
      await takeChanges(intake, post)
      const all = await since(within(intake, post, 'comments', query), time)
      if (all.cut) intake.tally.add('catch-up-incomplete')
      yield* found(all.items, config.pageId, (item) => commentEvent(item, idIn(post, 'id') ?? ''))
    }
  },
  take: (intake: Intake, parcel: Parcel) => takeChange(intake, parcel),
}
