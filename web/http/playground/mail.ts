import { html, Markup } from './html.ts'
import { citizens, clock } from './people.ts'
import { addressOf, againOf, type State } from './state.ts'
import { words } from './words.ts'

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
  const say = words[state.lang]
  return html`<section class="panel" id="mail" data-pane="mail" aria-labelledby="by-mail">
<h2 id="by-mail">${say.byMail}</h2>
<p class="small muted">${say.mailAbout(mail.deskName)}</p>
<h3 id="letters-title">${say.mailbox}</h3>
<div class="talk" tabindex="0" role="group" aria-labelledby="letters-title">
<div id="letters" aria-live="polite" data-look="${addressOf(state, '/playground/letters')}">${letters(mail.letters, state)}</div></div>
<p class="noscript"><a href="${againOf(state, 'mail')}">${say.fetchMail}</a></p>
${form(mail, state)}
</section>`
}

function form({ answering, problem }: MailView, state: State): Markup {
  const say = words[state.lang]
  return html`<form method="post" action="${addressOf(state, '/playground/mail')}" class="compose letter-form">
<p class="error" role="alert">${problem}</p>
<p class="field"><label for="from">${say.from}</label>
<select class="input" id="from" name="from">${citizens.map(
    ({ address, name }) =>
      html`<option value="${address}"${address === state.citizen ? new Markup(' selected') : undefined}>${name} (${address})</option>`,
  )}</select></p>
<p class="field"><label for="subject">${say.subject}</label>
<input class="input" id="subject" name="subject" maxlength="200" required value="${answering === undefined ? '' : again(answering.subject)}"></p>
<p class="field"><label for="text">${say.message}</label>
<textarea class="input" id="text" name="text" rows="2" maxlength="20000" required></textarea></p>
<input type="hidden" name="answers" value="${answering?.messageId ?? ''}">
<p><button class="btn">${answering === undefined ? say.sendMail : say.sendAnswer}</button></p>
</form>`
}

function again(subject: string): string {
  return /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`
}

/** The letters alone: what the script asks for again. */
export function letters(all: readonly Shown[], state: State): Markup {
  const say = words[state.lang]
  if (all.length === 0) return html`<p class="muted">${say.noMail}</p>`
  return html`<ol>${all.map(
    ({ at, who, sent, subject, text, messageId }) => html`<li class="letter ${sent ? 'sent' : 'received'}">
<p class="small"><b>${sent ? say.sent(who) : say.received(who)}</b> <time datetime="${at.toISOString()}">${clock(at, state.lang)}</time></p>
<p><b>${subject}</b></p>
<p class="text">${text}</p>
${
  messageId === undefined
    ? undefined
    : html`<p><a data-swap href="${addressOf({ ...state, answers: messageId })}#subject">${say.answer}</a></p>`
}
</li>`,
  )}</ol>`
}
