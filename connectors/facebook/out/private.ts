import { type Outbound, SendError } from '../../../inbox/contract.ts'
import type { FacebookConfig } from '../config.ts'
import type { Graph } from '../graph/client.ts'
import { isNotOwner, isWindowClosed } from '../graph/failure.ts'
import { attachmentType, upload } from '../graph/files.ts'
import { ourMark } from '../hook/message.ts'
import { idIn } from '../shape.ts'
import type { Post } from './deliver.ts'
import { longestPrivate } from './parts.ts'
import type { Progress } from './progress.ts'

/** https://developers.facebook.com/docs/messenger-platform/policy/policy-overview/#standard_messaging */
export const anyoneWindow = 24 * 3_600_000
export const humanWindow = 7 * 24 * 3_600_000

interface Leave {
  readonly messaging_type: 'RESPONSE' | 'MESSAGE_TAG'
  readonly tag?: 'HUMAN_AGENT'
}
const response: Leave = { messaging_type: 'RESPONSE' }
const byHuman: Leave = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }

/** By what right we may write now. The tag is for what a human wrote: a machine's answer never bears it. */
function leaveOf({ opens, heardAt, automatic }: Outbound, now: number): Leave {
  const age = heardAt === undefined ? 0 : now - heardAt.getTime()
  if (opens !== undefined && age <= humanWindow) return response
  if (opens === undefined && age <= anyoneWindow) return response
  if (opens === undefined && age <= humanWindow && !automatic) return byHuman
  throw new SendError('never', 'window-closed')
}

/** One message is all that a private reply to a comment may be, until the person writes back. */
function checkFirst({ opens, text, files = [] }: Outbound, parts: number): void {
  if (opens === undefined) return
  if (files.length > 0) throw new SendError('never', 'first-no-files')
  if (parts > 1 || text.length > longestPrivate) throw new SendError('never', 'first-too-long')
}

/** https://developers.facebook.com/docs/messenger-platform/discovery/private-replies */
function recipientOf({ opens, to }: Outbound, pageId: string): object {
  if (opens === undefined) {
    // Who commented without a name has no address to write to.
    if (!/^\d+$/.test(to.address)) throw new SendError('never', 'person-unknown')
    return { id: to.address }
  }
  return opens.startsWith(`${pageId}_`) ? { post_id: opens } : { comment_id: opens }
}

async function attachmentId(
  graph: Graph,
  pageId: string,
  progress: Progress,
  index: number,
  file: Parameters<typeof upload>[2],
) {
  const known = progress.uploads.get(index)
  if (known !== undefined) return known
  const id = await upload(graph, pageId, file)
  progress.uploads.set(index, id)
  return id
}

/** POST /PAGE-ID/messages: https://developers.facebook.com/docs/messenger-platform/reference/send-api */
export function privatePost(message: Outbound, parts: number, config: FacebookConfig, graph: Graph): Post {
  const { pageId, takeControl } = config
  let leave = leaveOf(message, Date.now())
  checkFirst(message, parts)
  const recipient = recipientOf(message, pageId)
  /** What a refusal leaves to be tried: once each. */
  const mend = async (error: unknown): Promise<void> => {
    const human = leave === response && message.opens === undefined && !message.automatic
    // Meta's clock closed the first window a moment before ours.
    if (isWindowClosed(error) && human) leave = byHuman
    else if (isNotOwner(error) && takeControl && message.opens === undefined) {
      await graph.post(`${pageId}/take_thread_control`, { recipient, metadata: ourMark }).catch(() => {
        throw error
      })
    } else throw error
  }
  return async (part, index, progress) => {
    const attached = part.file && {
      type: attachmentType(part.file),
      payload: { attachment_id: await attachmentId(graph, pageId, progress, index, part.file) },
    }
    const said = {
      ...(attached ? { attachment: attached } : { text: part.text }),
      ...(part.quickReplies && { quick_replies: part.quickReplies }),
      metadata: `${ourMark}${message.messageId}:${index}`.slice(0, 900),
    }
    const send = () => graph.post(`${pageId}/messages`, { recipient, ...leave, message: said })
    const answer = await send().catch(async (error: unknown) => {
      await mend(error)
      return send()
    })
    return idIn(answer, 'message_id') ?? ''
  }
}
