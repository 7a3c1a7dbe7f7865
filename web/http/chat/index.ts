import Router from '@koa/router'
import type { Inbox } from '../../../inbox/index.ts'
import type { Uploads } from '../edge/uploads.ts'
import type { Directory } from '../out/directory.ts'
import { type SessionCookie, talkCookie } from '../session/cookie.ts'
import type { Site } from '../session/site.ts'
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
  readonly site: Site
}

/** What a visitor's page and a download ask; the message itself goes through append.ts. */
export function chatRoutes({ inbox, listens, greeting, directory, uploads, cookie, site }: ChatParts): Router {
  const router = new Router()
  startRoute(router, inbox.visitors, listens, greeting, directory)
  talkRoutes(router, inbox.visitors, uploads, directory)
  fileRoutes(router, inbox, cookie, talkCookie(site))
  return router
}
