import { Refused } from '../../contract.ts'
import type { Answer, Message, Reader } from '../../door/door.ts'
import { Conflict, NotFound, Stale } from '../../door/inbox.ts'
import type { Core, Wire } from '../core.ts'
import { putFiles } from '../intake/files.ts'
import { outgoing } from '../out/outgoing.ts'
import { isLate } from '../out/window.ts'
import { openMessage } from '../thread/body.ts'
import type { HeadState } from '../thread/fold.ts'
import { publishOwn } from '../thread/publish.ts'
import type { Draft, Thread } from '../thread/thread.ts'
import { enter } from './enter.ts'
import { checkFiles } from './files-taken.ts'
import { seize } from './hold.ts'

const NOTE_LENGTH = 20_000

const author = (reader: Reader) => ({
  type: 'agent' as const,
  id: reader.agent,
  name: reader.name,
})
/** One author's own ids: the same id twice is stored once. */
const keyOf = (reader: Reader, thread: Thread, clientId: string) => `agent:${reader.agent}:${thread.id}:${clientId}`

function checkText(text: string, longest: number, files: number): void {
  if (text.trim() === '' && files === 0) throw new Refused('empty', 'Écrivez un message.')
  if ([...text].length > longest)
    throw new Refused('too-long', `Ce message dépasse ${longest} signes. Coupez-le en deux.`)
}

/** A public answer may be cut by the wire into a few parts; a private one is one message. */
const PARTS = 5
const longestAnswer = ({ public: open, maxLength }: Wire['capabilities'], head: HeadState) =>
  head.public && open ? PARTS * open.maxLength : maxLength

/** Refused before it is queued, so that the author can still say it another way. */
function checkWindow(core: Core, { capabilities }: Wire, { public: open, heardAt }: HeadState): void {
  const asked = { automatic: false, public: open, ...(heardAt && { heardAt }) }
  if (isLate(capabilities, asked, core.now()))
    throw new Refused('window-closed', 'Le délai de réponse de ce réseau est passé. Attendez que la personne écrive.')
}

/**
 * An agent's answer, queued with its own message. Refused as Stale while the person has written something newer than
 * what the author saw. Nobody's conversation is taken on the way; a colleague's is refused.
 */
export function reply(core: Core, reader: Reader, id: string, answer: Answer): Promise<Message> {
  return enter(core, reader, id, (thread) => answerIn(core, reader, thread, answer))
}

/** The same, inside other work on the thread. `opens`: the public message that a first private one follows. */
export async function answerIn(
  core: Core,
  reader: Reader,
  thread: Thread,
  answer: Answer,
  opens?: string,
): Promise<Message> {
  const wire = core.wires.get(thread.head.channel)
  if (wire === undefined) throw new NotFound()
  checkText(answer.text, longestAnswer(wire.capabilities, thread.head), answer.files?.length ?? 0)
  const key = keyOf(reader, thread, answer.clientId)
  const known = await core.store.messages.findOne({ channel: wire.id, key })
  if (known !== null) return openMessage(thread.key, known)
  if (thread.head.lastIn > answer.seen) throw new Stale(thread.head.lastIn)
  checkWindow(core, wire, thread.head)
  checkFiles(wire, thread.head.public, opens, answer.files ?? [])
  if (thread.head.assignee !== reader.agent || thread.head.status !== 'open') await seize(core, reader, thread)
  const files = await putFiles(core.store, thread.key, answer.files)
  const { text, clientId } = answer
  const body = { text, clientId, ...(opens !== undefined && { opens }), ...(files.length > 0 && { files }) }
  const ids = files.length > 0 ? { files: files.map((file) => file.id) } : {}
  const draft = outgoing(core, wire, thread.head, { author: author(reader), key, ...ids, body }, false)
  const appended = await thread.append((head) => {
    if (head.lastIn > answer.seen) throw new Stale(head.lastIn)
    if (head.assignee !== reader.agent) throw new Conflict('taken', head.assigneeName ?? '')
    return draft
  })
  await core.audit.write(thread.head.desk, reader, 'reply', thread.id)
  core.topics.emit('outbox', '', { channel: wire.id })
  if (appended === undefined) throw new NotFound()
  return publishOwn(core.topics, thread, appended)
}

/** A note for colleagues: never leaves the desk. */
export function note(
  core: Core,
  reader: Reader,
  id: string,
  written: { text: string; clientId: string },
): Promise<Message> {
  return enter(core, reader, id, async (thread) => {
    checkText(written.text, NOTE_LENGTH, 0)
    const draft: Draft = {
      dir: 'none',
      author: author(reader),
      audience: 'staff',
      key: keyOf(reader, thread, written.clientId),
      body: { text: written.text, clientId: written.clientId },
    }
    const appended = await thread.append(() => draft)
    await core.audit.write(thread.head.desk, reader, 'note', thread.id)
    if (appended === undefined) throw new NotFound()
    return publishOwn(core.topics, thread, appended)
  })
}
