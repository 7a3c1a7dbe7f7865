import Router from '@koa/router'
import type { Context } from 'koa'
import type { Language } from '../../ui/shared/words/words.ts'
import { fromOurPage, talkCookie } from './form.ts'
import type { PortalOptions } from './options.ts'
import { hostPolicy, portalHeaders } from './page/headers.ts'
import type { Shell } from './page/layout.ts'
import { demoHost } from './pages/demo-host.ts'
import { home } from './pages/home.ts'
import { errorPage, infos, plan, prosePage, type ShownError, sheetPage, urgent } from './pages/plain.ts'
import { talkRoutes } from './talk-routes.ts'
import { path, sayIn } from './words/say.ts'

export type { PortalConversation, PortalOptions, PortalSaid, PortalSheet } from './options.ts'
export { type Assets, readAssets } from './page/assets.ts'

/** The citizen's pages, in French and below /en in English. Every one works without JavaScript. */
export function portalRoutes(options: PortalOptions): Router {
  const router = new Router()
  router.use(portalHeaders)
  for (const language of ['fr', 'en'] as const) {
    router.get(
      path(language, '/'),
      page(() => home(options, language)),
    )
    talkRoutes(router, options, language)
    textRoutes(router, options, language)
  }
  exitRoutes(router, options)
  if (options.demo) {
    router.get('/demo', (ctx) => {
      ctx.set('Content-Security-Policy', hostPolicy(options.publicUrl))
      page(() => demoHost(options))(ctx)
    })
  }
  return router
}

/** For the middleware that turns errors into answers: the same look, a code, a sentence. */
export const createErrorPage =
  (shell: Shell) =>
  (shown: ShownError): string =>
    errorPage(shell, shown)

const page = (render: () => string) => (ctx: Context) => {
  ctx.type = 'html'
  ctx.body = render()
}

function textRoutes(router: Router, options: PortalOptions, language: Language): void {
  for (const name of ['accessibilite', 'donnees', 'traces'] as const) {
    router.get(
      path(language, `/${name}`),
      page(() => prosePage(options, language, name)),
    )
  }
  router.get(
    path(language, '/urgence'),
    page(() => urgent(options, language)),
  )
  router.get(
    path(language, '/plan'),
    page(() => plan(options, language)),
  )
  router.get(
    path(language, '/infos'),
    page(() => infos(options, language)),
  )
  router.get(path(language, '/infos/:id'), (ctx) => {
    const sheet = options.sheets().find(({ id }) => id === ctx.params['id'])
    if (sheet) return page(() => sheetPage(options, language, sheet))(ctx)
    ctx.status = 404
    ctx.type = 'html'
    const sentence = sayIn(language)('error.missing')
    ctx.body = errorPage(options, { status: 404, code: 'not-found', sentence, language })
  })
}

/** Leaving: a plain link works without scripts; the page's script sends a beacon and goes by itself. */
function exitRoutes(router: Router, options: PortalOptions): void {
  const cookie = talkCookie(options.publicUrl)
  const forget = (ctx: Context) => {
    ctx.set('Clear-Site-Data', '"cookies", "storage"')
    cookie.clear(ctx)
  }
  router.get('/sortie', (ctx) => {
    forget(ctx)
    ctx.redirect(options.exitTarget)
    ctx.status = 303
  })
  router.post('/sortie', (ctx) => {
    // Only our own pages may sign a person out of their conversation.
    if (fromOurPage(ctx, options.publicUrl)) forget(ctx)
    ctx.status = 204
  })
}
