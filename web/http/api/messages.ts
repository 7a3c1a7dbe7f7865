import { z } from 'zod'
import { Stale } from '../../../inbox/index.ts'
import { checked, readJson } from '../edge/body.ts'
import { StaleAnswer } from '../edge/errors.ts'
import type { Uploads } from '../edge/uploads.ts'
import { wireMessage } from '../out/wire-out.ts'
import { type ApiRouter, ClientId, idOf, LongText, Seq, seqOf, UploadIds, wellFormed } from './router.ts'

const Reply = z.strictObject({ text: LongText, seen: Seq, clientId: ClientId, files: UploadIds.optional() })
const Note = z.strictObject({ text: LongText.min(1), clientId: ClientId })
const Done = z.strictObject({ at: z.iso.datetime({ offset: true }), text: z.string().max(4000) })

/** What staff write in a conversation, and what becomes of what was sent. */
export function messageRoutes(router: ApiRouter, uploads: Uploads): void {
  router.post('/conversations/:id/reply', async (ctx) => {
    const id = idOf(ctx.params['id'])
    const { text, seen, clientId, files: ids = [] } = checked(Reply, await readJson(ctx))
    const { staff, session } = ctx.state
    const files = uploads.take(session.reader.agent, clientId, ids)
    const answer = { text: wellFormed(text), seen, clientId, ...(files.length > 0 && { files }) }
    const message = await staff.reply(id, answer).catch(async (error: unknown) => {
      if (!(error instanceof Stale)) throw error
      const missed = await staff.messages(id, { after: seen })
      throw new StaleAnswer(missed.map((one) => wireMessage(id, one)))
    })
    uploads.spend(session.reader.agent, clientId, ids)
    ctx.body = wireMessage(id, message)
  })
  router.post('/conversations/:id/note', async (ctx) => {
    const id = idOf(ctx.params['id'])
    const { text, clientId } = checked(Note, await readJson(ctx))
    ctx.body = wireMessage(id, await ctx.state.staff.note(id, { text: wellFormed(text), clientId }))
  })
  router.post('/conversations/:id/messages/:seq/retry', async (ctx) => {
    const id = idOf(ctx.params['id'])
    ctx.body = wireMessage(id, await ctx.state.staff.retry(id, seqOf(ctx.params['seq'])))
  })
  router.post('/conversations/:id/messages/:seq/done', async (ctx) => {
    const id = idOf(ctx.params['id'])
    const seq = seqOf(ctx.params['seq'])
    const { at, text } = checked(Done, await readJson(ctx))
    const outcome = { at: new Date(at), text: wellFormed(text) }
    ctx.body = wireMessage(id, await ctx.state.staff.done(id, seq, outcome))
  })
}
