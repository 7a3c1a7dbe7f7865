import { html, Markup } from './html.ts'

/** A letter as the page shows it: written by the citizen, or received from the desk. */
export interface Shown {
  readonly at: Date
  readonly who: string
  readonly sent: boolean
  readonly subject: string
  readonly text: string
  /** Set when the citizen can answer it. */
  readonly messageId: string | undefined
}

/** Invented people who write. */
export const citizens = [
  { address: 'camille.moreau@exemple.invalid', name: 'Camille Moreau' },
  { address: 'j.lefevre@exemple.invalid', name: 'Jean Lefèvre' },
] as const

export interface View {
  readonly styles: readonly string[]
  readonly mail: MailView | undefined
}

interface MailView {
  readonly letters: readonly Shown[]
  readonly citizen: string
  readonly answering: Shown | undefined
  readonly deskName: string
  readonly address: string
  readonly problem: string | undefined
}

export function page(view: View): string {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Bac à sable – Permanence</title>
${view.styles.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<link rel="stylesheet" href="/playground/style.css">
<script src="/playground/script.js" defer></script>
</head>
<body>
<header class="head"><div class="wrap">
<a class="brand" href="/playground"><span><b>Bac à sable</b><span>Écrire comme un citoyen, répondre comme un agent</span></span></a>
<a class="btn second" href="/console" target="console">Ouvrir la console</a>
</div></header>
<main class="playground">
<h1 class="vh">Bac à sable</h1>
<section class="panel" aria-labelledby="by-chat">
<h2 id="by-chat">Par la discussion</h2>
<p class="small muted">C’est la page du public. <a href="/parler" target="_blank" rel="noopener">L’ouvrir à part</a>.</p>
<iframe src="/parler" title="Discussion, côté citoyen"></iframe>
</section>
${view.mail && byMail(view.mail)}
</main>
</body>
</html>`.toString()
}

function byMail(mail: MailView): Markup {
  return html`<section class="panel" aria-labelledby="by-mail">
<h2 id="by-mail">Par courriel</h2>
<p class="small muted">À ${mail.deskName}, ${mail.address}. Un vrai courriel part et revient sur cette machine, sans aucun compte.</p>
${form(mail)}
<h3 id="letters-title">Boîte aux lettres</h3>
<div id="letters" aria-live="polite" aria-labelledby="letters-title">${letters(mail.letters, mail.citizen)}</div>
<p class="noscript"><a href="/playground?de=${mail.citizen}">Relever le courrier</a></p>
</section>`
}

function form({ citizen, answering, problem }: MailView): Markup {
  return html`<form method="post" action="/playground/mail" class="mail">
${problem === undefined ? undefined : html`<p class="error" role="alert">${problem}</p>`}
<p class="field"><label for="from">De</label>
<select class="input" id="from" name="from">${citizens.map(
    ({ address, name }) =>
      html`<option value="${address}"${address === citizen ? new Markup(' selected') : undefined}>${name} (${address})</option>`,
  )}</select></p>
<p class="field"><label for="subject">Objet</label>
<input class="input" id="subject" name="subject" maxlength="200" required value="${answering === undefined ? '' : again(answering.subject)}"></p>
<p class="field"><label for="text">Message</label>
<textarea class="input" id="text" name="text" rows="5" maxlength="20000" required></textarea></p>
<input type="hidden" name="answers" value="${answering?.messageId ?? ''}">
<p><button class="btn">${answering === undefined ? 'Envoyer le courriel' : 'Envoyer la réponse'}</button></p>
</form>`
}

function again(subject: string): string {
  return /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`
}

/** The letters alone: what the script asks for again. */
export function letters(all: readonly Shown[], citizen: string): Markup {
  if (all.length === 0) return html`<p class="muted">Rien encore. Écrivez un courriel : la réponse arrive ici.</p>`
  return html`<ol>${all.map(
    ({ at, who, sent, subject, text, messageId }) => html`<li class="letter ${sent ? 'sent' : 'received'}">
<p class="small"><b>${sent ? `Écrit par ${who}` : `Reçu de ${who}`}</b> <time datetime="${at.toISOString()}">${clock(at)}</time></p>
<p><b>${subject}</b></p>
<p class="text">${text}</p>
${
  messageId === undefined
    ? undefined
    : html`<p><a href="/playground?de=${citizen}&amp;repondre=${encodeURIComponent(messageId)}#subject">Répondre</a></p>`
}
</li>`,
  )}</ol>`
}

function clock(at: Date): string {
  return at.toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' })
}
