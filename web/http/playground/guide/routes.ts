import type Router from '@koa/router'
import type { Context } from 'koa'
import { readForm } from '../../edge/body.ts'
import { HttpError } from '../../edge/errors.ts'
import type { Assets } from '../../portal/index.ts'
import type { Site } from '../../session/site.ts'
import { guidePage } from './page.ts'
import { type Both, bothOf, type Guides, type Language, languages, nothing, type Played, withGesture } from './tried.ts'

interface Parts {
  readonly guides: Guides
  readonly site: Site
  readonly assets: Assets
}

interface Place {
  readonly desk: Guides['desks'][number]
  readonly channels: ReturnType<Guides['channels']>
  readonly channel: ReturnType<Guides['channels']>[number]
  readonly play: (both: Both) => Record<Language, Played>
}

/** Tries a desk's guide without a conversation. What was tried is in the page alone: a body, never an address that a log keeps. */
export function guideRoutes(router: Router, { guides, site, assets }: Parts): void {
  const show = (ctx: Context, place: Place, both: Both, last?: Language) => {
    const { desk, channels, channel, play } = place
    ctx.set('Referrer-Policy', 'same-origin')
    ctx.type = 'html'
    ctx.body = guidePage({
      styles: assets.of('portal/portal.ts').styles,
      desks: guides.desks.filter((one) => guides.preview(one) !== undefined),
      desk,
      channels,
      channel: channel.id,
      both,
      played: play(both),
      greets: channel.capabilities.cards,
      last,
    })
  }
  router.get('/guide', (ctx) => show(ctx, placeOf(guides, ctx.query['desk'], ctx.query['channel']), nothing))
  router.post('/guide', async (ctx) => {
    if (!site.allows(ctx.req.headers)) throw new HttpError(403, 'origin')
    const { desk, channel, language: spoken, tried, text = '', choice } = await readForm(ctx)
    const place = placeOf(guides, desk, channel)
    const language = languages.find((one) => one === spoken) ?? 'fr'
    const before = bothOf(tried)
    const { fr, en } = place.play(before)
    const written = choice === undefined && text.trim() === ''
    const offered = { fr: fr.choices, en: en.choices }
    show(ctx, place, written ? before : withGesture(before, language, { text: text.trim(), choice }, offered), language)
  })
}

/** The desk and channel that were asked for, or the first that has a guide. */
function placeOf(guides: Guides, deskId: unknown, channelId: unknown): Place {
  const guided = guides.desks.filter((one) => guides.preview(one) !== undefined)
  const desk = guided.find(({ id }) => id === deskId) ?? guided[0]
  const preview = desk && guides.preview(desk)
  const channels = desk ? guides.channels(desk) : []
  const channel = channels.find(({ id }) => id === channelId) ?? channels[0]
  if (desk === undefined || preview === undefined || channel === undefined) throw new HttpError(404, 'not-found')
  const played = (both: Both, language: Language) =>
    preview(both[language], { capabilities: channel.capabilities, language, now: new Date() })
  return { desk, channels, channel, play: (both) => ({ fr: played(both, 'fr'), en: played(both, 'en') }) }
}
