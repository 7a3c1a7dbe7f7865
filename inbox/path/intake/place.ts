import type { Utterance } from '../../contract.ts'
import { seal } from '../../guard/seal.ts'
import { readToken } from '../../guard/token.ts'
import { clash, Id } from '../../store/connect.ts'
import type { ContactRow } from '../../store/talk/contacts.ts'
import type { Core, Wire } from '../core.ts'
import type { HeadState } from '../thread/fold.ts'

/** Where a message goes. */
export interface Place {
  readonly conversation: string
  /** It carried our signed token for this very conversation. */
  readonly byToken: boolean
  /** Somebody filed the person apart. */
  readonly apart?: boolean
}

/** What every wire with public places calls its private thread with a person. */
const PRIVATE = 'private'

type Said = Pick<Utterance, 'from' | 'thread' | 'public'>

/** Keyed hash under which a wire's message id is found again. */
export const refOf = (core: Pick<Core, 'keyring'>, wire: Wire, messageId: string) =>
  core.keyring.lookup(wire.desk.id, `ref:${messageId.trim()}`)

/** Keyed hash under which a person is found again by the address their wire gives them. */
export const contactKey = (core: Pick<Core, 'keyring'>, wire: Wire, address: string) =>
  core.keyring.lookup(wire.desk.id, `contact:${address.trim().toLowerCase()}`)

const standingKey = (core: Core, wire: Wire, contact: Id, name: string) =>
  core.keyring.lookup(wire.desk.id, `standing:${contact.toHexString()}:${name}`)

/**
 * The conversation a message belongs to, made if need be: our signed token first, then the wire's standing thread with
 * this person, then references from the same sender, never a subject. A stranger who guesses a message id gets a
 * conversation of their own.
 */
export async function findPlace(core: Core, wire: Wire, said: Said): Promise<Place> {
  const named = said.thread.token === undefined ? undefined : readToken(core.keyring, wire.id, said.thread.token)
  if (named !== undefined && (await core.threads.exists(named))) return { conversation: named, byToken: true }
  const { _id: contact, apart } = await findContact(core, wire, said)
  const filed = apart !== undefined && { apart: true }
  if (named !== undefined)
    return { conversation: await begin(core, wire, said, contact, new Id(named)), byToken: true, ...filed }
  const { standing } = said.thread
  const earlier =
    standing === undefined
      ? await byReference(core, wire, said, contact)
      : await byStanding(core, wire, standingKey(core, wire, contact, standing))
  return { conversation: earlier ?? (await begin(core, wire, said, contact, new Id())), byToken: false, ...filed }
}

async function begin(core: Core, wire: Wire, said: Said, contact: Id, _id: Id): Promise<string> {
  const { name, address, anonymous } = said.from
  const standing = said.thread.standing && standingKey(core, wire, contact, said.thread.standing)
  try {
    await core.threads.begin({
      _id,
      desk: wire.desk.id,
      channel: wire.id,
      contact,
      number: await core.numbers.next(wire.desk.id),
      public: said.public === true,
      ...(standing && { standing }),
      face: { preview: '', ...(name !== undefined && { name }), address, ...(anonymous && { anonymous }) },
    })
    return _id.toHexString()
  } catch (error) {
    if (clash(error) !== 'standing' || !standing) throw error
    // Another process began the same thread a moment before.
    await core.keys.destroy(_id.toHexString())
    const first = await byStanding(core, wire, standing)
    if (first === undefined) throw error
    return first
  }
}

/** The private conversation with the person who wrote in this public one, begun if need be. */
export async function privateOf(core: Core, wire: Wire, head: HeadState): Promise<string> {
  const { name, address, anonymous } = head.face
  const from = { address: address ?? '', ...(name !== undefined && { name }), ...(anonymous && { anonymous }) }
  const earlier = await byStanding(core, wire, standingKey(core, wire, head.contact, PRIVATE))
  return earlier ?? begin(core, wire, { from, thread: { standing: PRIVATE } }, head.contact, new Id())
}

function byStanding(core: Core, wire: Wire, standing: string): Promise<string | undefined> {
  return core.contacts.standing(`${wire.id} ${standing}`, async () => {
    const row = await core.store.conversations.findOne({ channel: wire.id, standing }, { projection: { _id: 1 } })
    return row?._id.toHexString()
  })
}

async function byReference(core: Core, wire: Wire, said: Said, contact: Id): Promise<string | undefined> {
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

async function findContact(core: Core, wire: Wire, said: Said): Promise<Pick<ContactRow, '_id' | 'apart'>> {
  const key = contactKey(core, wire, said.from.address)
  const known = await core.contacts.find(wire.id, key)
  if (known !== undefined) return known
  const _id = new Id()
  const subject = `contact:${_id.toHexString()}`
  const [dataKey] = await core.keys.make(wire.desk.id, [subject])
  if (dataKey === undefined) throw new Error('No data key.')
  const face = seal(dataKey, subject, Buffer.from(JSON.stringify(said.from))) as never
  try {
    await core.store.group.contacts.insert({ _id, desk: wire.desk.id, channel: wire.id, key, face })
    return { _id }
  } catch (error) {
    if (clash(error) !== 'key') throw error
    await core.keys.destroy(subject)
    const first = await core.store.contacts.findOne({ channel: wire.id, key }, { projection: { apart: 1 } })
    if (first === null) throw error
    return first
  }
}
