import Router from '@koa/router'
import type { Inbox } from '../../../inbox/index.ts'
import type { Uploads } from '../edge/uploads.ts'
import type { Directory } from '../out/directory.ts'
import type { SessionCookie } from '../session/cookie.ts'
import type { Gate } from '../session/gate.ts'
import { refuseForeignWrites, type SignedIn, signedInOnly } from '../session/guard.ts'
import type { Site } from '../session/site.ts'
import { channelRoutes } from './channels.ts'
import { conversationRoutes } from './conversations.ts'
import { counterRoutes } from './counter.ts'
import { deskRoutes } from './desks.ts'
import { knowledgeRoutes } from './knowledge.ts'
import { messageRoutes } from './messages.ts'
import { queueRoutes } from './queue.ts'
import { sessionRoutes, signInRoute } from './session.ts'
import { uploadRoutes } from './uploads.ts'

export interface ApiParts {
  readonly inbox: Pick<Inbox, 'accounts' | 'as'>
  readonly site: Site
  readonly cookie: SessionCookie
  readonly gate: Gate
  readonly uploads: Uploads
  readonly directory: Directory
  /** What webhook addresses start with. */
  readonly publicUrl: string
}

/** The console's routes. Signing in stands before the lock: what is registered after `use` needs a session. */
export function apiRoutes({ inbox, site, cookie, gate, uploads, directory, publicUrl }: ApiParts): Router<SignedIn> {
  const router = new Router<SignedIn>({ prefix: '/api' })
  router.use(refuseForeignWrites(site))
  signInRoute(router, inbox.accounts, cookie, gate, directory)
  router.use(signedInOnly(inbox, cookie))
  sessionRoutes(router, inbox.accounts, cookie, directory)
  queueRoutes(router, directory)
  conversationRoutes(router, directory)
  messageRoutes(router, uploads, directory)
  uploadRoutes(router, uploads)
  deskRoutes(router)
  counterRoutes(router, uploads, directory)
  channelRoutes(router, directory, publicUrl)
  knowledgeRoutes(router, directory)
  return router
}
