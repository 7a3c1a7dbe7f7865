import Router from '@koa/router'
import type { Context } from 'koa'
import { readBytes } from '../edge/body.ts'
import type { HookWire } from './hook-wire.ts'

export { createHookWire, type HookWire } from './hook-wire.ts'

/** Networks send events by the handful: what is larger is not theirs. */
const LARGEST = 2 * 1024 * 1024

/**
 * Where other parties' servers reach a channel: /hooks/<desk>/<channel>. The bytes are handed on as they came, because
 * signatures are over them; who may speak is for the connector to say. Unavailable becomes 503, so that they try again.
 */
export function hookRoutes(hooks: HookWire): Router {
  const router = new Router()
  const pass = (method: 'GET' | 'POST') => async (ctx: Context) => {
    const { desk, channel } = ctx['params'] as { desk: string; channel: string }
    const body = method === 'POST' ? await readBytes(ctx.req, LARGEST) : Buffer.alloc(0)
    const query = Object.fromEntries(new URLSearchParams(ctx.querystring))
    const headers = ctx.headers as Readonly<Record<string, string | undefined>>
    const said = await hooks.answer(`${desk}/${channel}`, { method, query, headers, body })
    ctx.status = said.status
    ctx.type = said.type ?? 'text/plain'
    ctx.body = said.body ?? ''
  }
  const path = '/hooks/:desk/:channel'
  return router.get(path, pass('GET')).post(path, pass('POST'))
}
