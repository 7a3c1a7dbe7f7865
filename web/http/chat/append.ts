import type { Middleware } from 'koa'
import type { WireAck } from '../../wire.ts'
import { readJson } from '../edge/body.ts'
import { HttpError } from '../edge/errors.ts'

const BEARER = /^Bearer ([\w.~+/=-]{16,1000})$/

/** The ticket of a request (RFC 6750 §2.1). */
export function ticketOf(authorization: string | undefined): string {
  const ticket = BEARER.exec(authorization ?? '')?.[1]
  if (ticket === undefined) throw new HttpError(401, 'ticket', { headers: { 'WWW-Authenticate': 'Bearer' } })
  return ticket
}

/** POST /chat/messages, before any router: every message of every visitor without a socket passes here. */
export function appendMessage(
  say: (ticket: string, message: unknown) => Promise<{ seq: number; duplicate: boolean }>,
): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/chat/messages' || ctx.method === 'GET' || ctx.method === 'HEAD') return next()
    if (ctx.method !== 'POST') throw new HttpError(405, 'method', { headers: { Allow: 'HEAD, GET, POST' } })
    const ticket = ticketOf(ctx.req.headers.authorization)
    const { seq, duplicate } = await say(ticket, await readJson(ctx))
    const ack: WireAck = { ok: true, seq, duplicate }
    ctx.status = 201
    ctx.body = ack
  }
}
