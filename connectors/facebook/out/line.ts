import { type Line, type Outbound, SendError, type Sent } from '../../../inbox/contract.ts'
import { withPhoto } from '../graph/files.ts'
import type { Own } from '../own.ts'
import { idIn } from '../shape.ts'
import { type Delivery, deliver, type Post } from './deliver.ts'
import { privateParts, publicParts } from './parts.ts'
import { privatePost } from './private.ts'

/** POST /COMMENT-ID/comments: https://developers.facebook.com/docs/graph-api/reference/comment/comments/ */
function publicPost({ answers }: Outbound, { looker: { graph } }: Delivery): Post {
  if (answers === undefined) throw new SendError('never', 'no-comment')
  const place = `${answers}/comments`
  return async ({ text, file }) => {
    const said = file ? await withPhoto(graph, place, text, file) : await graph.post(place, { message: text })
    return idIn(said, 'id') ?? ''
  }
}

/** The way out. own remembers what became ours, for the echo that comes faster than the database. */
export function facebookLine(delivery: Delivery, own: Own): Line {
  const { looker, signal } = delivery
  let closedUntil = 0
  const attempt = async (message: Outbound): Promise<readonly string[]> => {
    const parts = message.public ? publicParts(message) : privateParts(message)
    const send = message.public
      ? publicPost(message, delivery)
      : privatePost(message, parts.length, looker.config, looker.graph)
    const post: Post = async (...given) => {
      const id = await send(...given)
      own.add(id)
      return id
    }
    const words = message.public ? parts.map(({ text }) => text ?? '') : []
    for (const text of words) own.begin(text)
    try {
      return await deliver(delivery, message, parts, post)
    } finally {
      for (const text of words) own.end(text)
    }
  }
  return {
    async send(message): Promise<Sent> {
      if (signal.aborted) throw new SendError('retry', 'closing')
      // Every call past the limit makes the wait longer.
      const wait = closedUntil - Date.now()
      if (wait > 0) throw new SendError('retry', 'rate-limit', wait)
      try {
        // A doubtful one was looked for before anything was sent: whatever is there now is there once.
        return { wireIds: await attempt(message), ...(message.doubtful && { once: true }) }
      } catch (error) {
        if (error instanceof SendError && error.code === 'rate-limit') closedUntil = Date.now() + (error.after ?? 0)
        throw error
      }
    },
  }
}
