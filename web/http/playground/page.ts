import type { DemoNetwork } from '../../demo/networks.ts'
import { html } from './html.ts'
import { byMail, type MailView } from './mail.ts'
import { onNetwork, type Refused } from './network.ts'
import type { State } from './state.ts'

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
  const places = [
    { id: 'chat', name: 'Discussion' },
    ...(mail ? [{ id: 'mail', name: 'Courriel' }] : []),
    ...networks.map(({ key, title }) => ({ id: key, name: title.replace(/^\S+ /, '') })),
  ]
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Bac à sable – Permanence</title>
${styles.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<link rel="stylesheet" href="/playground/style.css">
<link rel="icon" href="data:,">
<script src="/playground/script.js" defer></script>
</head>
<body class="sandbox">
<header class="head"><div class="wrap">
<a class="brand" href="/playground"><span><b>Bac à sable</b><span>Écrire comme un citoyen, répondre comme un agent. Tout est inventé.</span></span></a>
<span class="row">${guided ? html`<a class="btn second" href="/playground/guide">Essayer un guide</a>` : undefined}
<a class="btn second" href="/console" target="console">Ouvrir la console</a></span>
</div>
<nav class="panes" aria-label="Canaux">${places.map(({ id, name }) => html`<a href="#${id}">${name}</a>`)}</nav>
</header>
<main class="playground">
<h1 class="vh">Bac à sable</h1>
<section class="panel" id="chat" aria-labelledby="by-chat">
<h2 id="by-chat">Par la discussion</h2>
<p class="small muted">C’est la page du public. <a href="/parler" target="_blank" rel="noopener">L’ouvrir à part</a>.</p>
<iframe src="/parler" title="Discussion, côté citoyen"></iframe>
</section>
${mail && byMail(mail, state)}
${networks.map((network) => onNetwork(network, state, refused?.key === network.key ? refused : undefined))}
</main>
</body>
</html>`.toString()
}
