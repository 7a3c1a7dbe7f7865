import Router from '@koa/router'
import type { Context } from 'koa'
import type { DemoMailChannel } from '../../demo/mailbox.ts'
import { readForm } from '../edge/body.ts'
import { HttpError } from '../edge/errors.ts'
import type { Assets } from '../portal/index.ts'
import type { Site } from '../session/site.ts'
import { script, style } from './assets.ts'
import { citizens, letters, page } from './page.ts'
import { createPostbox, type Postbox } from './postbox.ts'

export interface PlaygroundParts {
  readonly site: Site
  /** Absent when every mail channel is the operator's own: then only the chat is tried here. */
  readonly mail: DemoMailChannel | undefined
  /** The built faces: the page wears the portal's styles. */
  readonly assets: Assets
}

/** Outside production: write as a citizen by chat and by e-mail, and see the answers arrive, in one window. */
export function playgroundRoutes({ site, mail, assets }: PlaygroundParts): Router {
  const router = new Router({ prefix: '/playground' })
  const postbox = mail && createPostbox(mail)
  const show = (ctx: Context, citizen: string, answers: string, problem?: string): void => {
    const all = postbox?.letters(citizen) ?? []
    const answering = answers === '' ? undefined : all.find(({ messageId }) => messageId === answers)
    // With no-referrer a browser would name no origin in the form below, and it could not be told from a foreign one.
    ctx.set('Referrer-Policy', 'same-origin')
    ctx.type = 'html'
    ctx.body = page({
      styles: assets.of('portal/portal.ts').styles,
      mail: mail && { letters: all, citizen, answering, problem, deskName: mail.deskName, address: mail.address },
    })
  }
  router.get('/', (ctx) => show(ctx, citizenOf(ctx.query['de']), textOf(ctx.query['repondre'])))
  router.get('/style.css', (ctx) => {
    ctx.type = 'css'
    ctx.body = style
  })
  router.get('/script.js', (ctx) => {
    ctx.type = 'js'
    ctx.body = script
  })
  if (postbox !== undefined) mailRoutes(router, site, postbox, show)
  return router
}

function mailRoutes(
  router: Router,
  site: Site,
  postbox: Postbox,
  show: (ctx: Context, citizen: string, answers: string, problem?: string) => void,
): void {
  router.get('/letters', (ctx) => {
    const citizen = citizenOf(ctx.query['de'])
    ctx.type = 'html'
    ctx.body = letters(postbox.letters(citizen), citizen).toString()
  })
  router.post('/mail', async (ctx) => {
    if (!site.allows(ctx.req.headers)) throw new HttpError(403, 'origin')
    const { from, subject = '', text = '', answers = '' } = await readForm(ctx)
    const citizen = citizenOf(from)
    if (subject.trim() === '' || text.trim() === '') {
      ctx.status = 422
      show(ctx, citizen, answers, 'Écrivez un objet et un message.')
      return
    }
    await postbox.write({ citizen, subject, text, answers })
    ctx.status = 303
    ctx.redirect(`/playground?de=${encodeURIComponent(citizen)}`)
  })
}

/** Only the invented people of the page write. */
function citizenOf(value: unknown): string {
  return citizens.find(({ address }) => address === value)?.address ?? citizens[0].address
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
