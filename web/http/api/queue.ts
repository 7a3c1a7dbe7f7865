import { z } from 'zod'
import type { WireCounts, WirePage } from '../../wire.ts'
import { checked } from '../edge/body.ts'
import type { Directory } from '../out/directory.ts'
import { wireHead } from '../out/wire-out.ts'
import { type ApiRouter, Name } from './router.ts'

const Query = z.strictObject({
  view: z
    .enum(['mine', 'waiting', 'danger', 'answered', 'bot', 'done', 'junk', 'review', 'trouble', 'all'])
    .default('waiting'),
  desk: Name.optional(),
  channel: Name.optional(),
  /** Opaque: where the page before ended. */
  after: z
    .string()
    .regex(/^[\w.:~=-]{1,300}$/)
    .optional(),
})

export function queueRoutes(router: ApiRouter, directory: Directory): void {
  router.get('/queue', async (ctx) => {
    const { view, desk, channel, after } = checked(Query, { ...ctx.query })
    const page = await ctx.state.staff.queue({
      view,
      ...(desk !== undefined && { desk }),
      ...(channel !== undefined && { channel }),
      ...(after !== undefined && { after }),
    })
    const answer: WirePage = { items: page.items.map((head) => wireHead(directory, head)) }
    ctx.body = page.next === undefined ? answer : { ...answer, next: page.next }
  })
  router.get('/counts', async (ctx) => {
    const counts: WireCounts = { ...(await ctx.state.staff.counts()) }
    ctx.body = counts
  })
}
