import Router from '@koa/router'
import type { DemoMailChannel } from '../../demo/mailbox.ts'
import { readForm } from '../edge/body.ts'
import { HttpError } from '../edge/errors.ts'
import { readBuilt } from '../edge/manifest.ts'
import type { Site } from '../session/site.ts'
import { script, style } from './assets.ts'
import { citizens, letters, page, type Shown } from './page.ts'

const MOST_KEPT = 100

export interface PlaygroundParts {
  readonly site: Site
  readonly mail: DemoMailChannel
  /** Folder of the built faces: the page wears the portal's styles. */
  readonly assets: string
}

/** Outside production: write as a citizen by chat and by e-mail, and see the answers arrive, in one window. */
export function playgroundRoutes({ site, mail, assets }: PlaygroundParts): Router {
  const { mailbox, address, deskName } = mail
  const written: (Shown & { readonly citizen: string })[] = []
  const lettersOf = (citizen: string): Shown[] =>
    [...written.filter((one) => one.citizen === citizen), ...mailbox.letters(citizen).map(received)].sort(
      (a, b) => b.at.getTime() - a.at.getTime(),
    )
  const show = (citizen: string, answers: string, problem?: string): string => {
    const all = lettersOf(citizen)
    const answering = answers === '' ? undefined : all.find(({ messageId }) => messageId === answers)
    const styles = readBuilt(assets).styles('portal/portal.ts')
    return page({ letters: all, citizen, answering, deskName, address, styles, problem })
  }
  const router = new Router({ prefix: '/playground' })
  router.get('/', (ctx) => {
    ctx.type = 'html'
    ctx.body = show(citizenOf(ctx.query['de']), textOf(ctx.query['repondre']))
  })
  router.get('/letters', (ctx) => {
    const citizen = citizenOf(ctx.query['de'])
    ctx.type = 'html'
    ctx.body = letters(lettersOf(citizen), citizen).toString()
  })
  router.get('/style.css', (ctx) => {
    ctx.type = 'css'
    ctx.body = style
  })
  router.get('/script.js', (ctx) => {
    ctx.type = 'js'
    ctx.body = script
  })
  router.post('/mail', async (ctx) => {
    if (!site.allows(ctx.req.headers)) throw new HttpError(403, 'origin')
    const form = await readForm(ctx)
    const citizen = citizenOf(form['from'])
    const { subject = '', text = '', answers = '' } = form
    if (subject.trim() === '' || text.trim() === '') {
      ctx.status = 422
      ctx.type = 'html'
      ctx.body = show(citizen, answers, 'Écrivez un objet et un message.')
      return
    }
    const name = citizens.find((one) => one.address === citizen)?.name ?? ''
    const before = mailbox.letters(citizen).find(({ letter }) => answers !== '' && letter.messageId === answers)?.letter
    await mailbox.write({
      from: citizen,
      name,
      to: before?.from?.address ?? address,
      subject,
      text,
      ...(before?.messageId !== undefined && {
        inReplyTo: before.messageId,
        references: [...before.references, before.messageId],
      }),
    })
    written.unshift({ at: new Date(), who: name, sent: true, subject, text, messageId: undefined, citizen })
    written.length = Math.min(written.length, MOST_KEPT)
    ctx.status = 303
    ctx.redirect(`/playground?de=${encodeURIComponent(citizen)}`)
  })
  return router
}

function received({ at, letter }: ReturnType<DemoMailChannel['mailbox']['letters']>[number]): Shown {
  const { from, subject, text, messageId } = letter
  return { at, who: from?.name || from?.address || '?', sent: false, subject: subject ?? '', text, messageId }
}

/** Only the invented people of the page write. */
function citizenOf(value: unknown): string {
  return citizens.find(({ address }) => address === value)?.address ?? citizens[0].address
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
