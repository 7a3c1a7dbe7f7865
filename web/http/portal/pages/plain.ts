import * as icons from '../../../ui/shared/icons.ts'
import { sourceName } from '../../../ui/shared/words/says.ts'
import { day } from '../../../ui/shared/words/when.ts'
import type { Language } from '../../../ui/shared/words/words.ts'
import type { PortalOptions, PortalSheet } from '../options.ts'
import { type Html, html } from '../page/html.ts'
import { icon, layout, type Shell } from '../page/layout.ts'
import { prose } from '../words/prose.ts'
import { path, sayIn } from '../words/say.ts'
import { numberLine } from './home.ts'

const main = (body: Html): Html => html`<main id="contenu" class="wrap"><div class="prose">${body}</div></main>`

export function prosePage(shell: Shell, language: Language, name: keyof typeof prose): string {
  const { title, parts } = prose[name][language]
  const body = html`<h1>${title}</h1>${parts.map((part) => {
    if (typeof part === 'string') return html`<p>${part}</p>`
    if ('heading' in part) return html`<h2>${part.heading}</h2>`
    return html`<ul class="listed">${part.list.map((line) => html`<li>${line}</li>`)}</ul>`
  })}`
  return layout(shell, { language, at: `/${name}`, title, body: main(body) })
}

export function urgent(shell: Shell, language: Language): string {
  const say = sayIn(language)
  const numbers = ['17', '112', '114', '15', '18', '119', '3919', '3114']
  const body = html`<h1>${say('urgent.title')}</h1><p>${say('urgent.text')}</p>
<div class="numbers"><ul>${numbers.map((number) => numberLine(number, language))}${numberLine('116 006', language, say('urgent.victims'))}</ul></div>`
  return layout(shell, { language, at: '/urgence', title: say('urgent.title'), body: main(body) })
}

const ask = (language: Language): Html =>
  html`<p><a class="btn" href="${path(language, '/parler')}">${sayIn(language)('infos.ask')} ${icon(icons.arrow)}</a></p>`

export function infos(options: PortalOptions, language: Language): string {
  const say = sayIn(language)
  const sheets = [...options.sheets()].sort((one, other) =>
    one.title[language].localeCompare(other.title[language], language),
  )
  const list = sheets.map(
    (sheet) =>
      html`<li><a class="sheet-link" href="${path(language, `/infos/${sheet.id}`)}">${sheet.title[language]}</a></li>`,
  )
  const body = html`<main id="contenu" class="wrap"><div class="prose"><h1>${say('infos.title')}</h1>
<p class="lead">${say(list.length > 0 ? 'infos.text' : 'infos.none')}</p>${ask(language)}</div><ul class="sheets">${list}</ul></main>`
  return layout(options, { language, at: '/infos', title: say('infos.title'), body })
}

export function sheetPage(shell: Shell, language: Language, sheet: PortalSheet): string {
  const say = sayIn(language)
  const source = sourceName(sheet.url)
  const lines = sheet.body[language].split(/\n+/).map((line) => html`<p>${line}</p>`)
  const body = html`<p><a href="${path(language, '/infos')}">${say('infos.all')}</a></p><h1>${sheet.title[language]}</h1>${lines}
<p class="muted small">${source && html`<a href="${sheet.url}" rel="noreferrer">${say('infos.source', { name: source })}</a>. `}${sheet.verified && say('infos.verified', { date: day(sheet.verified, language) })}</p>${ask(language)}`
  return layout(shell, { language, at: `/infos/${sheet.id}`, title: sheet.title[language], body: main(body) })
}

export function plan(options: PortalOptions, language: Language): string {
  const say = sayIn(language)
  const link = (page: string, words: string) => html`<li><a href="${path(language, page)}">${words}</a></li>`
  const body = html`<h1>${say('plan.title')}</h1><ul class="listed">
${link('/', say('plan.home'))}${link('/parler', say('talk.title'))}${link('/infos', say('infos.title'))}${link('/urgence', say('urgent.title'))}
${link('/traces', say('foot.traces'))}${link('/donnees', say('foot.data'))}${link('/accessibilite', say('foot.access'))}</ul>`
  return layout(options, { language, at: '/plan', title: say('plan.title'), body: main(body) })
}

export interface ShownError {
  readonly status: number
  readonly code: string
  readonly sentence: string
  readonly language: Language
}

/** An error as a page: what happened in a sentence, a code to quote, and a way on. */
export function errorPage(shell: Shell, { status, code, sentence, language }: ShownError): string {
  const say = sayIn(language)
  const title = say(status === 404 ? 'error.notFound' : 'error.title')
  const body = html`<h1>${title}</h1><p>${sentence}</p><p class="muted">${say('error.code', { code: `${status} ${code}` })}</p>
<p><a class="btn second" href="${path(language, '/')}">${say('error.home')}</a></p>`
  return layout(shell, { language, at: '/', title, body: main(body) })
}
