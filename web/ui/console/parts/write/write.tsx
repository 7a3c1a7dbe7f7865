import { clock } from '../../rules/phrases.ts'
import { looked, type Open, unread } from '../../state/conversation/opened.ts'
import { iType, typers } from '../../state/conversation/typing.ts'
import { draftOf, tab, typed } from '../../state/writing/drafts.ts'
import { attach } from '../../state/writing/files.ts'
import { hindrance, send } from '../../state/writing/sending.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Attachments } from './attachments.tsx'
import { Under } from './under.tsx'

/** Where the agent writes: an answer or a note, two texts that never mix. */
export function Write({ open }: { open: Open }) {
  const { write } = words.value
  const kind = tab.value
  const text = draftOf(open.id)[kind]
  const answer = kind === 'answer'
  return (
    <form
      class={answer ? 'write' : 'write noting'}
      aria-label={write.label}
      data-pane="write"
      onSubmit={(event) => {
        event.preventDefault()
        void send(kind)
      }}
    >
      <Tabs open={open} />
      {answer && text.trim() !== '' && <Stale open={open} />}
      <label class="vh" for="words">
        {answer ? write.yourAnswer : write.yourNote}
      </label>
      <textarea
        class="input"
        id="words"
        data-pane-focus
        aria-keyshortcuts="Control+Enter"
        aria-describedby="words-state"
        value={text}
        onInput={(event) => {
          typed(open.id, kind, event.currentTarget.value)
          if (answer) iType(open.id)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
          event.preventDefault()
          void send(kind)
        }}
        onPaste={(event) => {
          const files = event.clipboardData?.files
          if (!files?.length || !answer || !open.capabilities.media) return
          event.preventDefault()
          void attach(open.id, files)
        }}
      />
      {answer && open.head.contact.answersTo && (
        <p class="origin">
          {write.answersTo} <bdi>{open.head.contact.answersTo}</bdi>
        </p>
      )}
      {answer && <Attachments place={open.id} />}
      <Under open={open} kind={kind} hindered={hindrance(kind)} />
    </form>
  )
}

function Tabs({ open }: { open: Open }) {
  const { write } = words.value
  const pick = (kind: 'answer' | 'note') => () => {
    tab.value = kind
  }
  return (
    <div class="tabs">
      <fieldset>
        <legend class="vh">{write.kinds}</legend>
        <button type="button" aria-pressed={tab.value === 'answer'} aria-keyshortcuts="r" onClick={pick('answer')}>
          <Icon name="reply" />
          {write.answer}
        </button>
        <button
          type="button"
          class="noting"
          aria-pressed={tab.value === 'note'}
          aria-keyshortcuts="n"
          onClick={pick('note')}
        >
          <Icon name="note" />
          {write.note}
        </button>
      </fieldset>
      <p role="status">
        <Typing open={open} />
      </p>
    </div>
  )
}

function Typing({ open }: { open: Open }) {
  const { thread } = words.value
  const here = typers.value.find((typer) => typer.conversation === open.id)
  if (!here) return null
  return (
    <span class="typing">
      {here.who === 'agent' && here.name ? thread.isTyping(here.name) : thread.personTyping}
      <i aria-hidden="true">
        <b />
      </i>
    </span>
  )
}

/** Sending waits for reading: the newest words may change the answer. */
function Stale({ open }: { open: Open }) {
  const { write } = words.value
  const first = unread.value[0]
  if (!first) return null
  const readIt = (): void => {
    const card = document.querySelector<HTMLElement>(`#thread [data-seq="${first.seq}"]`)
    card?.scrollIntoView({ block: 'nearest' })
    looked()
    card?.focus({ preventScroll: true })
  }
  return (
    <div class="notice warn" role="alert" key={`${open.id}-${first.seq}`}>
      <Icon name="alert" />
      <p>
        <b>{write.staleAt(clock(first.at, lang.value))}</b> {write.stale}
      </p>
      <button type="button" class="btn second" onClick={readIt}>
        {write.readIt}
      </button>
    </div>
  )
}
