import Router from '@koa/router'
import type { Context } from 'koa'
import type { DemoMailChannel } from '../../demo/mailbox.ts'
import type { DemoNetwork } from '../../demo/networks.ts'
import { readForm } from '../edge/body.ts'
import { HttpError } from '../edge/errors.ts'
import type { Assets } from '../portal/index.ts'
import type { Site } from '../session/site.ts'
import { guideRoutes } from './guide/routes.ts'
import type { Guides } from './guide/tried.ts'
import { letters } from './mail.ts'
import { seenOn } from './network.ts'
import { page, type View } from './page.ts'
import { createPostbox, type Postbox } from './postbox.ts'
import { script } from './script.ts'
import { addressOf, citizenOf, placeOf, type State, stateOf, withWriting } from './state.ts'
import { style } from './style.ts'

export interface PlaygroundParts {
  readonly site: Site
  /** Absent when every mail channel is the operator's own: then it is not tried here. */
  readonly mail: DemoMailChannel | undefined
  /** Those that stand on this machine. */
  readonly networks?: readonly DemoNetwork[]
  /** Absent: no guide can be tried. */
  readonly guides?: Guides
  /** The built faces: the page wears the portal's styles. */
  readonly assets: Assets
}

type Show = (ctx: Context, state: State, problem?: string, refused?: View['refused']) => void

/** Outside production: write as a citizen on every channel, and see the answers arrive, in one window. */
export function playgroundRoutes({ site, mail, networks = [], guides, assets }: PlaygroundParts): Router {
  const router = new Router({ prefix: '/playground' })
  const postbox = mail && createPostbox(mail)
  const show: Show = (ctx, state, problem, refused) => {
    const all = postbox?.letters(state.citizen) ?? []
    const answering = state.answers === '' ? undefined : all.find(({ messageId }) => messageId === state.answers)
    // With no-referrer a browser would name no origin in the form below, and it could not be told from a foreign one.
    ctx.set('Referrer-Policy', 'same-origin')
    ctx.type = 'html'
    ctx.body = page({
      styles: assets.of('portal/portal.ts').styles,
      state,
      mail: mail && { letters: all, answering, problem, deskName: mail.deskName, address: mail.address },
      networks,
      guided: guides !== undefined,
      ...(refused && { refused }),
    })
  }
  router.get('/', (ctx) => show(ctx, stateOf(ctx, networks)))
  router.get('/style.css', (ctx) => {
    ctx.type = 'css'
    ctx.body = style
  })
  router.get('/script.js', (ctx) => {
    ctx.type = 'js'
    ctx.body = script
  })
  const write: Write = (pane, work) => {
    router.post(`/${pane}`, async (ctx) => {
      if (!site.allows(ctx.req.headers)) throw new HttpError(403, 'origin')
      const after = await work(ctx, stateOf(ctx, networks))
      if (after === undefined) return
      ctx.status = 303
      ctx.redirect(`${addressOf(after)}#${pane}`)
    })
  }
  if (postbox !== undefined) mailRoutes(router, postbox, show, write, networks)
  for (const network of networks) networkRoutes(router, network, show, write, networks)
  if (guides !== undefined) guideRoutes(router, { guides, site, assets })
  return router
}

type Write = (pane: string, work: (ctx: Context, state: State) => Promise<State | undefined>) => void

function mailRoutes(router: Router, postbox: Postbox, show: Show, write: Write, all: readonly DemoNetwork[]): void {
  router.get('/letters', (ctx) => {
    const state = stateOf(ctx, all)
    ctx.type = 'html'
    ctx.body = letters(postbox.letters(state.citizen), state).toString()
  })
  write('mail', async (ctx, before) => {
    const { from, subject = '', text = '', answers = '' } = await readForm(ctx)
    const state = { ...before, citizen: citizenOf(from), answers }
    if (subject.trim() === '' || text.trim() === '') {
      ctx.status = 422
      return void show(ctx, state, 'Écrivez un objet et un message.')
    }
    await postbox.write({ citizen: state.citizen, subject, text, answers })
    return { ...state, answers: '' }
  })
}

function networkRoutes(
  router: Router,
  network: DemoNetwork,
  show: Show,
  write: Write,
  all: readonly DemoNetwork[],
): void {
  const { key, longest } = network
  router.get(`/${key}`, (ctx) => {
    ctx.type = 'html'
    ctx.body = seenOn(network, stateOf(ctx, all)).toString()
  })
  write(key, async (ctx, state) => {
    const { text = '', answers = '', choice, ...form } = await readForm(ctx)
    const place = placeOf(form['place'], 'private')
    const citizen = state.on[key]?.citizen ?? network.citizens[0].id
    if (choice !== undefined) {
      network.press(citizen, choice)
      return state
    }
    const most = place === 'public' ? longest.public : longest.private
    if (text.trim() === '' || text.length > most) {
      const problem = text.trim() === '' ? 'Écrivez quelques mots.' : `${most} caractères au plus ici.`
      ctx.status = 422
      return void show(ctx, withWriting(state, network, { answers, place }), undefined, { key, problem, text })
    }
    network.write(citizen, text.trim(), { public: place === 'public', answers })
    return withWriting(state, network, { answers: '', place })
  })
}
