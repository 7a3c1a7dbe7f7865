import { z } from 'zod'
import { Refusal } from './faults.ts'
import type { World } from './world.ts'

const QuickReply = z.strictObject({
  content_type: z.literal('text'),
  title: z.string().min(1).max(20),
  payload: z.string().min(1).max(1_000),
})
const Attachment = z.strictObject({
  type: z.enum(['image', 'video', 'audio', 'file']),
  payload: z.strictObject({ attachment_id: z.string().min(1) }),
})
const Said = z
  .strictObject({
    text: z.string().min(1).max(2_000).optional(),
    attachment: Attachment.optional(),
    quick_replies: z.array(QuickReply).min(1).max(13).optional(),
    metadata: z.string().max(1_000).optional(),
  })
  .refine(({ text, attachment }) => (text === undefined) !== (attachment === undefined), 'text or attachment')
const Recipient = z.union([
  z.strictObject({ id: z.string().min(1) }),
  z.strictObject({ comment_id: z.string().min(1) }),
  z.strictObject({ post_id: z.string().min(1) }),
])

export const SendBody = z.strictObject({
  recipient: Recipient,
  messaging_type: z.enum(['RESPONSE', 'MESSAGE_TAG']),
  tag: z.literal('HUMAN_AGENT').optional(),
  message: Said,
})
export const ControlBody = z.strictObject({
  recipient: z.strictObject({ id: z.string() }),
  metadata: z.string().optional(),
})
export const CommentBody = z.strictObject({ message: z.string().min(1).max(8_000) })
export const UploadForm = z.strictObject({
  attachment: z.strictObject({
    type: z.enum(['image', 'video', 'audio', 'file']),
    payload: z.strictObject({ is_reusable: z.literal(true) }),
  }),
})

export type SendRequest = z.infer<typeof SendBody>

const hour = 3_600_000
const closed = () => new Refusal(10, 2_018_278, 'This message is sent outside of allowed window.')

/** Who receives it, or why nobody may. */
export function recipientOf(world: World, { recipient, messaging_type, tag }: SendRequest, now: number): string {
  if ((messaging_type === 'MESSAGE_TAG') !== (tag !== undefined)) throw new Refusal(100, undefined, 'tag')
  if (!('id' in recipient)) {
    const comment = world.comment('comment_id' in recipient ? recipient.comment_id : recipient.post_id)
    if (!comment || comment.removed || !comment.from) throw new Refusal(100, 33, 'Object does not exist')
    if (comment.privateReply !== undefined) throw new Refusal(10_900, undefined, 'Activity already replied to')
    if (now - comment.at > 7 * 24 * hour) throw closed()
    return comment.from.id
  }
  const heard = world.lastHeard(recipient.id)
  if (heard === undefined) throw new Refusal(100, 2_018_001, 'No matching user found')
  if (world.owners.has(recipient.id)) throw new Refusal(10, 2_018_300, 'Another app is controlling this thread')
  if (now - heard > (tag === undefined ? 24 : 7 * 24) * hour) throw closed()
  return recipient.id
}
