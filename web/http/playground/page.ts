import type { DemoNetwork } from '../../demo/network.ts'
import { html } from './html.ts'
import { byMail, type MailView } from './mail.ts'
import { onNetwork, type Refused } from './network.ts'
import { addressOf, type State } from './state.ts'
import { words } from './words.ts'

export interface View {
  readonly styles: readonly string[]
  readonly state: State
  readonly mail: MailView | undefined
  readonly networks: readonly DemoNetwork[]
  /** Guides can be tried on a page of their own. */
  readonly guided: boolean
  /** What a network's pane refused just now. */
  readonly refused?: { readonly key: string } & Refused
}

export function page({ styles, state, mail, networks, guided, refused }: View): string {
  const say = words[state.lang]
  const other: State = { ...state, lang: state.lang === 'fr' ? 'en' : 'fr' }
  const talk = state.lang === 'fr' ? '/parler' : '/en/parler'
  const places = [
    { id: 'chat', name: say.chat },
    ...(mail ? [{ id: 'mail', name: say.mail }] : []),
    ...networks.map(({ key, name }) => ({ id: key, name })),
  ]
  return html`<!doctype html>
<html lang="${state.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say.title} – Permanence</title>
${styles.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<link rel="stylesheet" href="/playground/style.css">
<link rel="icon" href="data:,">
<script src="/playground/script.js" defer></script>
</head>
<body class="sandbox">
<header class="head"><div class="wrap">
<a class="brand" href="/playground${state.lang === 'en' ? '?lang=en' : undefined}"><span><b>${say.title}</b><span>${say.lead}</span></span></a>
<a class="lang" href="${addressOf(other)}" lang="${other.lang}" hreflang="${other.lang}">${say.other}</a>
<span class="row">${guided ? html`<a class="btn second" href="/playground/guide">${say.guide}</a>` : undefined}
<a class="btn second" href="/console" target="console">${say.console}</a></span>
</div>
<nav class="panes" aria-label="${say.channels}">${places.map(({ id, name }) => html`<a href="#${id}">${name}</a>`)}</nav>
</header>
<main class="playground">
<h1 class="vh">${say.title}</h1>
<section class="panel" id="chat" aria-labelledby="by-chat">
<h2 id="by-chat">${say.byChat}</h2>
<p class="small muted">${say.chatAbout} <a href="${talk}" target="_blank" rel="noopener">${say.chatAlone}</a>.</p>
<iframe src="${talk}" title="${say.chatFrame}"></iframe>
</section>
${mail && byMail(mail, state)}
${networks.map((network) => onNetwork(network, state, refused?.key === network.key ? refused : undefined))}
</main>
</body>
</html>`.toString()
}
