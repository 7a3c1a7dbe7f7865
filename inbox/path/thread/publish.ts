import type { Message } from '../../door/door.ts'
import type { Topics } from '../topics.ts'
import { showMessage } from './body.ts'
import { type Appended, showHead, type Thread } from './thread.ts'

/** Tells staff and the person of a message that was just stored; builds what they see only where somebody listens. */
export function publish(topics: Topics, thread: Thread, { row, body }: Appended): void {
  const { head, id } = thread
  const staff = topics.heard('desk', head.desk)
  const person = row.audience === 'contact' && topics.heard('person', id)
  if (!staff && !person) return
  const message = showMessage(row, body)
  if (staff) topics.emit('desk', head.desk, { type: 'message', head: showHead(head), message })
  if (person) topics.toPerson(id, message)
}

/** The same, giving back the message as its author sees it. */
export function publishOwn(topics: Topics, thread: Thread, appended: Appended): Message {
  if (!appended.duplicate) publish(topics, thread, appended)
  return showMessage(appended.row, appended.body)
}
