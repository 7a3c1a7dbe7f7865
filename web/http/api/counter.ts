import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Inbox, NotFound, type Role } from '../../../inbox/index.ts'
import { checked, readJson } from '../edge/body.ts'
import type { Uploads } from '../edge/uploads.ts'
import type { Directory } from '../out/directory.ts'
import { wireHead } from '../out/wire-out.ts'
import { type ApiRouter, LongText, Name, UploadIds, wellFormed } from './router.ts'

const Counter = z.strictObject({
  desk: Name,
  channel: Name,
  name: z.string().max(200).optional(),
  address: z.string().max(500).optional(),
  text: LongText.min(1),
  uploads: UploadIds.optional(),
})
/** Those who only read or keep the house do not write for people. */
const WRITERS: readonly Role[] = ['agent', 'supervisor', 'secretary', 'psychologist', 'listener']

/** POST /api/counter: an agent types in what came by phone, letter or at the desk. */
export function counterRoutes(
  router: ApiRouter,
  inbox: Pick<Inbox, 'sink'>,
  uploads: Uploads,
  directory: Directory,
  now: () => number,
): void {
  router.post('/counter', async (ctx) => {
    const { desk, channel, name, address, text, uploads: ids = [] } = checked(Counter, await readJson(ctx))
    const { staff, session } = ctx.state
    const roles = session.reader.roles.get(desk)
    const listed = directory.channel(desk, channel)
    // Only channels whose answers are tasks for a human are filled by hand; another desk's do not exist.
    if (!WRITERS.some((role) => roles?.has(role)) || listed?.capabilities.delivery !== 'task') throw new NotFound()
    const id = randomUUID()
    const agent = session.reader.agent
    const files = uploads.take(agent, id, ids)
    const stored = await inbox.sink(`${desk}/${channel}`).receive({
      externalId: `counter:${id}`,
      at: new Date(now()),
      raw: Buffer.from(JSON.stringify({ agent, name, address, text })),
      content: {
        // Without an address each item is a person of its own: two callers are never taken for one.
        from: {
          ...(address?.trim() ? { address: address.trim() } : { address: `counter:${id}`, anonymous: true }),
          ...(name !== undefined && { name: wellFormed(name) }),
        },
        text: wellFormed(text),
        thread: {},
        ...(files.length > 0 && { files }),
      },
    })
    uploads.spend(agent, id, ids)
    const { head } = await staff.open(stored.conversation)
    ctx.status = 201
    ctx.body = wireHead(directory, head)
  })
}
