import type Router from '@koa/router'
import { z } from 'zod'
import type { Visitor, Visitors } from '../../../inbox/index.ts'
import { ownerOf } from '../../sockets/say.ts'
import { QuerySeq } from '../api/router.ts'
import { uploadOf } from '../api/uploads.ts'
import { checked } from '../edge/body.ts'
import { HttpError } from '../edge/errors.ts'
import type { Uploads } from '../edge/uploads.ts'
import type { Directory } from '../out/directory.ts'
import { everythingAfter } from '../out/whole-talk.ts'
import { wireForVisitor, wireVisitorState } from '../out/wire-out.ts'
import { ticketOf } from './append.ts'

const Query = z.strictObject({ after: QuerySeq.default(0) })

/** What a person's page asks by HTTP, with its ticket: the talk so far, and a place for a file. */
export function talkRoutes(router: Router, visitors: Visitors, uploads: Uploads, directory: Directory): void {
  router.get('/chat/messages', async (ctx) => {
    const visitor = visitorOf(visitors, ticketOf(ctx.get('Authorization')))
    const { after } = checked(Query, { ...ctx.query })
    // Asking for what follows a number says that everything up to it has arrived.
    if (after > 0) await visitor.acknowledge(after)
    const messages = await everythingAfter(visitor, after)
    const state = await visitor.state()
    ctx.body = { messages: messages.map(wireForVisitor), state: wireVisitorState(state, state.readByAgent) }
  })
  router.post('/chat/uploads', async (ctx) => {
    const ticket = ticketOf(ctx.get('Authorization'))
    const [desk = '', channel = ''] = visitors.channelOf(ticket)?.split('/') ?? []
    if (desk === '') throw new HttpError(401, 'ticket')
    if (directory.channel(desk, channel)?.capabilities.media !== true) throw new HttpError(422, 'no-files')
    ctx.body = { id: uploads.put(ownerOf(ticket), await uploadOf(ctx)) }
    ctx.status = 201
  })
}

export function visitorOf(visitors: Pick<Visitors, 'of'>, ticket: string): Visitor {
  const visitor = visitors.of(ticket)
  if (visitor === undefined) throw new HttpError(401, 'ticket')
  return visitor
}
