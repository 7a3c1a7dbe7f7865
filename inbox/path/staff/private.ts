import { Refused } from '../../contract.ts'
import type { Answer, Head, Reader } from '../../door/door.ts'
import { NotFound, Stale } from '../../door/inbox.ts'
import type { Core } from '../core.ts'
import { privateOf } from '../intake/place.ts'
import { lastPublicId } from '../out/opens.ts'
import { showHead } from '../thread/thread.ts'
import { enter } from './enter.ts'
import { happen, seize } from './hold.ts'
import { answerIn } from './write.ts'

/**
 * Goes on in private with somebody who wrote in public: one gesture writes privately, gives the private conversation to
 * its author and marks the public one as moved. Nothing of the private talk is written in the public one.
 */
export async function replyPrivately(core: Core, reader: Reader, id: string, answer: Answer): Promise<Head> {
  const { private: to, opens } = await enter(core, reader, id, async (thread) => {
    const { head } = thread
    const wire = core.wires.get(head.channel)
    if (wire === undefined) throw new NotFound()
    if (!head.public || !wire.capabilities.public?.privateFirst)
      throw new Refused('not-public', 'Cette conversation ne peut pas passer en privé.')
    if (head.lastIn > answer.seen) throw new Stale(head.lastIn)
    if (head.assignee !== reader.agent || head.status !== 'open') await seize(core, reader, thread)
    return { private: await privateOf(core, wire, head), opens: await lastPublicId(core, thread) }
  })
  const shown = await enter(core, reader, to, async (thread) => {
    // Once they wrote privately themselves, there is nothing to open.
    const first = thread.head.heardAt === null ? opens : undefined
    await answerIn(core, reader, thread, { ...answer, seen: thread.head.lastIn }, first)
    return showHead(thread.head)
  })
  await enter(core, reader, id, (thread) => happen(core, reader, thread, { type: 'moved', to }, () => undefined))
  return shown
}
