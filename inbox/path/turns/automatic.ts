import type { Core, Wire } from '../core.ts'
import type { HeadState } from '../thread/fold.ts'

const DAY_MS = 86_400_000

/**
 * May a machine answer this message? Where a wire could loop (RFC 3834 §2), each contact is given so many automatic
 * answers a day and each conversation so many in all; an answer that was asked for (our token came back) counts apart
 * from one that was not. Giving is remembered by the message answered, so asking twice is giving once.
 */
export async function mayAnswer(
  core: Core,
  wire: Wire,
  head: HeadState,
  message: { seq: number; asked: boolean },
): Promise<boolean> {
  const limits = wire.capabilities.automatic
  if (limits === undefined) return true
  if (head.automatic >= limits.perConversation) return false
  const id = `${head._id.toHexString()}:${message.seq}`
  const at = new Date(core.now())
  const since = new Date(core.now() - DAY_MS)
  const cap = message.asked ? limits.perAddressPerDay : limits.firstPerDay
  const recent = {
    $filter: {
      input: { $ifNull: ['$given', []] },
      as: 'g',
      cond: { $gt: ['$$g.at', since] },
    },
  }
  const alike = {
    $filter: {
      input: recent,
      as: 'g',
      cond: { $eq: ['$$g.asked', message.asked] },
    },
  }
  const known = {
    $in: [id, { $map: { input: recent, as: 'g', in: '$$g.message' } }],
  }
  const grant = {
    $and: [{ $not: [known] }, { $lt: [{ $size: alike }, cap] }, { $lt: [{ $size: recent }, limits.perAddressPerDay] }],
  }
  const row = await core.store.automatic.findOneAndUpdate(
    { _id: head.contact },
    [
      {
        $set: {
          given: {
            $cond: [
              grant,
              {
                $concatArrays: [recent, [{ message: id, at, asked: message.asked }]],
              },
              recent,
            ],
          },
          touched: at,
        },
      },
    ],
    { upsert: true, returnDocument: 'after' },
  )
  return row?.given.some((entry) => entry.message === id) ?? false
}
