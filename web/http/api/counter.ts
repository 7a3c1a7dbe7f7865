import { randomUUID } from 'node:crypto'
import { z } from 'zod'
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
/** POST /api/counter: an agent types in what came by phone, letter or at the desk. */
export function counterRoutes(router: ApiRouter, uploads: Uploads, directory: Directory): void {
  router.post('/counter', async (ctx) => {
    const { desk, channel, name, address, text, uploads: ids = [] } = checked(Counter, await readJson(ctx))
    const { staff, session } = ctx.state
    const id = randomUUID()
    const { agent } = session.reader
    const files = uploads.take(agent, id, ids)
    const head = await staff.record({
      desk,
      channel,
      text: wellFormed(text),
      ...(name !== undefined && { name: wellFormed(name) }),
      ...(address !== undefined && { address }),
      ...(files.length > 0 && { files }),
    })
    uploads.spend(agent, id, ids)
    ctx.status = 201
    ctx.body = wireHead(directory, head)
  })
}
