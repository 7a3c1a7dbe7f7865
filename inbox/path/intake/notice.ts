import type { Assess } from '../../door/bot-door.ts'
import type { Core, Wire } from '../core.ts'
import { lastPublicId } from '../out/opens.ts'
import { outgoing } from '../out/outgoing.ts'
import type { Body } from '../thread/body.ts'
import { levels } from '../thread/fold.ts'
import { publish } from '../thread/publish.ts'
import type { Thread } from '../thread/thread.ts'
import { mayAnswer } from '../turns/automatic.ts'
import { privateOf } from './place.ts'

type Assessment = ReturnType<Assess>

/** The same notice is not repeated within this time unless the danger grew. */
const AGAIN_MS = 15 * 60_000

/**
 * The danger notice after a message, authored by the system: on our own faces a card at once, whoever holds the
 * conversation; on other wires only while the bot holds it, and within the limits of automatic answers. After a public
 * message it is given in private, where the wire allows to begin there.
 */
export async function notify(
  core: Core,
  wire: Wire,
  thread: Thread,
  assessment: Assessment,
  asked: boolean,
): Promise<void> {
  const { head } = thread
  if (!head.public || !wire.capabilities.public?.privateFirst) return notifyIn(core, wire, thread, assessment, asked)
  if (head.status !== 'pending') return
  const opens = await lastPublicId(core, thread)
  const to = await privateOf(core, wire, head)
  await core.threads.run(to, (quiet) => notifyIn(core, wire, quiet, assessment, asked, opens))
}

async function notifyIn(
  core: Core,
  wire: Wire,
  thread: Thread,
  { level, notice }: Assessment,
  asked: boolean,
  opens?: string,
): Promise<void> {
  if (level === 'none' || notice === undefined) return
  const rank = levels.indexOf(level)
  const { head } = thread
  const before = head.noticed
  if (before && before.level >= rank && core.now() - before.at.getTime() < AGAIN_MS) return
  if (!wire.capabilities.cards) {
    if (head.status !== 'pending' && head.status !== 'empty') return
    if (!(await mayAnswer(core, wire, head, { seq: head.lastIn, asked }))) return
  }
  const first = opens !== undefined && head.heardAt === null ? { opens } : {}
  await give(core, wire, thread, { text: notice.text, numbers: notice.numbers, ...first }, level)
}

async function give(core: Core, wire: Wire, thread: Thread, body: Body, level: 'soft' | 'hard'): Promise<void> {
  const draft = outgoing(core, wire, thread.head, { author: { type: 'system' }, notice: level, body }, true)
  const appended = await thread.append(() => draft)
  if (appended === undefined) return
  publish(core.topics, thread, appended)
  core.topics.emit('outbox', '', { channel: wire.id })
}
