import { createHash } from 'node:crypto'
import type { Inbound } from '../../contract.ts'
import { seal } from '../../guard/seal.ts'
import { clash, Id } from '../../store/connect.ts'
import type { RawRow } from '../../store/talk/raws.ts'
import type { Core, Wire } from '../core.ts'
import { putSealed } from './files.ts'

const INLINE = 64 * 1024
/** Longer than any writing behind takes. */
const UNTHREADED_MS = 60_000
const subject = (id: Id) => `raw:${id.toHexString()}`

const hashOf = (core: Core, wire: Wire, raw: Uint8Array) =>
  core.keyring.lookup(wire.desk.id, `raw:${createHash('sha256').update(raw).digest('base64')}`)

interface Kept {
  readonly row: RawRow
  /** It was there before. */
  readonly again: boolean
}

/** Stores the bytes under a key of their own before anything reads them, with the first reading counted. The same wire id gives the row that is there. */
export async function keepRaw(core: Core, wire: Wire, inbound: Inbound): Promise<Kept> {
  const large = inbound.raw.length > INLINE
  // Large bytes go to a file of their own first: not again for what is known.
  const known = large ? await there(core, wire, inbound) : null
  if (known !== null) return { row: known, again: true }
  const _id = new Id()
  const [key] = await core.keys.make(wire.desk.id, [subject(_id)])
  if (key === undefined) throw new Error('No data key.')
  const row: RawRow = {
    _id,
    desk: wire.desk.id,
    channel: wire.id,
    key: inbound.externalId,
    hash: hashOf(core, wire, inbound.raw),
    at: new Date(core.now()),
    state: 'stored',
    tries: 1,
    ...(large
      ? { file: new Id(await putSealed(core.store, key, inbound.raw)) }
      : { bytes: seal(key, subject(_id), inbound.raw) as never }),
  }
  try {
    await core.store.group.raws.insert(row)
    return { row, again: false }
  } catch (error) {
    if (clash(error) !== 'key') throw error
    await core.keys.destroy(subject(_id))
    const first = await there(core, wire, inbound)
    if (first === null) throw error
    return { row: first, again: true }
  }
}

const there = (core: Core, wire: Wire, { externalId: key }: Inbound): Promise<RawRow | null> =>
  core.store.raws.findOne({ channel: wire.id, key })

/** Counts a reading that begins again, durably: an item that kills its reader is seen at the next try. */
export async function beginReading(core: Core, row: RawRow): Promise<number> {
  await core.store.raws.updateOne({ _id: row._id }, { $inc: { tries: 1 } })
  return row.tries + 1
}

/** The item belongs to a message now: its key is wrapped by the conversation's, and its own entry destroyed, a little later. */
export async function threadRaw(
  core: Core,
  row: RawRow,
  at: { conversation: Id; seq: number; key: Uint8Array },
): Promise<void> {
  const own = (await core.keys.many([subject(row._id)])).get(subject(row._id))
  // No key of its own any more: somebody else threaded it meanwhile.
  if (own === undefined) return
  const wrapped = seal(at.key, subject(row._id), own) as never
  const { conversation, seq } = at
  core.threaded.add({ raw: row._id, at: { conversation, seq, wrapped }, subject: subject(row._id) })
}

/** Items whose message was stored and whose own end a crash cut off: threaded now. */
export async function sweepRaws(core: Core): Promise<void> {
  const before = new Date(core.now() - UNTHREADED_MS)
  const rows = await core.store.raws
    .find({ state: 'stored', at: { $lt: before } }, { projection: { bytes: 0 } })
    .limit(200)
    .toArray()
  for (const row of rows) {
    const message = await core.store.messages.findOne({ channel: row.channel, key: row.key })
    if (message === null) continue
    const { conversation, seq } = message
    await threadRaw(core, row, { conversation, seq, key: await core.keys.of(conversation.toHexString()) })
  }
}

/** How many stored items hold these bytes, those whose wire id begins with `besides` not counted. */
export function countCopies(core: Core, wire: Wire, raw: Uint8Array, besides: string): Promise<number> {
  const other = new RegExp(`^(?!${besides.replace(/[^A-Za-z0-9]/g, '\\$&')})`)
  return core.store.raws.countDocuments({
    channel: wire.id,
    hash: hashOf(core, wire, raw),
    key: other,
  })
}
