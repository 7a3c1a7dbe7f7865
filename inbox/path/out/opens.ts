import type { Core } from '../core.ts'
import { openBody } from '../thread/body.ts'
import type { Thread } from '../thread/thread.ts'

/** The wire's id of what the person wrote last in this public conversation: a first private message refers to it. */
export async function lastPublicId(core: Core, { head, key }: Thread): Promise<string | undefined> {
  const row = await core.store.messages.findOne({ conversation: head._id, seq: head.lastIn })
  return row === null ? undefined : openBody(key, row).messageId
}
