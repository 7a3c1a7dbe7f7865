import type { DeliveryReport } from '../../contract.ts'
import type { Core, Wire } from '../core.ts'
import { delivered } from '../out/delivered.ts'
import { refOf } from './place.ts'

/** A bounce: the message that caused it is marked failed (or delayed) and shown to agents. False when we never sent it. */
export async function report(core: Core, wire: Wire, told: DeliveryReport): Promise<boolean> {
  const ref = refOf(core, wire, told.messageId)
  const sent = {
    channel: wire.id,
    ref,
    dir: 'out' as const,
    delivery: { $exists: true },
  }
  if (told.state === 'delivered') return (await core.store.messages.countDocuments(sent, { limit: 1 })) > 0
  const change =
    told.state === 'failed'
      ? {
          $set: {
            'delivery.state': 'failed' as const,
            'delivery.code': told.code,
          },
        }
      : { $set: { 'delivery.code': told.code } }
  const row = await core.store.messages.findOneAndUpdate(sent, change, {
    returnDocument: 'after',
  })
  if (row === null) return false
  await core.threads.run(row.conversation.toHexString(), (thread) => delivered(core, thread, row))
  return true
}
