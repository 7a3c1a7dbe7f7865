import { partsOf } from '../../../ui/shared/chat/groups.ts'
import { call } from '../../../ui/shared/words/numbers.ts'
import { authorName, bubbleText, eventLine, sourceName } from '../../../ui/shared/words/says.ts'
import { day, hour } from '../../../ui/shared/words/when.ts'
import { type Language, t } from '../../../ui/shared/words/words.ts'
import type { WireMessage } from '../../../wire.ts'
import { type Html, html } from '../page/html.ts'
import type { TalkPage } from './talk.ts'

const face = { contact: 'me', bot: 'bot', agent: 'agent', system: 'service' } as const

/** The conversation as the server writes it, with the same parts as the live one. */
export function logOf({ language, conversation, greeting }: TalkPage, zone: string): Html {
  const say = t(language)
  const first =
    greeting &&
    html`<li class="msg bot"><p class="who"><b>${say('assistant')}</b></p><p class="bubble">${greeting.text}</p></li>`
  const parts = partsOf(conversation?.messages.filter((message) => message.audience === 'contact') ?? []).map(
    (part) => {
      if (part.type === 'card') return card(part.message, language)
      if (part.type === 'event') return html`<li class="event">${eventLine(part.message, say)}</li>`
      return group(part.messages, language, zone)
    },
  )
  return html`<div class="log" role="log" aria-label="${say('messages')}" tabindex="0"><ol>${first}${parts}</ol></div>`
}

function group(messages: readonly WireMessage[], language: Language, zone: string): Html {
  const [first] = messages
  if (!first) return html``
  const say = t(language)
  return html`<li class="msg ${face[first.author.type]}"><p class="who"><b>${authorName(first, say)}</b><time datetime="${first.at}">${hour(first.at, language, zone)}</time></p>${messages.map((message) => bubble(message, language))}</li>`
}

function bubble(message: WireMessage, language: Language): Html {
  const say = t(language)
  const { sheet } = message
  const source = sourceName(sheet?.url)
  const link = source
    ? html`<a href="${sheet?.url}" rel="noreferrer">${say('source', { name: source })}</a>`
    : sheet?.title
  const checked = sheet?.verified && `, ${say('verified', { date: day(sheet.verified, language) })}`
  return html`<div class="bubble">${bubbleText(message)}${sheet && html`<span class="source">${link}${checked}</span>`}</div>${message.files.map(
    (file) => html`<p class="bubble"><a href="${file.url}" download="${file.name}">${file.name}</a></p>`,
  )}`
}

function card(message: WireMessage, language: Language): Html {
  const say = t(language)
  const soft = message.card?.level === 'soft'
  const numbers = (message.card?.numbers ?? []).map((number) => call(number, language))
  return html`<li class="urgent ${soft ? 'soft' : ''}"><p><b>${message.text || say(soft ? 'callIfNeeded' : 'callNow')}</b></p><p class="calls">${numbers.map(
    ({ href, number, label }) => html`<a href="${href}"><b class="call-number">${number}</b> <span>${label}</span></a>`,
  )}</p><p class="small">${say('keepWriting')}</p></li>`
}
