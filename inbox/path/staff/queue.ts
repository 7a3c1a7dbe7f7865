import { z } from 'zod'
import { Refused } from '../../contract.ts'
import type { Head, Page, Reader, View } from '../../door/door.ts'
import { desksOf } from '../../guard/rights.ts'
import { Id, type Where } from '../../store/connect.ts'
import type { ConversationRow } from '../../store/talk/conversations.ts'
import type { Core } from '../core.ts'
import { openFace } from '../thread/body.ts'
import { showHead } from '../thread/thread.ts'

export interface QueueQuery {
  view: View
  desk?: string
  channel?: string
  after?: string
  limit?: number
}

const LIMIT = 50
/** Beyond this a count is shown as "999+": an exact one would read the whole inbox. */
const COUNTED = 1000

const live = { $in: ['pending', 'open'] as ConversationRow['status'][] }

const filters: Record<View, (agent: string, now: Date) => Where<ConversationRow>> = {
  mine: (agent) => ({ status: 'open', assignee: agent }),
  waiting: () => ({ status: 'open', assignee: null, junk: false }),
  danger: () => ({ status: live, danger: { $gt: 0 } }),
  answered: () => ({ status: 'open', assignee: { $ne: null }, waiting: false }),
  bot: () => ({ status: 'pending' }),
  done: () => ({ status: 'resolved' }),
  junk: () => ({ status: 'open', assignee: null, junk: true }),
  review: (_, now) => ({ apartUntil: { $lte: now } }),
  trouble: () => ({ trouble: { $gt: 0 } }),
  all: () => ({ status: live }),
}

const Cursor = z.strictObject({
  d: z.number().int(),
  t: z.number().int(),
  i: z.string().regex(/^[0-9a-f]{24}$/),
})

interface Order {
  readonly sort: Readonly<Record<string, 1 | -1>>
  /** The time that a page ends at. */
  time(row: ConversationRow): Date
  /** Rows after a cursor. */
  beyond(at: { d: number; t: Date; i: Id }): Where<ConversationRow>
}

/** Danger first, then the longest waiting. */
const urgent: Order = {
  sort: { danger: -1, since: 1, _id: 1 },
  time: ({ since }) => since,
  beyond: ({ d, t, i }) => ({
    $or: [{ danger: { $lt: d } }, { danger: d, since: { $gt: t } }, { danger: d, since: t, _id: { $gt: i } }],
  }),
}
/** Closed ones: newest first. */
const newest: Order = {
  sort: { lastAt: -1, _id: -1 },
  time: ({ lastAt }) => lastAt,
  beyond: ({ t, i }) => ({ $or: [{ lastAt: { $lt: t } }, { lastAt: t, _id: { $lt: i } }] }),
}
/** To be looked at again: the longest due first. */
const due: Order = {
  sort: { apartUntil: 1, _id: 1 },
  time: ({ apartUntil, since }) => apartUntil ?? since,
  beyond: ({ t, i }) => ({ $or: [{ apartUntil: { $gt: t } }, { apartUntil: t, _id: { $gt: i } }] }),
}
const orderOf = (view: View): Order => (view === 'done' ? newest : view === 'review' ? due : urgent)

const cursorOf = (row: ConversationRow, order: Order) =>
  Buffer.from(JSON.stringify({ d: row.danger, t: order.time(row).getTime(), i: row._id.toHexString() })).toString(
    'base64url',
  )

function readCursor(after: string) {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
  } catch {
    throw new Refused('cursor', 'Cette page de la liste n’existe plus. Rechargez la liste.')
  }
}

function beyond(after: string | undefined, order: Order): Where<ConversationRow> {
  if (after === undefined) return {}
  const { d, t, i } = readCursor(after)
  return order.beyond({ d, t: new Date(t), i: new Id(i) })
}

function scope(reader: Reader, { desk, channel }: Pick<QueueQuery, 'desk' | 'channel'>): Where<ConversationRow> {
  const desks = desksOf(reader).filter((own) => desk === undefined || own === desk)
  const [only] = desks
  return {
    desk: desks.length === 1 && only !== undefined ? only : { $in: desks },
    ...(channel !== undefined && { channel: { $in: desks.map((own) => `${own}/${channel}`) } }),
  }
}

/** One page of a view of the reader's desks, by key and never by offset. */
export async function queue(core: Core, reader: Reader, query: QueueQuery): Promise<Page<Head>> {
  await core.threads.heads.flush()
  const order = orderOf(query.view)
  const limit = Math.min(Math.max(query.limit ?? LIMIT, 1), 100)
  const filter = {
    $and: [scope(reader, query), filters[query.view](reader.agent, new Date(core.now())), beyond(query.after, order)],
  }
  const rows = await core.store.conversations
    .find(filter)
    .sort(order.sort)
    .limit(limit + 1)
    .toArray()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const keys = await core.keys.many(shown.map(({ _id }) => _id.toHexString()))
  const items = shown.flatMap((row) => {
    const key = keys.get(row._id.toHexString())
    return key === undefined ? [] : [showHead({ ...row, face: openFace(key, row) })]
  })
  return rows.length > limit && last !== undefined ? { items, next: cursorOf(last, order) } : { items }
}

/** How many conversations each view holds, counted on the index and capped. */
export async function counts(core: Core, reader: Reader): Promise<Record<View, number>> {
  await core.threads.heads.flush()
  const where = scope(reader, {})
  const entries = await Promise.all(
    Object.entries(filters).map(async ([view, filter]) => {
      const count =
        view === 'done'
          ? 0
          : await core.store.conversations.countDocuments(
              { $and: [where, filter(reader.agent, new Date(core.now()))] },
              { limit: COUNTED },
            )
      return [view, count] as const
    }),
  )
  return Object.fromEntries(entries) as Record<View, number>
}
