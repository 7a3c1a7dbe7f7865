import * as icons from '../../../ui/shared/icons.ts'
import { call } from '../../../ui/shared/words/numbers.ts'
import type { Language } from '../../../ui/shared/words/words.ts'
import type { PortalOptions } from '../options.ts'
import { type Html, html } from '../page/html.ts'
import { icon, layout } from '../page/layout.ts'
import { path, sayIn } from '../words/say.ts'

/** The guide's entry that "I want to report" chooses. */
const REPORT = 'report'
const FIRST_SHEETS = 4

export function home(options: PortalOptions, language: Language): string {
  const say = sayIn(language)
  const body = html`<main id="contenu" class="wrap">
  <h1>${say('home.title')}</h1>
  ${presence(options, language)}
  <div class="entries">
    ${entry(language, 'victim', icons.talk, '/parler', true)}
    ${entry(language, 'report', icons.sheet, `/parler?sujet=${REPORT}`)}
    ${entry(language, 'question', icons.compass, '/infos')}
  </div>
  <div class="pair">
    ${answers(options, language)}
    <section class="panel">
      <h2>${say('home.how')}</h2>
      ${(['home.how1', 'home.how2', 'home.how3'] as const).map((key) => html`<p class="plain-line">${icon(icons.check)}<span>${say(key)}</span></p>`)}
    </section>
  </div>
  <section class="numbers" aria-labelledby="num">
    <h2 id="num">${say('home.others')}</h2>
    <ul>${['119', '3919', '3114', '116 006'].map((number) => numberLine(number, language))}</ul>
  </section>
</main>`
  return layout(options, { language, at: '/', title: say('home.title'), body })
}

export function numberLine(number: string, language: Language, more = ''): Html {
  const { href, label } = call(number, language)
  return html`<li><a class="number-link" href="${href}"><b>${number}</b><span>${label}${more && `, ${more}`}</span></a></li>`
}

function presence({ desks }: PortalOptions, language: Language): Html | undefined {
  const say = sayIn(language)
  const [desk] = desks
  if (!desk) return undefined
  const open = desk.open?.() ?? true
  const more = open ? say('home.openMore', { delay: desk.delay[language] }) : say('home.closedMore')
  return html`<p class="open status"><span class="dot ${open ? '' : 'off'}"></span><span>${say(open ? 'home.open' : 'home.closed')} <span class="open-more">${more}</span></span></p>`
}

type Entry = 'victim' | 'report' | 'question'

function entry(language: Language, name: Entry, picture: string, page: string, first = false): Html {
  const say = sayIn(language)
  return html`<section class="entry ${first ? 'first' : ''}">
      ${icon(picture, 'entry-icon')}
      <h2>${say(`home.${name}`)}</h2>
      <p>${say(`home.${name}Text`)}</p>
      <a class="entry-go" href="${path(language, page)}">${say(`home.${name}Go`)} ${icon(icons.arrow, 'entry-arrow')}</a>
    </section>`
}

function answers(options: PortalOptions, language: Language): Html | undefined {
  const sheets = options.sheets()
  const say = sayIn(language)
  if (sheets.length === 0) return undefined
  return html`<section class="panel">
      <h2>${say('home.answers')}</h2>
      <ul>${sheets.slice(0, FIRST_SHEETS).map((sheet) => html`<li><a class="line-link" href="${path(language, `/infos/${sheet.id}`)}">${sheet.title[language]}</a></li>`)}
      <li><a class="line-link" href="${path(language, '/infos')}">${say('home.allAnswers')}</a></li></ul>
    </section>`
}
