import type { FileInfo, Message, Opened, Reader } from '../../door/door.ts'
import { NotFound } from '../../door/inbox.ts'
import { desksOf } from '../../guard/rights.ts'
import type { Core } from '../core.ts'
import { getSealed } from '../intake/files.ts'
import { openBody, openMessage } from '../thread/body.ts'
import { showHead } from '../thread/thread.ts'
import { enter, within } from './enter.ts'

const RECENT = 100
const PAGE = 200

/** Opens a conversation: written to the desk's audit chain before anything is shown. */
export function open(core: Core, reader: Reader, id: string): Promise<Opened> {
  return enter(core, reader, id, async (thread) => {
    await core.audit.write(thread.head.desk, reader, 'open', id)
    const rows = await core.store.messages
      .find({ conversation: thread.head._id })
      .sort({ seq: -1 })
      .limit(RECENT + 1)
      .toArray()
    const wire = core.wires.get(thread.head.channel)
    if (wire === undefined) throw new NotFound()
    const shown = rows.slice(0, RECENT).reverse()
    return {
      head: showHead(thread.head),
      messages: shown.map((row) => openMessage(thread.key, row)),
      more: rows.length > RECENT,
      capabilities: wire.capabilities,
      readByContact: thread.head.readByContact,
    }
  })
}

/** Messages after or before a number, in order. */
export async function messages(
  core: Core,
  reader: Reader,
  id: string,
  range: { after?: number; before?: number; limit?: number },
): Promise<readonly Message[]> {
  const limit = Math.min(range.limit ?? PAGE, PAGE)
  const seq = {
    ...(range.after !== undefined && { $gt: range.after }),
    ...(range.before !== undefined && { $lt: range.before }),
  }
  const backwards = range.after === undefined
  const rows = await core.store.messages
    .find({
      ...within(desksOf(reader), id),
      ...(Object.keys(seq).length > 0 && { seq }),
    })
    .sort({ seq: backwards ? -1 : 1 })
    .limit(limit)
    .toArray()
  if (rows.length === 0) return enter(core, reader, id, async () => [])
  const key = await core.keys.of(id)
  const ordered = backwards ? rows.reverse() : rows
  return ordered.map((row) => openMessage(key, row))
}

/** A file of a message the reader may see; its opening is audited like any other. */
export async function file(
  core: Core,
  reader: Reader,
  id: string,
  wanted: string,
): Promise<{ info: FileInfo; bytes: Uint8Array }> {
  const row = await core.store.messages.findOne({
    ...within(desksOf(reader), id),
    files: wanted,
  })
  if (row === null) throw new NotFound()
  const key = await core.keys.of(id)
  const stored = openBody(key, row).files?.find((candidate) => candidate.id === wanted)
  if (stored === undefined) throw new NotFound()
  await core.audit.write(row.desk, reader, 'open-file', `${id}/${wanted}`)
  const { at, ...info } = stored
  return { info, bytes: await getSealed(core.store, key, at) }
}
