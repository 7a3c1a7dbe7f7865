import type { Inbound, Stored, Utterance } from '../../contract.ts'
import { Id } from '../../store/connect.ts'
import type { RawRow } from '../../store/talk/raws.ts'
import type { Core, Wire } from '../core.ts'
import { publish } from '../thread/publish.ts'
import type { Appended, Draft, Thread } from '../thread/thread.ts'
import { type Composed, compose, fresh } from './compose.ts'
import { notify } from './notice.ts'
import { findPlace } from './place.ts'
import { beginReading, keepRaw, threadRaw } from './raw.ts'

/** After so many readings begun and none finished, an item is shown unread instead of being read again. */
const READINGS = 3

/**
 * One message from a wire. Resolves once raw bytes and message are stored (majority, journaled). What is not content yet
 * (mail) is stored raw first and read afterwards; what cannot be read is stored and shown as unread.
 */
export async function receive(core: Core, wire: Wire, inbound: Inbound): Promise<Stored> {
  if (typeof inbound.content !== 'function') return store(core, wire, inbound, inbound.content, inbound.raw)
  const { row: raw, again } = await keepRaw(core, wire, inbound)
  if (raw.state !== 'stored')
    return {
      duplicate: true,
      conversation: raw.conversation?.toHexString() ?? '',
      seq: raw.seq ?? 0,
    }
  const { content } = inbound
  if (!again)
    return finish(core, raw, await store(core, wire, inbound, await read(inbound, content), undefined, raw._id))
  // Begun before and never finished: it killed us, or was near what did. Such are read one at a time and counted only when
  // their turn comes, so that the readable are not given up together with the one that kills.
  return core.senders.run('suspects', () => readAgain(core, wire, { ...inbound, content }, raw))
}

type Content = () => Promise<Utterance>

const read = (inbound: Inbound, content: Content) => content().catch(() => unread(inbound))

async function readAgain(
  core: Core,
  wire: Wire,
  inbound: Inbound & { readonly content: Content },
  raw: RawRow,
): Promise<Stored> {
  const tries = await beginReading(core, raw)
  const known = await core.store.messages.findOne({ channel: wire.id, key: inbound.externalId })
  if (known !== null)
    return finish(core, raw, { duplicate: true, conversation: known.conversation.toHexString(), seq: known.seq })
  const said = tries > READINGS ? unread(inbound) : await read(inbound, inbound.content)
  return finish(core, raw, await store(core, wire, inbound, said, undefined, raw._id))
}

/** The raw item belongs to its message: done again after a crash between the two. */
async function finish(core: Core, raw: RawRow, stored: Stored): Promise<Stored> {
  const key = await core.keys.of(stored.conversation)
  await threadRaw(core, raw, {
    conversation: new Id(stored.conversation),
    seq: stored.seq,
    key,
  })
  return stored
}

/** A message nobody could read: kept, listed, filed for a human. */
const unread = (inbound: Inbound): Utterance => ({
  from: { address: `unread:${inbound.externalId}` },
  text: '',
  thread: {},
  flags: { neverAnswer: true, defects: ['unparsed'] },
})

/** One sender's messages keep the order in which they came, whatever each has to wait for. */
function store(...given: Parameters<typeof storeNext>): Promise<Stored> {
  const [core, wire, , said] = given
  const sender = `${wire.id}:${said.thread.token ?? said.from.address}`
  return core.senders.run(sender, () => storeNext(...given))
}

async function storeNext(
  core: Core,
  wire: Wire,
  inbound: Inbound,
  said: Utterance,
  raw?: Uint8Array,
  rawItem?: Draft['rawItem'],
): Promise<Stored> {
  const place = await findPlace(core, wire, said)
  return core.threads.run(place.conversation, async (thread) => {
    const again = said.files?.length ? { channel: wire.id, key: inbound.externalId } : undefined
    const known = again && (await core.store.messages.findOne(again))
    if (known) return { duplicate: true, conversation: known.conversation.toHexString(), seq: known.seq }
    const { draft, assessment } = await compose(core, wire, inbound, said, thread)
    const appended = await thread.append(() => ({
      ...draft,
      ...(place.byToken && { token: true }),
      ...(place.apart && { junk: true }),
      ...(raw && { raw }),
      ...(rawItem && { rawItem }),
    }))
    if (appended === undefined) throw new Error('A message from outside has no fixed number.')
    if (appended.duplicate) await warnAgain(core, wire, thread, appended)
    else await spread(core, wire, thread, appended, assessment)
    const { row, duplicate } = appended
    return { duplicate, conversation: row.conversation.toHexString(), seq: row.seq }
  })
}

type Assessment = Composed['assessment']

/** After the commit: the danger notice, the fan-out, the bot's turn. */
async function spread(
  core: Core,
  wire: Wire,
  thread: Thread,
  appended: Appended,
  assessment: Assessment,
): Promise<void> {
  publish(core.topics, thread, appended)
  await warn(core, wire, thread, appended, assessment)
  if (thread.head.turn) core.topics.emit('turn', '', { conversation: thread.id, channel: wire.id })
}

/** The danger notice. The message is stored: a notice that fails now must not make the sender repeat it; the bot's turn carries the numbers too. */
async function warn(
  core: Core,
  wire: Wire,
  thread: Thread,
  { row }: Pick<Appended, 'row'>,
  assessment: Assessment,
): Promise<void> {
  if (!row.danger || row.neverAnswer || row.junk) return
  await notify(core, wire, thread, assessment, row.token === true).catch(() => core.log.error('notice-not-stored'))
}

/** A repeat of the newest message may mean that we died before its notice: it is given then, if it was not. */
async function warnAgain(core: Core, wire: Wire, thread: Thread, appended: Appended): Promise<void> {
  if (appended.row.seq !== thread.head.lastIn) return
  await warn(core, wire, thread, appended, core.assess(fresh(appended.body), appended.body.language))
}
