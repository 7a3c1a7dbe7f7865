import type { Desk } from '../../../../inbox/index.ts'
import { html, Markup } from '../html.ts'
import type { Both, Language, Played, Turn } from './tried.ts'

export interface GuideView {
  readonly styles: readonly string[]
  readonly desks: readonly Desk[]
  readonly desk: Desk
  readonly channels: readonly { readonly id: string; readonly name: string }[]
  readonly channel: string
  readonly both: Both
  readonly played: Readonly<Record<Language, Played>>
  /** Our own face: it greets before anything is written. */
  readonly greets: boolean
  /** Where the last gesture was made: writing goes on there. */
  readonly last: Language | undefined
}

const TITLES: Readonly<Record<Language, string>> = { fr: 'En français', en: 'In English' }
const WRITE: Readonly<Record<Language, readonly [string, string]>> = {
  fr: ['Votre message', 'Envoyer'],
  en: ['Your message', 'Send'],
}

/** A desk's guide in both languages, side by side. What was tried travels with the page and is kept nowhere. */
export function guidePage(view: GuideView): string {
  const { styles, desk, channel, both } = view
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Essayer un guide – Permanence</title>
${styles.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<link rel="stylesheet" href="/playground/style.css">
<link rel="icon" href="data:,">
</head>
<body class="sandbox">
<header class="head"><div class="wrap">
<a class="brand" href="/playground"><span><b>Bac à sable</b><span>Essayer un guide. Rien n’est gardé, aucun agent n’est prévenu.</span></span></a>
<a class="btn second" href="/playground">Écrire pour de bon</a>
</div>
<form method="get" action="/playground/guide" class="wrap row trying">
<p class="row"><label for="desk">Service</label> <select class="input" id="desk" name="desk">${view.desks.map((one) =>
    option(one.id, one.name.fr, desk.id),
  )}</select></p>
<p class="row"><label for="channel">Canal</label> <select class="input" id="channel" name="channel">${view.channels.map(
    ({ id, name }) => option(id, name, channel),
  )}</select></p>
<p><button class="btn second">Recommencer</button></p>
</form>
</header>
<main class="playground">
<h1 class="vh">Essayer un guide</h1>
${(['fr', 'en'] as const).map((language) => side(view, language, JSON.stringify(both)))}
</main>
</body>
</html>`.toString()
}

const option = (value: string, name: string, now: string): Markup =>
  html`<option value="${value}"${value === now ? new Markup(' selected') : undefined}>${name}</option>`

function side({ desk, channel, played, greets, last }: GuideView, language: Language, both: string): Markup {
  const { greeting, turns, choices } = played[language]
  const [label, send] = WRITE[language]
  const over = turns.at(-1)?.handed !== undefined
  const carried = html`<input type="hidden" name="desk" value="${desk.id}"><input type="hidden" name="channel" value="${channel}">
<input type="hidden" name="language" value="${language}"><input type="hidden" name="tried" value="${both}">`
  const focus = new Markup(last === language ? ' autofocus' : '')
  return html`<section class="panel" id="${language}" lang="${language}" aria-labelledby="in-${language}">
<h2 id="in-${language}">${TITLES[language]}</h2>
<div class="talk" tabindex="0" role="group" aria-labelledby="in-${language}"><ol>
${greets ? html`<li class="said desk"><p class="text">${greeting.text}</p></li>` : undefined}
${turns.map(shown)}
</ol></div>
${over ? html`<p class="small muted" lang="fr">Un agent aurait la suite. « Recommencer » ouvre un autre essai.</p>` : undefined}
<form method="post" action="/playground/guide#${language}" class="row offered">${carried}${choices.map(
    ({ id, label: name }) => html`<button class="btn second" name="choice" value="${id}">${name}</button>`,
  )}</form>
${
  over
    ? undefined
    : html`<form method="post" action="/playground/guide#${language}" class="compose">${carried}
<p><label for="${language}-text">${label}</label>
<textarea class="input" id="${language}-text" name="text" rows="2" maxlength="4000" required${focus}></textarea></p>
<p><button class="btn">${send}</button></p></form>`
}
</section>`
}

function shown({ said, notice, text, sheet, handed }: Turn): Markup {
  return html`<li class="said citizen"><p class="text">${said.text}</p></li>
${notice === undefined ? undefined : html`<li class="said danger"><p class="text">${notice}</p></li>`}
${text === undefined ? undefined : html`<li class="said desk"><p class="text">${text}</p>${sheet?.url && html`<p class="small"><a href="${sheet.url}" rel="noopener noreferrer" target="_blank">${sheet.title}</a></p>`}</li>`}
${
  handed &&
  html`<li class="said handed" lang="fr"><p class="small"><b>Un agent prend la suite (${handed.reason})</b></p>
<dl>${handed.summary.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></li>`
}`
}
