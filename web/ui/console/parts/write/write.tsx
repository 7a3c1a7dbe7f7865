import type { Kind } from '../../rules/network/audience.ts'
import { clock } from '../../rules/phrases.ts'
import { looked, type Open, unread } from '../../state/conversation/opened.ts'
import { iType } from '../../state/conversation/typing.ts'
import { draftOf, typed } from '../../state/writing/drafts.ts'
import { attach } from '../../state/writing/files.ts'
import { filesFor, filesTaken, hindrance, isPublic } from '../../state/writing/hindrance.ts'
import { send } from '../../state/writing/sending.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Attachments } from './attachments.tsx'
import { kind as chosen } from './kind.ts'
import { Price, Readers, Until } from './reach.tsx'
import { Tabs } from './tabs.tsx'
import { Under } from './under.tsx'

/** Where the agent writes: an answer, in public or not, or a note. Texts that never mix. */
export function Write({ open }: { open: Open }) {
  const { write } = words.value
  const kind = chosen.value
  const text = draftOf(open.id)[kind]
  const everyone = isPublic(open, kind)
  const hindered = hindrance(kind)
  const dress = kind === 'note' ? ' noting' : everyone ? ' to-everyone' : kind === 'private' ? ' to-one' : ''
  return (
    <form
      class={`write${dress}`}
      aria-label={write.label}
      data-pane="write"
      onSubmit={(event) => {
        event.preventDefault()
        void send(kind)
      }}
    >
      <Tabs open={open} />
      <Readers open={open} kind={kind} />
      {kind === 'answer' && <Until open={open} />}
      {kind !== 'note' && text.trim() !== '' && <Stale open={open} />}
      {/* Another text is another box: a keystroke or a Ctrl+Enter on its way never lands in the next one. */}
      <Box key={kind} open={open} kind={kind} text={text} closed={hindered === 'late'} />
      {everyone && <Price open={open} text={text} />}
      {kind === 'answer' && open.head.contact.answersTo && (
        <p class="origin">
          {write.answersTo} <bdi>{open.head.contact.answersTo}</bdi>
        </p>
      )}
      {kind !== 'note' && <Attachments place={filesFor(open.id, kind)} />}
      <Under open={open} kind={kind} hindered={hindered} />
    </form>
  )
}

function Box({ open, kind, text, closed }: { open: Open; kind: Kind; text: string; closed: boolean }) {
  const { write, reach } = words.value
  const label =
    kind === 'note'
      ? write.yourNote
      : kind === 'private'
        ? reach.yourPrivate
        : open.head.public
          ? reach.publicTitle
          : write.yourAnswer
  return (
    <>
      <label class="vh" for="words">
        {label}
      </label>
      <textarea
        class="input"
        id="words"
        data-pane-focus
        aria-keyshortcuts="Control+Enter"
        aria-describedby="words-until words-state"
        readOnly={closed}
        aria-disabled={closed}
        value={text}
        onInput={(event) => {
          typed(open.id, kind, event.currentTarget.value)
          if (kind === 'answer') iType(open.id)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
          event.preventDefault()
          void send(kind)
        }}
        onPaste={(event) => {
          const files = event.clipboardData?.files
          const taken = filesTaken(open, kind)
          if (!files?.length || taken === 'none') return
          event.preventDefault()
          void attach(filesFor(open.id, kind), files, taken)
        }}
      />
    </>
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
