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

const filters: Record<View, (agent: string) => Where<ConversationRow>> = {
  mine: (agent) => ({ status: 'open', assignee: agent }),
  waiting: () => ({ status: 'open', assignee: null, junk: false }),
  danger: () => ({ status: live, danger: { $gt: 0 } }),
  answered: () => ({ status: 'open', assignee: { $ne: null }, waiting: false }),
  bot: () => ({ status: 'pending' }),
  done: () => ({ status: 'resolved' }),
  junk: () => ({ status: 'open', assignee: null, junk: true }),
  trouble: () => ({ trouble: { $gt: 0 } }),
  all: () => ({ status: live }),
}

const Cursor = z.strictObject({
  d: z.number().int(),
  t: z.number().int(),
  i: z.string().regex(/^[0-9a-f]{24}$/),
})

const cursorOf = (row: ConversationRow, byTime: boolean) =>
  Buffer.from(
    JSON.stringify({
      d: row.danger,
      t: (byTime ? row.lastAt : row.since).getTime(),
      i: row._id.toHexString(),
    }),
  ).toString('base64url')

function readCursor(after: string) {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
  } catch {
    throw new Refused('cursor', 'Cette page de la liste n’existe plus. Rechargez la liste.')
  }
}

/** Rows after the cursor: danger first, then the longest waiting; closed ones newest first. */
function beyond(after: string | undefined, byTime: boolean): Where<ConversationRow> {
  if (after === undefined) return {}
  const { d, t, i } = readCursor(after)
  const at = new Date(t)
  const _id = new Id(i)
  if (byTime)
    return {
      $or: [{ lastAt: { $lt: at } }, { lastAt: at, _id: { $lt: _id } }],
    }
  return {
    $or: [{ danger: { $lt: d } }, { danger: d, since: { $gt: at } }, { danger: d, since: at, _id: { $gt: _id } }],
  }
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
  const byTime = query.view === 'done'
  const limit = Math.min(Math.max(query.limit ?? LIMIT, 1), 100)
  const filter = {
    $and: [scope(reader, query), filters[query.view](reader.agent), beyond(query.after, byTime)],
  }
  const rows = await core.store.conversations
    .find(filter)
    .sort(byTime ? { lastAt: -1, _id: -1 } : { danger: -1, since: 1, _id: 1 })
    .limit(limit + 1)
    .toArray()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const keys = await core.keys.many(shown.map(({ _id }) => _id.toHexString()))
  const items = shown.flatMap((row) => {
    const key = keys.get(row._id.toHexString())
    return key === undefined ? [] : [showHead({ ...row, face: openFace(key, row) })]
  })
  return rows.length > limit && last !== undefined ? { items, next: cursorOf(last, byTime) } : { items }
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
          : await core.store.conversations.countDocuments({ $and: [where, filter(reader.agent)] }, { limit: COUNTED })
      return [view, count] as const
    }),
  )
  return Object.fromEntries(entries) as Record<View, number>
}
