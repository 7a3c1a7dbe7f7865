import { Refused } from '../../contract.ts'
import type { Message, Reader } from '../../door/door.ts'
import { Conflict, NotFound } from '../../door/inbox.ts'
import type { MessageRow } from '../../store/talk/messages.ts'
import type { Core } from '../core.ts'
import { delivered } from '../out/delivered.ts'
import { openMessage, sealOutcome } from '../thread/body.ts'
import type { Thread } from '../thread/thread.ts'
import { enter } from './enter.ts'

/** Sends again, under the same wire id, what failed or may have gone out twice. */
export function retry(core: Core, reader: Reader, id: string, seq: number): Promise<Message> {
  return enter(core, reader, id, async (thread) => {
    const changed = await core.store.messages.findOneAndUpdate(
      {
        conversation: thread.head._id,
        seq,
        'delivery.by': 'lease',
        'delivery.state': { $in: ['failed', 'unsure'] },
      },
      [
        {
          $set: {
            'delivery.state': 'queued',
            'delivery.tries': 0,
            'delivery.fence': { $add: ['$delivery.fence', 1] },
            'delivery.nextAt': '$$NOW',
          },
        },
        { $unset: 'delivery.code' },
      ],
      { returnDocument: 'after' },
    )
    const message = await settled(core, reader, thread, changed, 'retry', seq)
    core.topics.emit('outbox', '', { channel: thread.head.channel })
    return message
  })
}

/** A human did it: letter posted, call made. The outcome is kept sealed, beside the date it was done. */
export function done(
  core: Core,
  reader: Reader,
  id: string,
  seq: number,
  outcome: { at: Date; text: string },
): Promise<Message> {
  return enter(core, reader, id, async (thread) => {
    if (outcome.at.getTime() > core.now() + 60_000) throw new Refused('date', 'Cette date est dans le futur.')
    const row = await core.store.messages.findOne({
      conversation: thread.head._id,
      seq,
      'delivery.by': 'task',
    })
    if (row === null) throw new NotFound()
    const sealed = sealOutcome(thread.key, row, outcome.text)
    const changed = await core.store.messages.findOneAndUpdate(
      { _id: row._id, 'delivery.state': 'queued' },
      {
        $set: {
          'delivery.state': 'sent',
          'delivery.at': outcome.at,
          'delivery.outcome': sealed,
        },
      },
      { returnDocument: 'after' },
    )
    return settled(core, reader, thread, changed, 'done', seq)
  })
}

async function settled(
  core: Core,
  reader: Reader,
  thread: Thread,
  row: MessageRow | null,
  action: string,
  seq: number,
): Promise<Message> {
  if (row === null) throw new Conflict('delivery-changed')
  await core.audit.write(thread.head.desk, reader, action, `${thread.id}/${seq}`)
  await delivered(core, thread, row)
  return openMessage(thread.key, row)
}
