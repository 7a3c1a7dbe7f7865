import { partsOf } from '../../../ui/shared/chat/groups.ts'
import { call } from '../../../ui/shared/words/numbers.ts'
import { authorName, bubbleText, cardWords, eventLine, sourceName } from '../../../ui/shared/words/says.ts'
import { day, hour } from '../../../ui/shared/words/when.ts'
import { type Language, t } from '../../../ui/shared/words/words.ts'
import type { WireChoice, WireMessage } from '../../../wire.ts'
import type { PortalConversation, PortalDesk } from '../options.ts'
import { type Html, html } from '../page/html.ts'

export interface TalkPage {
  readonly language: Language
  readonly desk: PortalDesk | undefined
  /** Known by the cookie that the plain form sets. Then the page stays plain, so that one person has one conversation. */
  readonly conversation?: PortalConversation | undefined
  readonly greeting?: { readonly text: string; readonly choices: readonly WireChoice[] } | undefined
  /** The entry chosen on the first page. */
  readonly entry?: string
  /** What was refused: the words stay in the box. */
  readonly refused?: { readonly text: string; readonly sentence: string }
}

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
  // Without an address the words themselves name the source.
  const link = source && html`<a href="${sheet?.url}" rel="noreferrer">${say('source', { name: source })}</a>`
  const checked = sheet?.verified && `, ${say('verified', { date: day(sheet.verified, language) })}`
  return html`<div class="bubble">${bubbleText(message)}${source && html`<span class="source">${link}${checked}</span>`}</div>${message.files.map(
    (file) => html`<p class="bubble"><a href="${file.url}" download="${file.name}">${file.name}</a></p>`,
  )}`
}

function card(message: WireMessage, language: Language): Html {
  const { title, more } = cardWords(message, t(language))
  const soft = message.card?.level === 'soft'
  const numbers = (message.card?.numbers ?? []).map((number) => call(number, language))
  return html`<li class="urgent ${soft ? 'soft' : ''}"><p><b>${title}</b></p><p class="calls">${numbers.map(
    ({ href, number, label }) => html`<a href="${href}"><b class="call-number">${number}</b> <span>${label}</span></a>`,
  )}</p><p class="small">${more}</p></li>`
}
