import type { MessageRow } from '../../store/talk/messages.ts'
import type { Core } from '../core.ts'
import { openMessage } from '../thread/body.ts'
import { showHead, type Thread } from '../thread/thread.ts'

/** A delivery changed: troubles are counted again from the rows, staff see it at once. */
export async function delivered(core: Core, thread: Thread, row: MessageRow): Promise<void> {
  const { head } = thread
  const trouble = await core.store.messages.countDocuments({
    conversation: head._id,
    'delivery.state': { $in: ['failed', 'unsure'] },
  })
  if (trouble !== head.trouble) {
    head.trouble = trouble
    thread.touch()
    core.topics.emit('desk', head.desk, { type: 'head', head: showHead(head) })
  }
  core.topics.emit('desk', head.desk, {
    type: 'delivery',
    conversation: thread.id,
    desk: head.desk,
    message: openMessage(thread.key, row),
  })
}
