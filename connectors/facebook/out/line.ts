import { type Line, type Outbound, SendError } from '../../../inbox/contract.ts'
import { idIn } from '../shape.ts'
import type { Recent } from '../tally.ts'
import { type Delivery, deliver, type Post } from './deliver.ts'
import { privateParts, publicParts } from './parts.ts'
import { privatePost } from './private.ts'

/** POST /COMMENT-ID/comments: https://developers.facebook.com/docs/graph-api/reference/comment/comments/ */
function publicPost(message: Outbound, { looker }: Delivery): Post {
  const { answers, files = [] } = message
  if (answers === undefined) throw new SendError('never', 'no-comment')
  if (files.length > 0) throw new SendError('never', 'public-no-files')
  return async ({ text }) => idIn(await looker.graph.post(`${answers}/comments`, { message: text }), 'id') ?? ''
}

/** The way out. sent remembers what became ours, for the echo that comes faster than the database. */
export function facebookLine(delivery: Delivery, sent: Recent): Line {
  const { looker, signal } = delivery
  let closedUntil = 0
  const attempt = (message: Outbound): Promise<readonly string[]> => {
    const parts = message.public ? publicParts(message) : privateParts(message)
    const send = message.public
      ? publicPost(message, delivery)
      : privatePost(message, parts.length, looker.config, looker.graph)
    const post: Post = async (...given) => {
      const id = await send(...given)
      sent.add(id)
      return id
    }
    return deliver(delivery, message, parts, post)
  }
  return {
    async send(message) {
      if (signal.aborted) throw new SendError('retry', 'closing')
      // Every call past the limit makes the wait longer.
      const wait = closedUntil - Date.now()
      if (wait > 0) throw new SendError('retry', 'rate-limit', wait)
      try {
        return { wireIds: await attempt(message) }
      } catch (error) {
        if (error instanceof SendError && error.code === 'rate-limit') closedUntil = Date.now() + (error.after ?? 0)
        throw error
      }
    },
  }
}
