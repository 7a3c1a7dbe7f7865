import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { WireChoice, WireMessage } from '../../../wire.ts'
import { partsOf } from '../chat/groups.ts'
import type { ChatState } from '../chat/state.ts'
import { authorName, bubbleText, eventLine } from '../words/says.ts'
import { t } from '../words/t.ts'
import { DangerCard, EventLine, Group, type Shown } from './message.tsx'

interface LogProps extends Shown {
  readonly state: ChatState
  readonly choose: (choice: WireChoice) => void
  /** The end of the conversation is before the person's eyes. */
  readonly seen: () => void
}

/** A region that scrolls must be reachable without a mouse (WCAG 2.1.1). */
const reachable = { tabIndex: 0 }

export function Log({ state, choose, seen, language, save }: LogProps) {
  const say = t(language)
  const box = useStickyEnd(`${state.messages.length} ${state.outgoing.length} ${state.link}`, seen)
  const waiting = say(state.link === 'live' ? 'sending' : 'waiting')
  const choices = state.outgoing.length > 0 ? [] : choicesOf(state)
  return (
    <>
      {/* Read aloud by the line below: the log itself stays silent, so that one's own words are not repeated. */}
      <div class="log" role="log" aria-live="off" aria-label={say('messages')} ref={box} {...reachable}>
        <ol>
          <Greeting state={state} language={language} save={save} />
          <Parts state={state} language={language} save={save} />
          {state.outgoing.map((message) => (
            <li key={message.clientId} class="msg me">
              <p class="bubble">{message.text}</p>
              <p class="sent">{waiting}</p>
            </li>
          ))}
          {choices.length > 0 && (
            <li class="msg">
              <fieldset class="picks">
                <legend class="vh">{say('answers')}</legend>
                {choices.map((choice) => (
                  <button key={choice.id} type="button" class="pick" onClick={() => choose(choice)}>
                    {choice.label}
                  </button>
                ))}
              </fieldset>
            </li>
          )}
        </ol>
      </div>
      <Aloud state={state} language={language} save={save} />
    </>
  )
}

function Parts({ state, ...shown }: Shown & { state: ChatState }) {
  const say = t(shown.language)
  const mine = state.messages.findLast((message) => message.author.type === 'contact')
  const mark = mine && say(mine.seq <= state.readByAgent ? 'read' : 'received')
  return (
    <>
      {partsOf(state.messages).map((part) => {
        if (part.type === 'card') return <DangerCard key={part.message.seq} {...part} {...shown} />
        if (part.type === 'event') return <EventLine key={`e${part.message.seq}`} {...part} {...shown} />
        const marked = mine && part.messages.includes(mine) ? mark : undefined
        return <Group key={part.messages[0]?.seq} {...part} {...shown} mark={marked} />
      })}
    </>
  )
}

function Greeting({ state, language }: Shown & { state: ChatState }) {
  const greeting = state.ticket?.greeting
  if (!greeting) return null
  return (
    <li class="msg bot">
      <p class="who">
        <b>{t(language)('assistant')}</b>
      </p>
      <p class="bubble">{greeting.text}</p>
    </li>
  )
}

/** Buttons stand only under the newest words: an answered question is not asked again. */
function choicesOf(state: ChatState): readonly WireChoice[] {
  const last = state.messages.findLast((message) => !message.card && !message.event)
  return (last ? last.choices : state.ticket?.greeting?.choices) ?? []
}

/** Says what others wrote, once each, to those who listen instead of looking. */
function Aloud({ state, language }: Shown & { state: ChatState }) {
  const [words, setWords] = useState('')
  const heard = useRef<number | undefined>(undefined)
  const last = state.messages.at(-1)?.seq ?? 0
  useEffect(() => {
    if (!state.met) return
    const before = heard.current
    heard.current = last
    if (before === undefined) return
    const fresh = state.messages.filter((message) => message.seq > before && message.author.type !== 'contact')
    if (fresh.length > 0) setWords(fresh.map((message) => spoken(message, language)).join(' '))
  }, [state.met, state.messages, last, language])
  return (
    <p class="vh" aria-live="polite">
      {words}
    </p>
  )
}

function spoken(message: WireMessage, language: Shown['language']): string {
  const say = t(language)
  if (message.card) return message.text || message.card.numbers.join(', ')
  const text = bubbleText(message)
  return text ? `${authorName(message, say)} : ${text}` : (eventLine(message, say) ?? '')
}

const NEAR = 60

/** Room for the name above a bubble. */
const NAME = 40

/**
 * The end, but never past the beginning of the newest words: a long answer is read from its start. Nor past a danger card
 * that the person has not answered yet: its numbers stay on the screen.
 */
function restingPlace(log: HTMLElement): number {
  const from = log.getBoundingClientRect().top - log.scrollTop
  const topOf = (element: Element | undefined) => (element ? element.getBoundingClientRect().top - from : Infinity)
  const card = [...log.querySelectorAll('.urgent, .msg.me')].at(-1)
  const end = log.scrollHeight - log.clientHeight
  const words = topOf([...log.querySelectorAll('.bubble')].at(-1)) - NAME
  const numbers = card?.classList.contains('urgent') ? topOf(card) - 8 : Infinity
  return Math.max(0, Math.min(end, words, numbers))
}

function isAllRead(log: HTMLElement): boolean {
  const end = log.scrollHeight - log.clientHeight
  return document.visibilityState === 'visible' && log.scrollTop > end - NEAR
}

/** Keeps the end in view while the person is at the end, and leaves them alone while they read above. */
function useStickyEnd(change: string, seen: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      atEnd.current = element.scrollTop > restingPlace(element) - NEAR
      if (isAllRead(element)) seen()
    }
    const stay = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = restingPlace(element)
    })
    element.addEventListener('scroll', look)
    document.addEventListener('visibilitychange', look)
    stay.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      document.removeEventListener('visibilitychange', look)
      stay.disconnect()
    }
  }, [seen])
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !atEnd.current || !change) return
    element.scrollTop = restingPlace(element)
    if (isAllRead(element)) seen()
  }, [change, seen])
  return box
}
