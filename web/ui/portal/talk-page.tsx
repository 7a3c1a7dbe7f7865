import { render } from 'preact'
import { newChat } from '../shared/chat/new-chat.ts'
import { bot } from '../shared/icons.ts'
import { Icon } from '../shared/talk/icon.tsx'
import { Talk } from '../shared/talk/talk.tsx'
import { useChat } from '../shared/talk/use-chat.ts'
import { type Language, languageOf, t } from '../shared/words/words.ts'
import './talk-page.css'

type Client = ReturnType<typeof newChat>

function Head({ client, language }: { client: Client; language: Language }) {
  const say = t(language)
  const { conversation, ticket } = useChat(client)
  const name = conversation?.agent
  const waiting = conversation?.status === 'open'
  return (
    <div class="talk-head">
      <span class={name ? 'face' : 'face bot'} aria-hidden="true">
        {name ? name.slice(0, 1) : <Icon path={bot} />}
      </span>
      <div>
        <h1>{name ? say('agentOf', { name }) : (ticket?.deskName ?? say('title'))}</h1>
        <p>{say(name ? 'isAnswering' : waiting ? 'waitingAgent' : 'untilAgent')}</p>
      </div>
    </div>
  )
}

/** The chat of /parler: takes the place of the plain form that works without it. */
function mount(place: HTMLElement): void {
  const language = languageOf(document.documentElement.lang)
  const { channel = '', entry } = place.dataset
  const client = newChat(location.origin, channel, language)
  const again = () => {
    client.forget()
    mount(place)
  }
  const forget = () => {
    client.forget()
    location.replace(language === 'fr' ? '/' : '/en')
  }
  addEventListener('permanence:exit', () => client.forget(), { once: true })
  place.replaceChildren()
  place.classList.remove('plain')
  const head = <Head client={client} language={language} />
  render(<Talk client={client} language={language} head={head} restart={again} forget={forget} />, place)
  void client.start(entry)
  // A reload must not say the chosen entry a second time.
  if (location.search) history.replaceState(null, '', location.pathname)
  delete place.dataset['entry']
}

const place = document.getElementById('talk')
if (place?.dataset['channel']) mount(place)
