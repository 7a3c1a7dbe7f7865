import type { AskedQuestion, ContentUse } from '../../door/content-door.ts'
import type { Reader } from '../../door/door.ts'
import { NotFound } from '../../door/inbox.ts'
import { mayEdit, mayRead } from '../../guard/rights.ts'
import { Id } from '../../store/connect.ts'
import type { Core } from '../core.ts'
import { enter } from '../staff/enter.ts'
import { openBody } from '../thread/body.ts'

const SHOWN = 200

/** Keeps what became of a free text, by reference. Nothing is kept of a desk that calls itself sensitive. */
export async function noteUse(core: Core, id: string, { outcome, sheets }: ContentUse): Promise<void> {
  try {
    const row = await core.store.conversations.findOne({ _id: new Id(id) }, { projection: { desk: 1 } })
    if (row === null || core.desks.get(row.desk)?.privacy.sensitive === true) return
    const heard = await core.store.messages.findOne(
      { conversation: row._id, dir: 'in', 'author.type': 'contact' },
      { sort: { seq: -1 }, projection: { seq: 1 } },
    )
    if (heard === null) return
    const { seq } = heard
    const use = { desk: row.desk, conversation: row._id, seq, outcome, sheets: [...sheets], at: new Date(core.now()) }
    await core.store.uses.updateOne({ _id: `${id}:${seq}` }, { $setOnInsert: use }, { upsert: true })
  } catch {
    // The answer is what counts; a reference less is no loss.
    core.log.warn('use-not-noted')
  }
}

/** What people asked at a desk, newest first: references for its editors, words only for those who may read the talk. */
export async function asked(core: Core, reader: Reader, desk: string): Promise<readonly AskedQuestion[]> {
  if (!mayEdit(reader, desk)) throw new NotFound()
  const rows = await core.store.uses.find({ desk }).sort({ at: -1 }).limit(SHOWN).toArray()
  // A conversation that was forgotten has no key any more: its questions are forgotten with it.
  const keys = await core.keys.many([...new Set(rows.map(({ conversation }) => conversation.toHexString()))])
  const readable = mayRead(reader, desk)
  return rows.flatMap(({ conversation, seq, outcome, sheets, at }) => {
    const id = conversation.toHexString()
    return keys.has(id) ? [{ conversation: id, seq, outcome, sheets, at, readable }] : []
  })
}

/** The words of one such question, through the same wall as its conversation. Reading is written down first. */
export function askedText(
  core: Core,
  reader: Reader,
  desk: string,
  id: string,
  seq: number,
): Promise<{ text: string }> {
  if (!mayEdit(reader, desk)) return Promise.reject(new NotFound())
  return enter(core, reader, id, async (thread) => {
    if (thread.head.desk !== desk) throw new NotFound()
    const use = await core.store.uses.findOne({ _id: `${id}:${seq}` })
    const row = await core.store.messages.findOne({ conversation: thread.head._id, seq, dir: 'in' })
    if (use === null || row === null) throw new NotFound()
    await core.audit.write(desk, reader, 'open-question', `${id}/${seq}`)
    return { text: openBody(thread.key, row).text }
  })
}
