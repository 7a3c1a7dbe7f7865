import type Router from '@koa/router'
import type { Context } from 'koa'
import type { Language } from '../../ui/shared/words/words.ts'
import { fromOurPage, readForm, talkCookie } from './form.ts'
import type { PortalDesk, PortalOptions } from './options.ts'
import { errorPage } from './pages/plain.ts'
import { talk } from './pages/talk.ts'
import type { TalkPage } from './pages/talk-log.ts'
import { path, sayIn } from './words/say.ts'

/** The chat page, and the plain form behind it: write, go back to the page, read, refresh. */
export function talkRoutes(router: Router, options: PortalOptions, language: Language): void {
  const cookie = talkCookie(options.publicUrl)
  const here = path(language, '/parler')
  const [desk] = options.desks

  const show = async (ctx: Context, more: Partial<TalkPage> = {}) => {
    const ticket = ticketOf(cookie.of(ctx))
    // While the inbox is away the page still gives back what was written: a refused text matters more than the talk above it.
    const away = more.refused && (() => undefined)
    const conversation = ticket ? await options.conversation(ticket).catch(away ?? rethrow) : undefined
    const greeting = desk && (await options.greeting(desk.channel, language))
    const entry = single(ctx.query['sujet'])
    ctx.type = 'html'
    ctx.body = talk(options, { language, desk, conversation, greeting, ...(entry && { entry }), ...more })
  }

  router.get(here, (ctx) => show(ctx))

  router.post(here, async (ctx) => {
    const refuse = (status: number, code: string, sentence: string) => {
      ctx.status = status
      ctx.type = 'html'
      ctx.body = errorPage(options, { status, code, sentence, language })
    }
    const say = sayIn(language)
    if (!desk) return refuse(404, 'not-found', say('talk.none'))
    if (!fromOurPage(ctx, options.publicUrl)) return refuse(403, 'other-site', say('error.otherSite'))
    const form = await readForm(ctx)
    if (!form) return refuse(413, 'too-large', say('error.tooLarge'))
    const ticket = ticketOf(cookie.of(ctx))
    const known = ticket && (await isKnown(options, ticket)) ? ticket : undefined
    const said = await saidOf(form, options, desk, language, known)
    const sent = await options.say(desk.channel, known, said)
    if (!sent.ack.ok) {
      ctx.status = 422
      return show(ctx, { refused: { text: said.text, sentence: sent.ack.sentence } })
    }
    if (!known) cookie.set(ctx, sent.ticket)
    ctx.status = 303
    ctx.redirect(here)
  })
}

const rethrow = (error: unknown): never => {
  throw error
}

/** A ticket of ours, or one that cannot be looked up now: it is kept, and the message is refused by itself. */
const isKnown = (options: PortalOptions, ticket: string) =>
  options.conversation(ticket).then(
    (talk) => talk !== undefined,
    () => true,
  )

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** A ticket as it was set; anything that cannot be one is nobody's. */
function ticketOf(value: string | undefined): string | undefined {
  try {
    return value ? decodeURIComponent(value) : undefined
  } catch {
    return undefined
  }
}

/** A pressed choice says its own label, as in the live chat. Browsers send line ends as CRLF; the chat writes LF. */
async function saidOf(
  form: URLSearchParams,
  options: PortalOptions,
  desk: PortalDesk,
  language: Language,
  ticket: string | undefined,
): Promise<{ clientId: string; text: string; choice?: string }> {
  const clientId = (form.get('id') ?? '').replace(/[^\w-]/g, '').slice(0, 64) || crypto.randomUUID()
  const text = (form.get('texte') ?? '').replace(/\r\n?/g, '\n').trim()
  const id = form.get('choix')
  if (!id) return { clientId, text }
  const last = ticket
    ? (await options.conversation(ticket).catch(() => undefined))?.messages.findLast((message) => message.choices)
    : undefined
  const offered = last?.choices ?? (await options.greeting(desk.channel, language))?.choices ?? []
  const choice = offered.find((one) => one.id === id)
  return choice ? { clientId, text: choice.label, choice: choice.id } : { clientId, text: text || id }
}
