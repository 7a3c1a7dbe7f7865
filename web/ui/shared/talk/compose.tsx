import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { ChatClient } from '../chat/chat-client.ts'
import { type ChatState, phaseOf } from '../chat/state.ts'
import { trash, user } from '../icons.ts'
import { type Language, t } from '../words/t.ts'
import { AttachButton, Attachments, useAttachments } from './attach.tsx'
import { Icon } from './icon.tsx'
import { Now } from './now.tsx'

/** Until the server has said its limit. */
const LIMIT = 4_000

interface ComposeProps {
  readonly client: ChatClient
  readonly state: ChatState
  readonly language: Language
  readonly forget?: (() => void) | undefined
  /** Give the box the focus at once: the person just asked to write. */
  readonly focus?: boolean
}

export function Compose({ client, state, language, forget, focus }: ComposeProps) {
  const say = t(language)
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const attached = useAttachments(client, language)
  const draft = useDraft(client, state, language, attached)
  useEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  const send = (event: Event) => {
    event.preventDefault()
    draft.send()
    box.current?.focus()
  }
  const error = draft.error || attached.error
  return (
    <form class="compose" onSubmit={send} noValidate>
      <Now state={state} language={language} />
      {error && (
        <p class="error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      <Attachments attached={attached} language={language} />
      <div class="line">
        <label class="vh" for={`${id}-text`}>
          {say('yourMessage')}
        </label>
        <textarea
          class="input"
          id={`${id}-text`}
          rows={1}
          autocomplete="off"
          ref={box}
          value={draft.text}
          aria-invalid={draft.error !== ''}
          aria-describedby={error ? `${id}-error` : undefined}
          onInput={(event) => draft.write(event.currentTarget.value)}
          onKeyDown={(event) => sendsOnEnter(event) && send(event)}
        />
        <button type="submit" class="btn">
          {say('send')}
        </button>
      </div>
      <Under client={client} state={state} language={language} forget={forget} attached={attached} />
    </form>
  )
}

/** Enter sends where there is a keyboard; on a touch screen it makes a new line, as elsewhere on that screen. */
function sendsOnEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && !matchMedia('(pointer: coarse)').matches
}

type Attached = ReturnType<typeof useAttachments>

/** What is in the box. It is emptied only when the words are on their way, and refused words come back to it. */
function useDraft(client: ChatClient, state: ChatState, language: Language, attached: Attached) {
  const say = t(language)
  const [text, setText] = useState('')
  const [error, setError] = useState('')
  const { back } = state
  useEffect(() => {
    if (!back) return
    setText((now) => (now ? `${back.text}\n${now}` : back.text))
    setError(back.sentence)
    client.takeBack()
  }, [back, client])
  const write = (words: string) => {
    setText(words)
    setError('')
    client.typing()
  }
  const send = () => {
    const words = text.trim() || attached.text
    const limit = state.ticket?.maxLength ?? LIMIT
    // Characters as people count them: an emoji is one.
    const length = [...words].length
    if (length === 0) return setError(say('emptyText'))
    if (length > limit) return setError(say('tooLong', { length, limit }))
    client.say(words, attached.take())
    setText('')
    setError('')
  }
  return { text, error, write, send }
}

function Under({ client, state, language, forget, attached }: Omit<ComposeProps, 'focus'> & { attached: Attached }) {
  const say = t(language)
  const phase = phaseOf(state)
  return (
    <div class="under">
      {state.ticket?.media && <AttachButton attached={attached} language={language} />}
      {(phase === 'bot' || phase === 'ended') && (
        <button type="button" class="link" onClick={() => client.say(say('talkToAgentText'))}>
          <Icon path={user} />
          {say('talkToAgent')}
        </button>
      )}
      {forget && (
        <button type="button" class="link" onClick={forget}>
          <Icon path={trash} />
          {say('forget')}
        </button>
      )}
    </div>
  )
}
