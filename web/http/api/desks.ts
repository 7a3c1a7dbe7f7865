import { type ApiRouter, idOf } from './router.ts'

/** GET /api/desks/:desk/colleagues: to whom a conversation can be passed. */
export function deskRoutes(router: ApiRouter): void {
  router.get('/desks/:desk/colleagues', async (ctx) => {
    const colleagues = await ctx.state.staff.colleagues(idOf(ctx.params['desk']))
    ctx.body = colleagues.map(({ id, name }) => ({ id, name }))
  })
}
