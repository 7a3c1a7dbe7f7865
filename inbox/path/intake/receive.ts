import type { Inbound, Stored, Utterance } from '../../contract.ts'
import { Id } from '../../store/connect.ts'
import type { RawRow } from '../../store/talk/raws.ts'
import type { Core, Wire } from '../core.ts'
import { showMessage } from '../thread/body.ts'
import { type Appended, type Draft, showHead, type Thread } from '../thread/thread.ts'
import { putFiles } from './files.ts'
import { notify } from './notice.ts'
import { findPlace, refOf } from './place.ts'
import { beginReading, keepRaw, threadRaw } from './raw.ts'

/** After so many readings begun and none finished, an item is shown unread instead of being read again. */
const READINGS = 3

/**
 * One message from a wire. Resolves once raw bytes and message are stored (majority, journaled). What is not content yet
 * (mail) is stored raw first and read afterwards; what cannot be read is stored and shown as unread.
 */
export async function receive(core: Core, wire: Wire, inbound: Inbound): Promise<Stored> {
  if (typeof inbound.content !== 'function') return store(core, wire, inbound, inbound.content, inbound.raw)
  const raw = await keepRaw(core, wire, inbound)
  if (raw.state !== 'stored')
    return {
      duplicate: true,
      conversation: raw.conversation?.toHexString() ?? '',
      seq: raw.seq ?? 0,
    }
  const { content } = inbound
  const turn = () => readAndStore(core, wire, { ...inbound, content }, raw)
  // Begun before and never finished: it killed us, or was near what did. Such are read one at a time and counted only when
  // their turn comes, so that the readable are not given up together with the one that kills.
  return raw.tries === 0 ? turn() : core.senders.run('suspects', turn)
}

async function readAndStore(
  core: Core,
  wire: Wire,
  inbound: Inbound & { readonly content: () => Promise<Utterance> },
  raw: RawRow,
): Promise<Stored> {
  const tries = await beginReading(core, raw)
  const known = tries > 1 ? await core.store.messages.findOne({ channel: wire.id, key: inbound.externalId }) : null
  if (known !== null)
    return finish(core, raw, { duplicate: true, conversation: known.conversation.toHexString(), seq: known.seq })
  const said = tries > READINGS ? unread(inbound) : await inbound.content().catch(() => unread(inbound))
  const stored = await store(core, wire, inbound, said, undefined, raw._id)
  return finish(core, raw, stored)
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
    const draft = await compose(core, wire, inbound, said, thread)
    const appended = await thread.append(() => ({
      ...draft,
      ...(place.byToken && { token: true }),
      ...(raw && { raw }),
      ...(rawItem && { rawItem }),
    }))
    if (appended === undefined) throw new Error('A message from outside has no fixed number.')
    if (appended.duplicate) await warnAgain(core, wire, thread, appended)
    else await spread(core, wire, thread, appended)
    const { row, duplicate } = appended
    return { duplicate, conversation: row.conversation.toHexString(), seq: row.seq }
  })
}

async function compose(core: Core, wire: Wire, inbound: Inbound, said: Utterance, thread: Thread): Promise<Draft> {
  const flags = said.flags ?? {}
  const { level } = core.assess(fresh(said), said.language)
  const files = await putFiles(core.store, thread.key, said.files)
  const { messageId, references } = said.thread
  return {
    dir: 'in',
    author: { type: 'contact' },
    audience: 'contact',
    key: inbound.externalId,
    ...(messageId?.trim() && { ref: refOf(core, wire, messageId) }),
    ...(level !== 'none' && { danger: level }),
    ...(flags.neverAnswer && { neverAnswer: true }),
    ...(flags.junk && { junk: true }),
    ...(files.length > 0 && { files: files.map(({ id }) => id) }),
    body: {
      text: said.text,
      ...(said.html !== undefined && { html: said.html }),
      ...(said.quoted !== undefined && { quoted: said.quoted }),
      ...(said.subject !== undefined && { subject: said.subject }),
      ...(said.choice !== undefined && { choice: said.choice }),
      ...(files.length > 0 && { files }),
      ...(!said.from.anonymous && said.from.address !== thread.head.face.address && { sender: said.from.address }),
      ...(said.from.answersTo !== undefined && { answersTo: said.from.answersTo }),
      ...(flags.defects && flags.defects.length > 0 && { defects: flags.defects }),
      ...(flags.verdicts && { verdicts: flags.verdicts }),
      ...(messageId?.trim() && { messageId }),
      ...(references && { references: references.slice(0, 20) }),
      ...(said.clientId !== undefined && { clientId: said.clientId }),
      ...(said.language !== undefined && { language: said.language }),
    },
  }
}

/** What the person wrote now, without what they quote. */
function fresh(said: { text: string; quoted?: string; subject?: string }): string {
  const text = said.quoted ? said.text.replace(said.quoted, ' ') : said.text
  return said.subject === undefined ? text : `${said.subject}\n${text}`
}

/** After the commit: the danger notice, the fan-out, the bot's turn. */
async function spread(core: Core, wire: Wire, thread: Thread, { row, body }: Appended): Promise<void> {
  core.topics.said(showHead(thread.head), showMessage(row, body))
  await warn(core, wire, thread, { row, body })
  if (thread.head.turn) core.topics.emit('turn', '', { conversation: thread.id })
}

/** The danger notice. The message is stored: a notice that fails now must not make the sender repeat it; the bot's turn carries the numbers too. */
async function warn(
  core: Core,
  wire: Wire,
  thread: Thread,
  { row, body }: Pick<Appended, 'row' | 'body'>,
): Promise<void> {
  if (!row.danger || row.neverAnswer || row.junk) return
  const { language } = body
  const said = { text: fresh(body), asked: row.token === true, ...(language !== undefined && { language }) }
  await notify(core, wire, thread, said).catch(() => core.log.error('notice-not-stored'))
}

/** A repeat of the newest message may mean that we died before its notice: it is given then, if it was not. */
async function warnAgain(core: Core, wire: Wire, thread: Thread, appended: Appended): Promise<void> {
  if (appended.row.seq === thread.head.lastIn) await warn(core, wire, thread, appended)
}
