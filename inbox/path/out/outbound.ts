import type { Outbound } from '../../contract.ts'
import { makeToken } from '../../guard/token.ts'
import type { MessageRow } from '../../store/talk/messages.ts'
import type { Core, Wire } from '../core.ts'
import { getSealed } from '../intake/files.ts'
import { openBody } from '../thread/body.ts'

/** A queued row as its wire gets it. */
export async function outboundOf(core: Core, wire: Wire, row: MessageRow): Promise<Outbound> {
  const id = row.conversation.toHexString()
  const key = await core.keys.of(id)
  const body = openBody(key, row)
  const { face, heardAt, lastIn } = await core.threads.run(id, async (thread) => ({ ...thread.head }))
  const before = await core.store.messages
    .find({ conversation: row.conversation, seq: { $lt: row.seq }, ref: { $exists: true } })
    .sort({ seq: -1 })
    .limit(10)
    .toArray()
  const earlier = before.reverse().map(({ seq, ...sealed }) => ({ seq, messageId: openBody(key, sealed).messageId }))
  const answers = earlier.find(({ seq }) => seq === lastIn)?.messageId
  const references = earlier.flatMap(({ messageId }) => messageId ?? [])
  const files = await Promise.all(
    (body.files ?? []).map(async ({ name, type, at }) => ({
      name,
      type,
      bytes: await getSealed(core.store, key, at),
    })),
  )
  const automatic = row.delivery?.automatic === true
  // RFC 3834 §4: a machine answers the sender. Sent elsewhere, its answers could be made to flood somebody.
  return {
    messageId: body.messageId ?? row._id.toHexString(),
    to: {
      address: (automatic ? undefined : face.answersTo) ?? face.address ?? '',
      ...(face.name !== undefined && { name: face.name }),
    },
    text: body.text,
    ...(face.subject !== undefined && { subject: face.subject }),
    ...(body.choices && { choices: body.choices }),
    ...(files.length > 0 && { files }),
    references,
    replyToken: makeToken(core.keyring, wire.id, id),
    automatic,
    from: {
      desk: wire.desk.name.fr,
      ...(row.author.type === 'agent' && row.author.name && { author: row.author.name }),
    },
    attempt: row.delivery?.tries ?? 1,
    public: row.public === true,
    ...(body.opens !== undefined && { opens: body.opens }),
    ...(heardAt && { heardAt }),
    ...(answers !== undefined && { answers }),
    doubtful: row.delivery?.code === 'maybe-twice',
  }
}
