import { html, Markup } from './html.ts'
import { citizens, clock } from './people.ts'
import { addressOf, againOf, type State } from './state.ts'

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

export interface MailView {
  readonly letters: readonly Shown[]
  readonly answering: Shown | undefined
  readonly deskName: string
  readonly address: string
  readonly problem: string | undefined
}

export function byMail(mail: MailView, state: State): Markup {
  return html`<section class="panel" id="mail" data-pane="mail" aria-labelledby="by-mail">
<h2 id="by-mail">Par courriel</h2>
<p class="small muted">À ${mail.deskName}. Un vrai courriel part et revient sur cette machine, sans aucun compte.</p>
<h3 id="letters-title">Boîte aux lettres</h3>
<div class="talk" tabindex="0" role="group" aria-labelledby="letters-title">
<div id="letters" aria-live="polite" data-look="${addressOf(state, '/playground/letters')}">${letters(mail.letters, state)}</div></div>
<p class="noscript"><a href="${againOf(state, 'mail')}">Relever le courrier</a></p>
${form(mail, state)}
</section>`
}

function form({ answering, problem }: MailView, state: State): Markup {
  return html`<form method="post" action="${addressOf(state, '/playground/mail')}" class="compose letter-form">
<p class="error" role="alert">${problem}</p>
<p class="field"><label for="from">De</label>
<select class="input" id="from" name="from">${citizens.map(
    ({ address, name }) =>
      html`<option value="${address}"${address === state.citizen ? new Markup(' selected') : undefined}>${name} (${address})</option>`,
  )}</select></p>
<p class="field"><label for="subject">Objet</label>
<input class="input" id="subject" name="subject" maxlength="200" required value="${answering === undefined ? '' : again(answering.subject)}"></p>
<p class="field"><label for="text">Message</label>
<textarea class="input" id="text" name="text" rows="2" maxlength="20000" required></textarea></p>
<input type="hidden" name="answers" value="${answering?.messageId ?? ''}">
<p><button class="btn">${answering === undefined ? 'Envoyer le courriel' : 'Envoyer la réponse'}</button></p>
</form>`
}

function again(subject: string): string {
  return /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`
}

/** The letters alone: what the script asks for again. */
export function letters(all: readonly Shown[], state: State): Markup {
  if (all.length === 0) return html`<p class="muted">Rien encore. Écrivez un courriel : la réponse arrive ici.</p>`
  return html`<ol>${all.map(
    ({ at, who, sent, subject, text, messageId }) => html`<li class="letter ${sent ? 'sent' : 'received'}">
<p class="small"><b>${sent ? `Écrit par ${who}` : `Reçu de ${who}`}</b> <time datetime="${at.toISOString()}">${clock(at)}</time></p>
<p><b>${subject}</b></p>
<p class="text">${text}</p>
${
  messageId === undefined
    ? undefined
    : html`<p><a data-swap href="${addressOf({ ...state, answers: messageId })}#subject">Répondre</a></p>`
}
</li>`,
  )}</ol>`
}
