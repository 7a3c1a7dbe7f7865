import type { Assess } from '../../door/door.ts'
import type { Core, Wire } from '../core.ts'
import { outgoing } from '../out/outgoing.ts'
import { levels } from '../thread/fold.ts'
import { publish } from '../thread/publish.ts'
import type { Thread } from '../thread/thread.ts'
import { mayAnswer } from '../turns/automatic.ts'

/** The same notice is not repeated within this time unless the danger grew. */
const AGAIN_MS = 15 * 60_000

/**
 * The danger notice after a message, authored by the system: on our own faces a card at once, whoever holds the
 * conversation; on other wires only while the bot holds it, and within the limits of automatic answers.
 */
export async function notify(
  core: Core,
  wire: Wire,
  thread: Thread,
  { level, notice }: ReturnType<Assess>,
  asked: boolean,
): Promise<void> {
  if (level === 'none' || notice === undefined) return
  const rank = levels.indexOf(level)
  const { head } = thread
  const before = head.noticed
  if (before && before.level >= rank && core.now() - before.at.getTime() < AGAIN_MS) return
  const { capabilities } = wire
  if (!capabilities.cards) {
    if (head.status !== 'pending') return
    if (
      !(await mayAnswer(core, wire, head, {
        seq: head.lastIn,
        asked,
      }))
    )
      return
  }
  const body = { text: notice.text, numbers: notice.numbers }
  const draft = outgoing(core, wire, head, { author: { type: 'system' }, notice: level, body }, true)
  const appended = await thread.append(() => draft)
  if (appended === undefined) return
  publish(core.topics, thread, appended)
  core.topics.emit('outbox', '', { channel: wire.id })
}
