import { createHash } from 'node:crypto'
import type { Inbound } from '../../contract.ts'
import { seal } from '../../guard/seal.ts'
import { clash, Id } from '../../store/connect.ts'
import type { RawRow } from '../../store/talk/raws.ts'
import type { Core, Wire } from '../core.ts'
import { putSealed } from './files.ts'

const INLINE = 64 * 1024
const subject = (id: Id) => `raw:${id.toHexString()}`

const hashOf = (core: Core, wire: Wire, raw: Uint8Array) =>
  core.keyring.lookup(wire.desk.id, `raw:${createHash('sha256').update(raw).digest('base64')}`)

/** Stores the bytes under a key of their own before anything reads them. The same wire id gives the row that is there. */
export async function keepRaw(core: Core, wire: Wire, inbound: Inbound): Promise<RawRow> {
  const known = await core.store.raws.findOne({
    channel: wire.id,
    key: inbound.externalId,
  })
  if (known !== null) return known
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
    tries: 0,
    ...(inbound.raw.length <= INLINE
      ? { bytes: seal(key, subject(_id), inbound.raw) as never }
      : { file: new Id(await putSealed(core.store, key, inbound.raw)) }),
  }
  try {
    await core.store.raws.insertOne(row)
    return row
  } catch (error) {
    if (clash(error) !== 'key') throw error
    await core.keys.destroy(subject(_id))
    const first = await core.store.raws.findOne({
      channel: wire.id,
      key: inbound.externalId,
    })
    if (first === null) throw error
    return first
  }
}

/** Counts a reading that begins, durably: an item that kills its reader is seen at the next try. */
export async function beginReading(core: Core, row: RawRow): Promise<number> {
  await core.store.raws.updateOne({ _id: row._id }, { $inc: { tries: 1 } })
  return row.tries + 1
}

/** The item belongs to a message now: its key is wrapped by the conversation's, and its own entry destroyed. */
export async function threadRaw(
  core: Core,
  row: RawRow,
  at: { conversation: Id; seq: number; key: Uint8Array },
): Promise<void> {
  const own = await core.keys.of(subject(row._id))
  const wrapped = seal(at.key, subject(row._id), own) as never
  const { conversation, seq } = at
  await core.store.raws.updateOne({ _id: row._id }, { $set: { state: 'threaded', conversation, seq, wrapped } })
  await core.keys.destroy(subject(row._id))
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
