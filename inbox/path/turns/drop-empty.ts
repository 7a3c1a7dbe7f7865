import { Id } from '../../store/connect.ts'
import type { Core } from '../core.ts'

const OLD_MS = 3_600_000

/** A crash between a conversation and its first message leaves a row that nobody sees: dropped with its key after an hour. */
export async function dropEmpty(core: Pick<Core, 'store' | 'keys' | 'now'>): Promise<void> {
  const before = Id.createFromTime(Math.floor((core.now() - OLD_MS) / 1000))
  const rows = await core.store.conversations
    .find({ status: 'empty', _id: { $lt: before } }, { projection: { _id: 1 } })
    .limit(100)
    .toArray()
  for (const { _id } of rows) {
    if ((await core.store.messages.countDocuments({ conversation: _id }, { limit: 1 })) > 0) continue
    await core.store.conversations.deleteOne({ _id, status: 'empty' })
    await core.keys.destroy(_id.toHexString())
  }
}
