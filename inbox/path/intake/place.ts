import type { Utterance } from '../../contract.ts'
import { seal } from '../../guard/seal.ts'
import { readToken } from '../../guard/token.ts'
import { clash, Id } from '../../store/connect.ts'
import type { Core, Wire } from '../core.ts'

/** Where a message goes. */
export interface Place {
  readonly conversation: string
  /** It carried our signed token for this very conversation. */
  readonly byToken: boolean
}

/** Keyed hash under which a wire's message id is found again. */
export const refOf = (core: Pick<Core, 'keyring'>, wire: Wire, messageId: string) =>
  core.keyring.lookup(wire.desk.id, `ref:${messageId.trim()}`)

/**
 * The conversation a message belongs to, made if need be: our signed token first, then references from the same sender,
 * never a subject. A stranger who guesses a message id gets a conversation of their own.
 */
export async function findPlace(core: Core, wire: Wire, said: Utterance): Promise<Place> {
  const named = said.thread.token === undefined ? undefined : readToken(core.keyring, wire.id, said.thread.token)
  if (named !== undefined && (await core.threads.exists(named))) return { conversation: named, byToken: true }
  const contact = await findContact(core, wire, said)
  if (named === undefined) {
    const earlier = await byReference(core, wire, said, contact)
    if (earlier !== undefined) return { conversation: earlier, byToken: false }
  }
  const _id = named === undefined ? new Id() : new Id(named)
  const counter = await core.store.counters.findOneAndUpdate(
    { _id: wire.desk.id },
    { $inc: { last: 1 } },
    { upsert: true, returnDocument: 'after' },
  )
  const { name, address, anonymous } = said.from
  await core.threads.begin({
    _id,
    desk: wire.desk.id,
    channel: wire.id,
    contact,
    number: counter?.last ?? 0,
    face: { preview: '', ...(name !== undefined && { name }), ...(anonymous !== true && { address }) },
  })
  return { conversation: _id.toHexString(), byToken: named !== undefined }
}

async function byReference(core: Core, wire: Wire, said: Utterance, contact: Id): Promise<string | undefined> {
  const refs = (said.thread.references ?? []).filter((id) => id.trim() !== '').map((id) => refOf(core, wire, id))
  if (refs.length === 0) return undefined
  const rows = await core.store.messages
    .find({ channel: wire.id, ref: { $in: refs } }, { projection: { conversation: 1, ref: 1 } })
    .toArray()
  for (const ref of refs) {
    for (const row of rows.filter((candidate) => [candidate.ref].flat().includes(ref))) {
      const own = await core.store.conversations.findOne({ _id: row.conversation, contact }, { projection: { _id: 1 } })
      if (own !== null) return own._id.toHexString()
    }
  }
  return undefined
}

/** Keyed hash under which a person is found again by the address their wire gives them. */
export const contactKey = (core: Pick<Core, 'keyring'>, wire: Wire, address: string) =>
  core.keyring.lookup(wire.desk.id, `contact:${address.trim().toLowerCase()}`)

async function findContact(core: Core, wire: Wire, said: Utterance): Promise<Id> {
  const key = contactKey(core, wire, said.from.address)
  const known = await core.store.contacts.findOne({ channel: wire.id, key }, { projection: { _id: 1 } })
  if (known !== null) return known._id
  const _id = new Id()
  const subject = `contact:${_id.toHexString()}`
  const [dataKey] = await core.keys.make(wire.desk.id, [subject])
  if (dataKey === undefined) throw new Error('No data key.')
  const face = seal(dataKey, subject, Buffer.from(JSON.stringify(said.from))) as never
  try {
    await core.store.contacts.insertOne({
      _id,
      desk: wire.desk.id,
      channel: wire.id,
      key,
      face,
    })
    return _id
  } catch (error) {
    if (clash(error) !== 'key') throw error
    const first = await core.store.contacts.findOne({ channel: wire.id, key }, { projection: { _id: 1 } })
    if (first === null) throw error
    return first._id
  }
}
