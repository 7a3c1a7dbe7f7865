import type { Context, Middleware } from 'koa'
import type { Inbox, Session, Staff } from '../../../inbox/index.ts'
import { HttpError } from '../edge/errors.ts'
import type { SessionCookie } from './cookie.ts'
import type { Site } from './site.ts'

/** What a route of the console finds on its context: who asks, and the only door they have. */
export interface SignedIn {
  session: Session
  staff: Staff
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Three locks on a write: the cookie is SameSite=Strict, a header no form can send, and the Origin is ours. */
export function refuseForeignWrites(site: Site): Middleware {
  return async (ctx, next) => {
    if (!READS.has(ctx.method)) {
      if (ctx.get('X-Requested-With') !== 'permanence') throw new HttpError(403, 'origin')
      if (!site.allows(ctx.req.headers)) throw new HttpError(403, 'origin')
    }
    await next()
  }
}

export function signedInOnly(inbox: Pick<Inbox, 'accounts' | 'as'>, cookie: SessionCookie): Middleware<SignedIn> {
  return async (ctx, next) => {
    const session = await sessionOf(inbox, cookie, ctx)
    if (session === undefined) throw new HttpError(401, 'signed-out')
    ctx.state.session = session
    ctx.state.staff = inbox.as(session.reader)
    await next()
  }
}

async function sessionOf(inbox: Pick<Inbox, 'accounts'>, cookie: SessionCookie, ctx: Pick<Context, 'req'>) {
  const token = cookie.read(ctx.req.headers.cookie)
  return token === undefined ? undefined : inbox.accounts.session(token)
}
