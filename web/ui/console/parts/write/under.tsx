import { clock } from '../../rules/phrases.ts'
import { busy } from '../../state/conversation/actions.ts'
import type { Open } from '../../state/conversation/opened.ts'
import { shout } from '../../state/say.ts'
import { type Draft, draftOf } from '../../state/writing/drafts.ts'
import { type Hindrance, send } from '../../state/writing/sending.ts'
import { lang, type Words, words } from '../../words/words.ts'
import { AttachField } from './attachments.tsx'

interface Shown {
  readonly open: Open
  readonly kind: 'answer' | 'note'
  readonly hindered: Hindrance | undefined
}

/** The button, and beside it why it waits or what is kept. */
export function Under({ open, kind, hindered }: Shown) {
  const { write } = words.value
  const draft = draftOf(open.id)
  const reason = reasonOf(hindered, open, draft[kind], words.value)
  const other = kind === 'answer' ? draft.note : draft.answer
  return (
    <div class="under">
      <button
        type="button"
        class={kind === 'note' ? 'btn note' : 'btn'}
        aria-disabled={hindered !== undefined || busy.value}
        aria-describedby="words-state"
        onClick={() => {
          if (hindered) shout(reason ?? write.empty)
          else void send(kind)
        }}
      >
        {kind === 'note' ? write.saveNote : sendLabel(open, words.value)}{' '}
        <span class="key" aria-hidden="true">
          Ctrl ↵
        </span>
      </button>
      {kind === 'answer' && open.capabilities.media && <AttachField place={open.id} id="attach" label={write.attach} />}
      <p id="words-state">
        {reason && hindered !== 'empty' ? <b>{reason} </b> : null}
        {other.trim() !== '' && `${kind === 'answer' ? write.otherDraft : write.otherAnswer} `}
        {kept(draft, words.value)}
      </p>
    </div>
  )
}

function kept(draft: Draft, { write }: Words): string {
  const differs = draft.answer !== draft.saved.answer || draft.note !== draft.saved.note
  if (draft.failed && differs) return write.notKept
  if (draft.answer === '' && draft.note === '') return ''
  if (differs) return write.keeping
  return draft.savedAt ? write.kept(clock(draft.savedAt, lang.value)) : ''
}

function sendLabel(open: Open, { write }: Words): string {
  if (open.head.status === 'resolved') return write.reopenAndSend
  return open.head.assignee ? write.send : write.takeAndSend
}

function reasonOf(hindered: Hindrance | undefined, open: Open, text: string, { write }: Words): string | undefined {
  switch (hindered) {
    case 'empty':
      return write.empty
    case 'files':
      return write.wait
    case 'long':
      return write.left([...text].length - open.capabilities.maxLength)
    case 'held':
      return write.heldBy(open.head.assignee?.name ?? '')
    case 'stale':
      return write.stale
    default:
      return undefined
  }
}
