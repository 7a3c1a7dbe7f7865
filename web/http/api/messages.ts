import { z } from 'zod'
import { type Answer, type Staff, Stale } from '../../../inbox/index.ts'
import { checked, readJson } from '../edge/body.ts'
import { StaleAnswer } from '../edge/errors.ts'
import type { Uploads } from '../edge/uploads.ts'
import type { Directory } from '../out/directory.ts'
import { wireHead, wireMessage } from '../out/wire-out.ts'
import {
  type ApiContext,
  type ApiRouter,
  ClientId,
  idOf,
  LongText,
  Seq,
  seqOf,
  UploadIds,
  wellFormed,
} from './router.ts'

const Reply = z.strictObject({ text: LongText, seen: Seq, clientId: ClientId, files: UploadIds.optional() })
const Note = z.strictObject({ text: LongText.min(1), clientId: ClientId })
const Done = z.strictObject({ at: z.iso.datetime({ offset: true }), text: z.string().max(4000) })

/** What staff write in a conversation, and what becomes of what was sent. */
export function messageRoutes(router: ApiRouter, uploads: Uploads, directory: Directory): void {
  /** Uploads are spent once the answer that names them is stored; a stale one comes back with what was missed. */
  const answered = async <T>(ctx: ApiContext, send: (staff: Staff, id: string, answer: Answer) => Promise<T>) => {
    const id = idOf(ctx.params['id'])
    const { text, seen, clientId, files: ids = [] } = checked(Reply, await readJson(ctx))
    const { staff, session } = ctx.state
    const files = uploads.take(session.reader.agent, clientId, ids)
    const answer = { text: wellFormed(text), seen, clientId, ...(files.length > 0 && { files }) }
    const sent = await send(staff, id, answer).catch(async (error: unknown) => {
      if (!(error instanceof Stale)) throw error
      const missed = await staff.messages(id, { after: seen })
      throw new StaleAnswer(missed.map((one) => wireMessage(id, one)))
    })
    uploads.spend(session.reader.agent, clientId, ids)
    return { id, sent }
  }
  router.post('/conversations/:id/reply', async (ctx) => {
    const { id, sent } = await answered(ctx, (staff, where, answer) => staff.reply(where, answer))
    ctx.body = wireMessage(id, sent)
  })
  router.post('/conversations/:id/private', async (ctx) => {
    const { sent } = await answered(ctx, (staff, where, answer) => staff.replyPrivately(where, answer))
    ctx.body = wireHead(directory, sent)
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
