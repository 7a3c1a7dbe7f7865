import { randomUUID } from 'node:crypto'
import * as icons from '../../../ui/shared/icons.ts'
import { type Language, t } from '../../../ui/shared/words/words.ts'
import type { WireChoice } from '../../../wire.ts'
import type { PortalDesk, PortalOptions } from '../options.ts'
import { type Html, html } from '../page/html.ts'
import { icon, layout } from '../page/layout.ts'
import { path, sayIn } from '../words/say.ts'
import { logOf, type TalkPage } from './talk-log.ts'

/** The chat as a page. The form works alone; where scripts run, the live chat takes its place. */
export function talk(options: PortalOptions, page: TalkPage): string {
  const say = sayIn(page.language)
  const { desk, language } = page
  const plain = page.conversation !== undefined || page.refused !== undefined
  const body = html`<main id="contenu" class="wrap">
  ${desk ? frame(options, page, desk, plain) : html`<h1>${say('talk.none')}</h1>`}
  ${aside(language)}
</main>`
  const entries = desk && !plain ? ['portal/talk-page.tsx'] : []
  const shown = { ...options, assets: plain ? stylesOnly(options.assets) : options.assets }
  return layout(shown, {
    language,
    at: '/parler',
    title: say('talk.title'),
    body,
    chat: true,
    entries: plain ? ['portal/talk-page.tsx'] : entries,
  })
}

/** The plain page wears the chat's styles without its script. */
function stylesOnly(assets: PortalOptions['assets']): PortalOptions['assets'] {
  return {
    of: (entry) => (entry === 'portal/talk-page.tsx' ? { ...assets.of(entry), scripts: [] } : assets.of(entry)),
  }
}

function frame(options: PortalOptions, page: TalkPage, desk: PortalDesk, plain: boolean): Html {
  const { language, entry } = page
  const live = plain ? '' : html` data-channel="${desk.channel}"${entry ? html` data-entry="${entry}"` : ''}`
  const agent = page.conversation?.state.agent
  const say = t(language)
  return html`<div class="talk-frame"><div class="talk plain" id="talk"${live}>
    <div class="talk-head"><span class="face bot" aria-hidden="true">${icon(agent ? icons.user : icons.bot)}</span><div><h1>${agent ? say('agentOf', { name: agent }) : desk.name[language]}</h1><p>${say(agent ? 'isAnswering' : 'untilAgent')}</p></div></div>
    <p class="private">${icon(icons.info)}<span>${desk.notice[language]}</span></p>
    ${logOf(page, options.zone)}
    ${compose(page, desk)}
  </div></div>`
}

function compose({ language, conversation, greeting, entry, refused }: TalkPage, desk: PortalDesk): Html {
  const say = t(language)
  const pages = sayIn(language)
  const here = path(language, '/parler')
  const last = conversation?.messages.findLast((message) => !message.card && !message.event)
  const choices = (last ? last.choices : greeting?.choices) ?? []
  const error = refused && html`<p class="error" role="alert" id="why">${pages('talk.refused')} ${refused.sentence}</p>`
  return html`<form class="compose" action="${here}" method="post" autocomplete="off">
      <input type="hidden" name="id" value="${randomUUID()}">
      ${choices.length > 0 && picks(choices, language, entry)}
      ${error}
      <div class="line"><label class="vh" for="texte">${say('yourMessage')}</label><textarea class="input" id="texte" name="texte" rows="2" maxlength="${desk.maxLength}"${refused ? html` aria-invalid="true" aria-describedby="why"` : ''}>
${refused?.text}</textarea><button class="btn">${say('send')}</button></div>
      <div class="under"><span class="small muted">${conversation && pages('talk.plain')}</span>${conversation && html`<a class="link" href="${here}">${say('refresh')}</a>`}</div>
    </form>`
}

function picks(choices: readonly WireChoice[], language: Language, entry: string | undefined): Html {
  // The chosen entry comes first: it is what the Enter key presses.
  const sorted = [...choices].sort((one, other) => Number(other.id === entry) - Number(one.id === entry))
  return html`<fieldset class="picks"><legend class="vh">${t(language)('answers')}</legend>${sorted.map(
    ({ id, label }) =>
      html`<button class="${id === entry ? 'btn' : 'pick'}" name="choix" value="${id}">${label}</button>`,
  )}</fieldset>`
}

/** The keys work with scripts alone: who has none is told of them by nothing. */
function aside(language: Language): Html {
  const say = sayIn(language)
  return html`<aside class="aside" aria-label="${say('talk.aside')}">
    <section><h2>${say('talk.leave')}</h2><p>${say('talk.leaveText')} <span data-exit-keys hidden>${say('talk.leaveKeys')}</span> ${say('talk.leaveTraces')} <a href="${path(language, '/traces')}">${say('talk.leaveLink')}</a></p></section>
    <section><h2>${say('talk.complaint')}</h2><p>${say('talk.complaintText')}</p></section>
  </aside>`
}
