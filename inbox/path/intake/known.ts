import type { Core, Wire } from '../core.ts'
import { contactKey, refOf } from './place.ts'

/** Is a message of this wire id stored, theirs or ours? */
export async function knows(core: Core, wire: Wire, wireId: string): Promise<boolean> {
  const { messages } = core.store
  const ours = { channel: wire.id, ref: refOf(core, wire, wireId) }
  if ((await messages.countDocuments(ours, { limit: 1 })) > 0) return true
  return (await messages.countDocuments({ channel: wire.id, key: wireId }, { limit: 1 })) > 0
}

/** The person has read what we sent them privately up to a time: agents see "read". */
export async function readByPerson(core: Core, wire: Wire, mark: { address: string; upTo: Date }): Promise<void> {
  const contact = await core.store.contacts.findOne({ channel: wire.id, key: contactKey(core, wire, mark.address) })
  if (contact === null) return
  const rows = await core.store.conversations.find({ contact: contact._id }, { projection: { _id: 1 } }).toArray()
  for (const { _id: conversation } of rows) {
    const sent = { conversation, dir: 'out' as const, public: { $ne: true }, at: { $lte: mark.upTo } }
    const last = await core.store.messages.findOne(sent, { sort: { seq: -1 }, projection: { seq: 1 } })
    if (last === null) continue
    await core.threads.run(conversation.toHexString(), async (thread) => {
      const { head } = thread
      if (last.seq <= head.readByContact) return
      head.readByContact = last.seq
      thread.touch()
      const { desk } = head
      core.topics.emit('desk', desk, { type: 'read', conversation: thread.id, desk, seq: last.seq })
    })
  }
}
