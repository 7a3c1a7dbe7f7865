import type { AskedQuestion, ContentUse } from '../../door/content-door.ts'
import type { Reader } from '../../door/door.ts'
import { NotFound } from '../../door/inbox.ts'
import { mayEdit, mayRead } from '../../guard/rights.ts'
import { Id } from '../../store/connect.ts'
import type { Core } from '../core.ts'
import { enter } from '../staff/enter.ts'
import { openBody } from '../thread/body.ts'

const SHOWN = 200

/** The words that a use is about. */
interface Asked {
  readonly desk: string
  readonly conversation: string
  readonly seq: number
}

/** Keeps what became of a free text, by reference. Nothing is kept of a desk that calls itself sensitive. */
export async function noteUse(core: Core, { desk, conversation, seq }: Asked, use: ContentUse): Promise<void> {
  if (core.desks.get(desk)?.privacy.sensitive === true) return
  const { outcome, sheets } = use
  const row = { desk, conversation: new Id(conversation), seq, outcome, sheets: [...sheets], at: new Date(core.now()) }
  try {
    await core.store.uses.updateOne({ _id: `${conversation}:${seq}` }, { $setOnInsert: row }, { upsert: true })
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
