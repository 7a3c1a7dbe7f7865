import { isDeepStrictEqual } from 'node:util'
import type { DataKeys } from '../../guard/data-keys.ts'
import { Id, type Store } from '../../store/connect.ts'
import type { ConversationRow } from '../../store/talk/conversations.ts'
import { openBody, openFace } from './body.ts'
import { emptyHead, fold, type HeadState } from './fold.ts'
import { headRow } from './heads.ts'
import type { Threads } from './threads.ts'

interface Parts {
  readonly store: Store
  readonly keys: DataKeys
  readonly rules: (channel: string) => { bot: 'guide' | 'none' }
}

/** A head folded from nothing but its messages, its read marks and its deliveries. */
async function foldAgain(
  { store, keys, rules }: Parts,
  row: ConversationRow,
): Promise<{ head: HeadState; key: Uint8Array }> {
  const key = await keys.of(row._id.toHexString())
  const { name, address, anonymous } = openFace(key, row)
  const face = {
    preview: '',
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
    ...(anonymous !== undefined && { anonymous }),
  }
  const head = emptyHead(row, row._id.getTimestamp(), face)
  head.readByContact = row.readByContact
  head.readByAgents = row.readByAgents
  for await (const message of store.messages.find({ conversation: row._id }).sort({ seq: 1 })) {
    fold(head, message, openBody(key, message), rules(row.channel))
    if (message.seq <= row.readByAgents) head.unread = 0
    if (message.delivery?.state === 'failed' || message.delivery?.state === 'unsure') head.trouble += 1
  }
  return { head, key }
}

/** Computes every head again and mends those that differ. Takes each conversation from its messages alone. */
export async function rebuildHeads(parts: Parts): Promise<{ conversations: number; mended: number }> {
  let conversations = 0
  let mended = 0
  for await (const row of parts.store.conversations.find()) {
    conversations += 1
    const { head, key } = await foldAgain(parts, row)
    if (head.seq === 0) continue
    const { face: before, ...rest } = row
    const { face: after, ...again } = head
    if (isDeepStrictEqual(rest, again) && isDeepStrictEqual(openFace(key, { _id: row._id, face: before }), after))
      continue
    // Only the row that was read: one that moved meanwhile was written by whoever holds the newer state.
    const { modifiedCount } = await parts.store.conversations.replaceOne(
      { _id: row._id, seq: row.seq },
      headRow(head, key),
    )
    mended += modifiedCount
  }
  return { conversations, mended }
}

/** Heads are written behind messages: those that a crash left behind are folded further. Looks at the last minutes before the newest head only. */
export async function catchUpHeads(store: Store, threads: Threads): Promise<number> {
  const MARGIN_MS = 15 * 60_000
  const newest = await store.conversations.findOne({}, { sort: { lastAt: -1 }, projection: { lastAt: 1 } })
  const from = newest === null ? 0 : Math.max(0, newest.lastAt.getTime() - MARGIN_MS)
  const behind = await store.messages
    .aggregate<{ _id: Id }>([
      { $match: { _id: { $gte: Id.createFromTime(Math.floor(from / 1000)) } } },
      { $group: { _id: '$conversation', seq: { $max: '$seq' } } },
      {
        $lookup: {
          from: 'conversations',
          localField: '_id',
          foreignField: '_id',
          as: 'head',
          pipeline: [{ $project: { seq: 1 } }],
        },
      },
      { $match: { $expr: { $gt: ['$seq', { $first: '$head.seq' }] } } },
    ])
    .toArray()
  for (const { _id } of behind) await threads.run(_id.toHexString(), async (thread) => thread.touch())
  await threads.heads.flush()
  return behind.length
}
