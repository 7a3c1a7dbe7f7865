import type Router from '@koa/router'
import { z } from 'zod'
import { type Desk, NotFound, Unavailable, type Visitors } from '../../../inbox/index.ts'
import type { WireChoice, WireTicket } from '../../wire.ts'
import { idOf } from '../api/router.ts'
import { checked, readJson } from '../edge/body.ts'
import { type Language, languageOf } from '../edge/sentences.ts'
import type { Directory } from '../out/directory.ts'

/** What the desk says before the person writes; undefined when it waits for them. */
export type Greeting = (desk: Desk, language: Language) => MaybeLater<Hello | undefined>
interface Hello {
  readonly text: string
  readonly choices: readonly WireChoice[]
}
type MaybeLater<T> = T | Promise<T>

const Start = z.strictObject({ language: z.enum(['fr', 'en']).optional() })

/** POST /chat/:desk/:channel/start → a ticket for a conversation that begins with its first message. */
export function startRoute(
  router: Router,
  visitors: Pick<Visitors, 'begin'>,
  listens: (channel: string) => boolean,
  greeting: Greeting,
  directory: Directory,
): void {
  router.post('/chat/:desk/:channel/start', async (ctx) => {
    const desk = directory.desk(idOf(ctx.params['desk']))
    const channel = directory.channel(desk?.id ?? '', idOf(ctx.params['channel']))
    // Only a wire that pushes to the person's own screen has visitors.
    if (desk === undefined || channel?.capabilities.delivery !== 'resume') throw new NotFound()
    const body = checked(Start, ctx.is('application/json') ? await readJson(ctx) : {})
    const language = body.language ?? languageOf(ctx.get('Accept-Language'))
    const name = `${desk.id}/${channel.id}`
    if (!listens(name)) throw new Unavailable()
    ctx.status = 201
    ctx.body = await ticketFor(visitors.begin(name), desk, channel.capabilities, language, greeting)
  })
}

async function ticketFor(
  ticket: string,
  desk: Desk,
  { maxLength, media }: { maxLength: number; media: boolean },
  language: Language,
  greeting: Greeting,
): Promise<WireTicket> {
  const hello = desk.bot === 'none' ? undefined : await greeting(desk, language)
  return {
    ticket,
    keep: desk.privacy.resumeAfterReload,
    maxLength,
    media,
    deskName: desk.name[language],
    notice: desk.privacy.notice[language],
    ...(hello !== undefined && {
      greeting: { text: hello.text, choices: hello.choices.map(({ id, label }) => ({ id, label })) },
    }),
  }
}
