import type { DemoLine, DemoNetwork } from '../../demo/network.ts'
import { html, Markup } from './html.ts'
import { clock } from './people.ts'
import { addressOf, againOf, type State, withWriting } from './state.ts'
import { words } from './words.ts'

const MOST_SHOWN = 60

/** What was refused, and the words that would be lost without being given back. */
export interface Refused {
  readonly problem: string
  readonly text: string
}

/** One network: who writes, what everybody reads, what the citizen alone reads, and where to write. */
export function onNetwork(network: DemoNetwork, state: State, refused?: Refused): Markup {
  const { key, title, about } = network
  const say = words[state.lang]
  return html`<section class="panel" id="${key}" data-pane="${key}" aria-labelledby="on-${key}">
<h2 id="on-${key}">${title[state.lang]} <span class="mark-demo">${say.simulation}</span></h2>
<p class="small muted">${about[state.lang]} ${say.nothingLeaves}</p>
${people(network, state)}
<div class="live" data-look="${addressOf(state, `/playground/${key}`)}">${seenOn(network, state)}</div>
<p class="noscript"><a href="${againOf(state, key)}">${say.news}</a></p>
${form(network, state, refused)}
</section>`
}

function people(network: DemoNetwork, state: State): Markup {
  const { key, citizens } = network
  const now = citizens.find(({ id }) => id === state.on[key]?.citizen)
  return html`<nav aria-label="${words[state.lang].whoWrites(network.title[state.lang])}"><ul class="who">${citizens.map(
    ({ id, name }) =>
      html`<li><a data-swap href="${addressOf(withWriting(state, network, { citizen: id, answers: '' }))}#${key}"${
        id === now?.id ? new Markup(' aria-current="true"') : undefined
      }>${short(name)}</a></li>`,
  )}</ul>${now?.about && html`<p class="small muted">${now.name} ${now.about[state.lang]}.</p>`}</nav>`
}

const short = (name: string): string => name.split(' ')[0] ?? name

/** What the script asks for again. */
export function seenOn(network: DemoNetwork, state: State): Markup {
  const { key } = network
  const say = words[state.lang]
  const citizen = state.on[key]?.citizen ?? network.citizens[0].id
  const open = network.publicly().slice(-MOST_SHOWN)
  const closed = network.privately(citizen).slice(-MOST_SHOWN)
  const name = network.citizens.find(({ id }) => id === citizen)?.name
  return html`<h3 id="${key}-public"><span class="place open">${say.public}</span> ${say.readByAll}</h3>
<div class="talk" tabindex="0" role="group" aria-labelledby="${key}-public"><ol aria-live="polite">${
    open.length === 0
      ? html`<li class="muted">${say.noPost}</li>`
      : open.map((line) => said(network, state, line, open, answerLink(network, state, line)))
  }</ol></div>
<h3 id="${key}-private"><span class="place closed">${say.private}</span> ${name}<span class="vh">${say.and(network.account)}</span></h3>
<div class="talk" tabindex="0" role="group" aria-labelledby="${key}-private"><ol aria-live="polite">${
    closed.length === 0
      ? html`<li class="muted">${say.noMessage}</li>`
      : closed.map((line) => said(network, state, line, closed, choices(network, state, line)))
  }</ol></div>`
}

function said({ key }: DemoNetwork, state: State, line: DemoLine, all: readonly DemoLine[], under: Markup): Markup {
  const { at, who, desk, text, answers, files, photos } = line
  const say = words[state.lang]
  const parent = all.find(({ id }) => id === answers)
  return html`<li class="said ${desk ? 'desk' : 'citizen'}${parent ? ' answer' : ''}">
<p class="small"><b>${who}</b> <time datetime="${at.toISOString()}">${clock(at, state.lang)}</time></p>
${parent && html`<p class="small muted">${say.inAnswerTo(parent.who)}</p>`}
<p class="text">${text}</p>
${photos.map((name) => html`<img class="photo" src="/playground/${key}/photo?${new URLSearchParams({ name }).toString()}" alt="${say.photo(who)}">`)}
${files > 0 ? html`<p class="small muted">${say.files(files)}</p>` : undefined}
${under}
</li>`
}

function answerLink(network: DemoNetwork, state: State, { id, who }: DemoLine): Markup {
  const say = words[state.lang]
  const to = addressOf(withWriting(state, network, { answers: id, place: 'public' }))
  return html`<p class="small"><a data-swap href="${to}#${network.key}-text" aria-label="${say.answerTo(who)}">${say.answer}</a></p>`
}

function choices({ key }: DemoNetwork, state: State, line: DemoLine): Markup {
  if (line.choices.length === 0) return html``
  return html`<form method="post" action="${addressOf(state, `/playground/${key}`)}" class="row">${line.choices.map(
    ({ id, label }) => html`<button class="btn second" name="choice" value="${id}">${label}</button>`,
  )}</form>`
}

function form(network: DemoNetwork, state: State, refused: Refused | undefined): Markup {
  const { key, account, begins, citizens } = network
  const say = words[state.lang]
  const { citizen, answers, place: chosen } = state.on[key] ?? { citizen: '', answers: '', place: begins }
  const answered = network.publicly().find(({ id }) => id === answers)
  const place = (value: 'public' | 'private', label: string) =>
    html`<label><input type="radio" name="place" value="${value}"${
      value === chosen ? new Markup(' checked') : undefined
    }> ${label}</label>`
  const name = citizens.find(({ id }) => id === citizen)?.name
  return html`<form method="post" action="${addressOf(state, `/playground/${key}`)}" class="compose" enctype="multipart/form-data">
<p class="error" role="alert">${refused?.problem}</p>
<p class="small muted">${answered && html`${say.answering(answered.who)} <a data-swap href="${addressOf(withWriting(state, network, { answers: '' }))}#${key}">${say.cancel}</a>`}</p>
<p class="field"><label for="${key}-text">${say.writesTo(short(name ?? ''), account)}</label>
<textarea class="input" id="${key}-text" name="text" rows="2" maxlength="10000">${refused?.text}</textarea></p>
<input type="hidden" name="answers" value="${answered?.id ?? ''}">
<p class="field photo-field"><label for="${key}-photo">${say.addPhoto}</label>
<input class="input" id="${key}-photo" type="file" name="photo" accept="image/jpeg,image/png"></p>
<div class="row">
<fieldset class="places"><legend class="vh">${say.whoReads}</legend>${place('public', say.public)}${place('private', say.private)}</fieldset>
<button class="btn">${say.send}</button>
</div>
</form>`
}
