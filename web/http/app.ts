import type Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import type { Log } from '../../inbox/index.ts'
import { type ApiParts, apiRoutes } from './api/index.ts'
import { appendMessage } from './chat/append.ts'
import { type ChatParts, chatRoutes } from './chat/index.ts'
import { type ErrorPage, errors } from './edge/errors.ts'
import { headers, openToAnySite } from './edge/headers.ts'
import { staticFiles } from './edge/static.ts'
import { type HookWire, hookRoutes } from './hooks/index.ts'
import type { Assets } from './portal/index.ts'

export interface AppParts {
  readonly api: ApiParts
  readonly chat: ChatParts
  readonly hooks: HookWire
  readonly say: Parameters<typeof appendMessage>[0]
  /** Routes of pages: the portal, the playground. */
  readonly pages: readonly (Router | Middleware)[]
  readonly errorPage: ErrorPage
  /** The built faces, and where they are. */
  readonly built: { readonly folder: string; readonly assets: Assets }
  readonly state: () => 'ready' | 'draining'
  readonly log: Log
}

const ANY_SITE = /^\/(chat|files\/chat)\//

/** The whole HTTP face, in the order a request meets it. */
export function createApp({ api, chat, hooks, say, pages, errorPage, built, state, log }: AppParts): Koa {
  const app = new Koa()
  app.silent = true
  // What Koa itself meets, such as a client gone in mid-answer: a code, never what was asked.
  app.on('error', (error: { code?: unknown; name?: unknown }) => {
    if (error.code === 'EPIPE' || error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE') return
    log.warn('http-stream', { error: String(error.code ?? error.name ?? 'unknown') })
  })
  app.use(headers(api.site.secure))
  app.use(openToAnySite(ANY_SITE))
  app.use(errors(log, errorPage))
  app.use(appendMessage(say))
  // What comes by the thousand, before what is looked up in files and lists of routes.
  const called = hookRoutes(hooks)
  app.use(called.routes())
  app.use(called.allowedMethods())
  app.use(health(state))
  app.use(staticFiles(built.folder, built.assets))
  for (const routes of [apiRoutes(api), chatRoutes(chat)]) {
    app.use(routes.routes())
    app.use(routes.allowedMethods())
  }
  for (const page of pages) {
    if (typeof page === 'function') app.use(page)
    else app.use(page.routes()).use(page.allowedMethods())
  }
  return app
}

/** For whoever balances the load: one word, nothing about anyone. */
function health(state: () => 'ready' | 'draining'): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/healthz' || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    const now = state()
    ctx.status = now === 'ready' ? 200 : 503
    ctx.body = { state: now }
  }
}
