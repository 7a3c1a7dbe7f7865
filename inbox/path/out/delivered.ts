import type { MessageRow } from '../../store/talk/messages.ts'
import type { Core } from '../core.ts'
import { openMessage } from '../thread/body.ts'
import { showHead, type Thread } from '../thread/thread.ts'

/** A delivery changed: troubles are counted again from the rows, staff see it at once. */
export async function delivered(core: Core, thread: Thread, row: MessageRow): Promise<void> {
  const { head } = thread
  const state = row.delivery?.state
  // Counted only where it can have changed: most deliveries know no trouble.
  const mayDiffer = head.trouble > 0 || state === 'failed' || state === 'unsure'
  const trouble = mayDiffer ? await countTroubles(core, head) : 0
  if (trouble !== head.trouble) {
    head.trouble = trouble
    thread.touch()
    core.topics.emit('desk', head.desk, { type: 'head', head: showHead(head) })
  }
  if (!core.topics.heard('desk', head.desk)) return
  core.topics.emit('desk', head.desk, {
    type: 'delivery',
    conversation: thread.id,
    desk: head.desk,
    message: openMessage(thread.key, row),
  })
}

const countTroubles = (core: Core, head: Thread['head']) =>
  core.store.messages.countDocuments({ conversation: head._id, 'delivery.state': { $in: ['failed', 'unsure'] } })
