import type { Context } from 'koa'
import { z } from 'zod'
import type { InboundFile } from '../../../inbox/index.ts'
import { checked, readBytes, UPLOAD_LIMIT } from '../edge/body.ts'
import type { Uploads } from '../edge/uploads.ts'
import { type ApiRouter, wellFormed } from './router.ts'

const Query = z.strictObject({ name: z.string().min(1).max(255).default('fichier') })
const TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/

/** POST /api/uploads?name= with the bytes as body → {id}, to be named by the message that carries the file. */
export function uploadRoutes(router: ApiRouter, uploads: Uploads): void {
  router.post('/uploads', async (ctx) => {
    ctx.body = { id: uploads.put(ctx.state.session.reader.agent, await uploadOf(ctx)) }
    ctx.status = 201
  })
}

/** The file in a raw body. Its type is what the sender claims: believed by nothing but an allow list at download. */
export async function uploadOf(ctx: Pick<Context, 'req' | 'query' | 'get'>): Promise<InboundFile> {
  const { name } = checked(Query, { ...ctx.query })
  const claimed = ctx.get('Content-Type').split(';')[0]?.trim().toLowerCase() ?? ''
  const type = TYPE.test(claimed) ? claimed : 'application/octet-stream'
  return { name: wellFormed(name), type, bytes: await readBytes(ctx.req, UPLOAD_LIMIT) }
}
