import type Router from '@koa/router'
import type { Inbox } from '../../../inbox/index.ts'
import { idOf } from '../api/router.ts'
import { sendFile } from '../edge/download.ts'
import { HttpError } from '../edge/errors.ts'
import type { SessionCookie } from '../session/cookie.ts'
import { ticketOf } from './append.ts'
import { visitorOf } from './talk.ts'

/** Downloads, on a path of their own: visitors theirs, with the ticket; staff theirs, with the session. A link alone opens nothing. */
export function fileRoutes(
  router: Router,
  inbox: Pick<Inbox, 'accounts' | 'as' | 'visitors'>,
  cookie: SessionCookie,
  plain: Pick<SessionCookie, 'read'>,
): void {
  router.get('/files/staff/:conversation/:file', async (ctx) => {
    const token = cookie.read(ctx.req.headers.cookie)
    const session = token === undefined ? undefined : await inbox.accounts.session(token)
    if (session === undefined) throw new HttpError(401, 'signed-out')
    const staff = inbox.as(session.reader)
    const { info, bytes } = await staff.file(idOf(ctx.params['conversation']), idOf(ctx.params['file']))
    sendFile(ctx, info, bytes)
  })
  router.get('/files/chat/:file', async (ctx) => {
    // A page without JavaScript holds its ticket in a cookie of ours; never in an address, where history and logs keep it.
    const { authorization, cookie: sent } = ctx.req.headers
    const ticket = (authorization === undefined ? plain.read(sent) : undefined) ?? ticketOf(authorization)
    const { info, bytes } = await visitorOf(inbox.visitors, ticket).file(idOf(ctx.params['file']))
    sendFile(ctx, info, bytes)
  })
}
