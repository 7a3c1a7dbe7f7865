import { Refused } from '../../contract.ts'
import type { Head, Reader } from '../../door/door.ts'
import type { Core } from '../core.ts'
import { publish } from '../thread/publish.ts'
import { showHead } from '../thread/thread.ts'
import { enter } from './enter.ts'

const REVIEW_MS = 86_400_000
const LONGEST = 200

/**
 * Files a person apart, with a reason, or puts them back. What they write from then on is kept with what is to be
 * checked, out of the queue, until somebody looks again within a day; danger still rises, and nothing is deleted.
 * Filing apart who is apart already is that look: it moves the date by a day.
 */
export function fileApart(core: Core, reader: Reader, id: string, reason: string | undefined): Promise<Head> {
  return enter(core, reader, id, async (thread) => {
    const why = reason?.trim()
    if (why === '') throw new Refused('empty', 'Dites en quelques mots pourquoi.')
    if (why !== undefined && why.length > LONGEST)
      throw new Refused('too-long', `Cette raison dépasse ${LONGEST} signes.`)
    const until = new Date(core.now() + REVIEW_MS)
    const again = thread.head.face.apart !== undefined && { again: true }
    const event =
      why === undefined
        ? { type: 'apart', on: false }
        : { type: 'apart', on: true, until: until.toISOString(), ...again }
    const appended = await thread.append(() => ({
      dir: 'none',
      author: { type: 'agent', id: reader.agent, name: reader.name },
      audience: 'staff',
      event,
      body: { text: why ?? '' },
    }))
    const change = why === undefined ? { $unset: { apart: 1 as const } } : { $set: { apart: until } }
    await core.store.contacts.updateOne({ _id: thread.head.contact }, change)
    core.contacts.changed(thread.head.contact)
    await core.audit.write(
      thread.head.desk,
      reader,
      why === undefined ? 'apart-end' : again ? 'apart-review' : 'apart',
      thread.id,
    )
    if (appended) publish(core.topics, thread, appended)
    return showHead(thread.head)
  })
}
