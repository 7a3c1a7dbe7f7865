import type { ChatWords } from '../shared/words/t.ts'
import type { OpenWidget } from './panel.tsx'

/** Written by the build: where the chat and its words are, below our origin. */
declare const CHAT: string
declare const FRENCH: string
declare const ENGLISH: string

/** One button on someone else's page. Nothing is asked of any server, and nothing stored, before it is pressed. */
const script = document.currentScript as HTMLScriptElement
const { origin } = new URL(script.src)
const { channel = '', lang = document.documentElement.lang, exit } = script.dataset
const english = /^en/i.test(lang)
const [label, region] = english
  ? ['Chat with an officer', 'Chat with the police']
  : ['Discuter avec un agent', 'Discussion avec la police']

const css = `:host{all:initial}button{position:fixed;right:1rem;bottom:1rem;z-index:2147483000;min-height:56px;padding:0 22px;border:2px solid transparent;border-radius:99px;background:#1b5d54;color:#fff;font:600 17px/1.2 system-ui,sans-serif;box-shadow:0 8px 32px -8px #0006;cursor:pointer}button:hover{background:#134840}button:focus-visible{outline:3px solid #0b57d0;outline-offset:2px;box-shadow:0 0 0 7px #fff}@media(prefers-color-scheme:dark){button{background:#8ccdbd;color:#0a2822}button:focus-visible{outline-color:#9cc2ff;box-shadow:none}}@media print{button{display:none}}`

function mount(): void {
  const host = document.createElement('aside')
  host.setAttribute('aria-label', region as string)
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = label as string
  button.ariaHasPopup = 'dialog'
  button.ariaExpanded = 'false'
  let show: (() => void) | undefined
  button.onclick = async () => {
    try {
      if (!show) {
        const [chat, { words }] = (await Promise.all(
          [CHAT, english ? ENGLISH : FRENCH].map((file) => import(/* @vite-ignore */ origin + file)),
        )) as [{ openWidget: OpenWidget }, { words: ChatWords }]
        show = chat.openWidget({ origin, channel, language: english ? 'en' : 'fr', words, root, button, exit })
      }
      show()
    } catch {
      // The chat could not be loaded here: its page can do the same.
      location.assign(`${origin}${english ? '/en' : ''}/parler`)
    }
  }
  root.append(button)
  document.body.append(host)
}

if (document.body) mount()
else addEventListener('DOMContentLoaded', mount)
