import type { Inbound, Utterance } from '../../contract.ts'
import type { Assess } from '../../door/bot-door.ts'
import type { Core, Wire } from '../core.ts'
import { outgoingElsewhere } from '../out/outgoing.ts'
import type { Body } from '../thread/body.ts'
import type { Draft, Thread } from '../thread/thread.ts'
import { putFiles } from './files.ts'
import { refOf } from './place.ts'

type Assessment = ReturnType<Assess>

/** A message from outside before it has a number, and what the danger check says of it. */
export interface Composed {
  readonly draft: Draft
  readonly assessment: Assessment
}

const NONE: Assessment = { level: 'none' }

export async function compose(
  core: Core,
  wire: Wire,
  inbound: Inbound,
  said: Utterance,
  thread: Thread,
): Promise<Composed> {
  const flags = said.flags ?? {}
  const assessment = said.ours ? NONE : core.assess(fresh(said), said.language)
  const files = await putFiles(core.store, thread.key, said.files)
  const replaces = said.replaces && (await numberOf(core, wire, thread, said.replaces.externalId))
  const { messageId } = said.thread
  const draft: Draft = {
    dir: 'in',
    author: { type: 'contact' },
    audience: 'contact',
    key: inbound.externalId,
    ...(wire.capabilities.ownTime && { written: new Date(Math.min(inbound.at.getTime(), core.now())) }),
    ...(messageId?.trim() && { ref: refOf(core, wire, messageId) }),
    ...(assessment.level !== 'none' && { danger: assessment.level }),
    ...(thread.head.public && { public: true }),
    ...(replaces !== undefined && { replaces }),
    ...((said.aside || said.replaces?.removed) && { aside: true }),
    ...(flags.neverAnswer && { neverAnswer: true }),
    ...(flags.junk && { junk: true }),
    ...(files.length > 0 && { files: files.map(({ id }) => id) }),
    body: { ...bodyOf(said, thread), ...(files.length > 0 && { files }) },
  }
  return { draft: said.ours ? outgoingElsewhere(draft, said.ours.name) : draft, assessment }
}

/** The number of the message that another one takes the place of; undefined when it never reached this conversation. */
async function numberOf(core: Core, wire: Wire, thread: Thread, externalId: string): Promise<number | undefined> {
  const row = await core.store.messages.findOne(
    { channel: wire.id, key: externalId, conversation: thread.head._id },
    { projection: { seq: 1 } },
  )
  return row?.seq
}

function bodyOf(said: Utterance, thread: Thread): Body {
  const { flags = {} } = said
  const { messageId, references } = said.thread
  return {
    text: said.text,
    ...(said.html !== undefined && { html: said.html }),
    ...(said.quoted !== undefined && { quoted: said.quoted }),
    ...(said.subject !== undefined && { subject: said.subject }),
    ...(said.choice !== undefined && { choice: said.choice }),
    ...(!said.from.anonymous && said.from.address !== thread.head.face.address && { sender: said.from.address }),
    ...(said.from.answersTo !== undefined && { answersTo: said.from.answersTo }),
    ...(flags.defects && flags.defects.length > 0 && { defects: flags.defects }),
    ...(flags.verdicts && { verdicts: flags.verdicts }),
    ...(messageId?.trim() && { messageId }),
    ...(references && { references: references.slice(0, 20) }),
    ...(said.clientId !== undefined && { clientId: said.clientId }),
    ...(said.language !== undefined && { language: said.language }),
    ...(said.link !== undefined && { link: said.link }),
    ...(said.replaces?.removed && { removed: true }),
  }
}

/** What the person wrote now, without what they quote. */
export function fresh(said: { text: string; quoted?: string; subject?: string }): string {
  const text = said.quoted ? said.text.replace(said.quoted, ' ') : said.text
  return said.subject === undefined ? text : `${said.subject}\n${text}`
}
