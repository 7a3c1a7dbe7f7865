import { render } from 'preact'
import type { ChatClient } from '../shared/chat/chat-client.ts'
import { newChat } from '../shared/chat/new-chat.ts'
import { leave, onThreeShifts } from '../shared/exit.ts'
import { door, minus } from '../shared/icons.ts'
import { Icon } from '../shared/talk/icon.tsx'
import { Talk } from '../shared/talk/talk.tsx'
import { call } from '../shared/words/numbers.ts'
import { type ChatWords, type Language, t, teach } from '../shared/words/t.ts'
import { dress } from './dress.ts'

export interface WidgetPlace {
  readonly origin: string
  readonly channel: string
  readonly language: Language
  readonly words: ChatWords
  readonly root: ShadowRoot
  /** Where the quick exit leads, as the host page says it. */
  readonly exit: string | undefined
  /** Opens the panel, and gets the focus back when it closes. */
  readonly button: HTMLButtonElement
}

/** Loads the panel; the function it gives back shows it. */
export type OpenWidget = (place: WidgetPlace) => () => void

/** A weather page says nothing about where one was. */
const ELSEWHERE = 'https://meteofrance.com/'

export const openWidget: OpenWidget = (place) => {
  teach(place.language, place.words)
  dress(place.root)
  const box = document.createElement('div')
  place.root.append(box)
  let client = begin(place)
  let stop: (() => void) | undefined
  const away = () =>
    leave({ target: place.exit ?? ELSEWHERE, title: t(place.language)('exitTitle'), drop: () => client.forget() })
  const hide = () => {
    render(null, box)
    stop?.()
    place.button.hidden = false
    place.button.ariaExpanded = 'false'
    place.button.focus()
  }
  const again = () => {
    client.forget()
    client = begin(place)
    show()
  }
  const show = () => {
    place.button.hidden = true
    place.button.ariaExpanded = 'true'
    place.button.textContent = t(place.language)('open')
    stop?.()
    stop = onThreeShifts(() => undefined, away)
    render(<Panel place={place} client={client} hide={hide} away={away} again={again} />, box)
  }
  return show
}

function begin(place: WidgetPlace): ChatClient {
  const client = newChat(place.origin, place.channel, place.language)
  let last = 0
  client.subscribe(({ messages, met }) => {
    const newest = messages.findLast((message) => message.author.type !== 'contact')?.seq ?? 0
    const fresh = met && newest > last
    last = Math.max(last, newest)
    if (fresh && !place.button.hidden) place.button.textContent = t(place.language)('openNew')
  })
  void client.start()
  return client
}

interface PanelProps {
  readonly place: WidgetPlace
  readonly client: ChatClient
  readonly hide: () => void
  readonly away: () => void
  readonly again: () => void
}

function Panel({ place, client, hide, away, again }: PanelProps) {
  const say = t(place.language)
  const head = (
    <>
      <div class="talk-head">
        <div>
          <h2 id="title">{say('title')}</h2>
        </div>
        <button type="button" class="btn quiet" onClick={hide}>
          <Icon path={minus} />
          {say('reduce')}
        </button>
        <button type="button" class="btn exit" onClick={away}>
          <Icon path={door} />
          <span>
            {say('exit')}
            <span class="vh"> {say('exitFast')}</span>
          </span>
        </button>
      </div>
      <p class="help">
        {say('urgentHelp')} <Phone number="17" {...place} /> {say('or')} <Phone number="112" {...place} /> ·{' '}
        {say('withoutSpeaking')} <Phone number="114" {...place} />
      </p>
    </>
  )
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.stopPropagation()
    hide()
  }
  return (
    // Not modal: the page beside it stays usable, so it is a region with a dialog's role and no focus trap.
    <dialog open class="talk widget" aria-labelledby="title" onKeyDown={closeOnEscape}>
      <Talk client={client} language={place.language} head={head} restart={again} focus />
    </dialog>
  )
}

function Phone({ number, language }: { number: string; language: Language }) {
  return <a href={call(number, language).href}>{number}</a>
}
