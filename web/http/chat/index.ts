import Router from '@koa/router'
import type { Inbox } from '../../../inbox/index.ts'
import type { Directory } from '../directory.ts'
import type { Uploads } from '../edge/uploads.ts'
import type { SessionCookie } from '../session/cookie.ts'
import { fileRoutes } from './files.ts'
import { type Greeting, startRoute } from './start.ts'
import { talkRoutes } from './talk.ts'

export interface ChatParts {
  readonly inbox: Pick<Inbox, 'accounts' | 'as' | 'visitors'>
  readonly listens: (channel: string) => boolean
  readonly greeting: Greeting
  readonly directory: Directory
  readonly uploads: Uploads
  readonly cookie: SessionCookie
}

/** What a visitor's page and a download ask; the message itself goes through append.ts. */
export function chatRoutes({ inbox, listens, greeting, directory, uploads, cookie }: ChatParts): Router {
  const router = new Router()
  startRoute(router, inbox.visitors, listens, greeting, directory)
  talkRoutes(router, inbox.visitors, uploads, directory)
  fileRoutes(router, inbox, cookie)
  return router
}
