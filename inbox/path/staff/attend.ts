import { Refused } from '../../contract.ts'
import type { Draft, Reader } from '../../door/door.ts'
import { seal, unseal } from '../../guard/seal.ts'
import { bytes } from '../../store/connect.ts'
import type { Core } from '../core.ts'
import { showHead } from '../thread/thread.ts'
import { enter } from './enter.ts'

const DRAFT_LENGTH = 100_000

/** The agent has seen everything up to a number: unread goes down, the person sees "read". */
export function read(core: Core, reader: Reader, id: string, seq: number): Promise<void> {
  return enter(core, reader, id, async (thread) => {
    const { head } = thread
    const seen = Math.min(seq, head.seq)
    if (seen <= head.readByAgents) return
    head.readByAgents = seen
    head.unread =
      seen >= head.lastIn
        ? 0
        : await core.store.messages.countDocuments({
            conversation: head._id,
            dir: 'in',
            seq: { $gt: seen },
          })
    thread.touch()
    core.topics.emit('person', id, { type: 'read', seq: seen })
    core.topics.emit('desk', head.desk, { type: 'head', head: showHead(head) })
  })
}

/** Somebody is writing: shown to the person and to colleagues, stored nowhere. */
export function typing(core: Core, reader: Reader, id: string, on: boolean): void {
  void enter(core, reader, id, async (thread) => {
    const { agent, name } = reader
    if (thread.head.assignee === agent) core.topics.emit('person', id, { type: 'typing', name, on })
    core.topics.emit('desk', thread.head.desk, {
      type: 'typing',
      conversation: id,
      desk: thread.head.desk,
      who: 'agent',
      agent,
      name,
      on,
    })
  }).catch(() => undefined)
}

/** What the agent had begun to write here, on whatever screen. */
export function draft(core: Core, reader: Reader, id: string): Promise<Draft | undefined> {
  return enter(core, reader, id, async (thread) => {
    const _id = `${id}:${reader.agent}`
    const row = await core.store.drafts.findOne({ _id })
    if (row === null) return undefined
    const text = JSON.parse(unseal(thread.key, `draft:${_id}`, bytes(row.body)).toString('utf8')) as {
      answer: string
      note: string
    }
    return { ...text, savedAt: row.savedAt }
  })
}

/** Keeps a draft, sealed; two empty texts remove it. */
export function saveDraft(
  core: Core,
  reader: Reader,
  id: string,
  text: { answer: string; note: string },
): Promise<Draft> {
  return enter(core, reader, id, async (thread) => {
    if (text.answer.length + text.note.length > DRAFT_LENGTH)
      throw new Refused('too-long', 'Ce brouillon est trop long pour être gardé.')
    const _id = `${id}:${reader.agent}`
    const savedAt = new Date(core.now())
    const { answer, note } = text
    if (answer === '' && note === '') await core.store.drafts.deleteOne({ _id })
    else {
      const body = seal(thread.key, `draft:${_id}`, Buffer.from(JSON.stringify({ answer, note }))) as never
      await core.store.drafts.updateOne(
        { _id },
        { $set: { conversation: thread.head._id, savedAt, body } },
        { upsert: true },
      )
    }
    return { answer, note, savedAt }
  })
}
