import { z } from 'zod'
import type { Head, Staff } from '../../../inbox/index.ts'
import { checked, readJson } from '../edge/body.ts'
import type { Directory } from '../out/directory.ts'
import { wireDraft, wireHead, wireMessage, wireOpened } from '../out/wire-out.ts'
import { type ApiRouter, idOf, LongText, Name, noQuery, QuerySeq, Seq, wellFormed } from './router.ts'

const Range = z.strictObject({ after: QuerySeq.optional(), before: QuerySeq.optional(), limit: QuerySeq.optional() })
const DraftBody = z.strictObject({ answer: LongText, note: LongText })
const Transfer = z.strictObject({ to: Name })
const DangerBody = z.strictObject({ level: z.enum(['hard', 'soft', 'none']) })
/** null puts the person back. */
const Apart = z.strictObject({ reason: z.string().max(1000).nullable() })
const Read = z.strictObject({ seq: Seq })
const Nothing = z.strictObject({})

/** Opening and reading a conversation, and what changes its state. */
export function conversationRoutes(router: ApiRouter, directory: Directory): void {
  router.get('/conversations/:id', async (ctx) => {
    noQuery(ctx.query)
    const id = idOf(ctx.params['id'])
    const opened = await ctx.state.staff.open(id)
    ctx.body = wireOpened(directory, opened, await ctx.state.staff.draft(id))
  })
  router.get('/conversations/:id/messages', async (ctx) => {
    const id = idOf(ctx.params['id'])
    const { after, before, limit } = checked(Range, { ...ctx.query })
    const messages = await ctx.state.staff.messages(id, {
      ...(after !== undefined && { after }),
      ...(before !== undefined && { before }),
      ...(limit !== undefined && { limit: Math.min(limit, 200) }),
    })
    ctx.body = { messages: messages.map((message) => wireMessage(id, message)) }
  })
  router.put('/conversations/:id/draft', async (ctx) => {
    const id = idOf(ctx.params['id'])
    const { answer, note } = checked(DraftBody, await readJson(ctx))
    const draft = { answer: wellFormed(answer), note: wellFormed(note) }
    ctx.body = wireDraft(await ctx.state.staff.saveDraft(id, draft))
  })
  router.post('/conversations/:id/read', async (ctx) => {
    const id = idOf(ctx.params['id'])
    const { seq } = checked(Read, await readJson(ctx))
    await ctx.state.staff.read(id, seq)
    ctx.status = 204
  })
  stateRoutes(router, directory)
}

function stateRoutes(router: ApiRouter, directory: Directory): void {
  const change = <Schema extends z.ZodType>(
    verb: string,
    schema: Schema,
    apply: (staff: Staff, id: string, body: z.output<Schema>) => Promise<Head>,
  ) =>
    router.post(`/conversations/:id/${verb}`, async (ctx) => {
      const id = idOf(ctx.params['id'])
      // A verb without details may come without a body.
      const empty = Number(ctx.get('Content-Length') || 0) === 0 && !ctx.get('Transfer-Encoding')
      const body = checked(schema, empty ? {} : await readJson(ctx))
      ctx.body = wireHead(directory, await apply(ctx.state.staff, id, body))
    })
  change('take', Nothing, (staff, id) => staff.take(id))
  change('release', Nothing, (staff, id) => staff.release(id))
  change('resolve', Nothing, (staff, id) => staff.resolve(id))
  change('reopen', Nothing, (staff, id) => staff.reopen(id))
  change('transfer', Transfer, (staff, id, { to }) => staff.transfer(id, to))
  change('apart', Apart, (staff, id, { reason }) => staff.fileApart(id, reason ?? undefined))
  change('danger', DangerBody, (staff, id, { level }) => staff.danger(id, level))
}
