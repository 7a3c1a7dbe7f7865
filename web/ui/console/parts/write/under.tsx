import type { Kind } from '../../rules/network/audience.ts'
import { type Length, lengthOf, worthSaying } from '../../rules/network/length.ts'
import { clock, figure } from '../../rules/phrases.ts'
import { busy } from '../../state/conversation/actions.ts'
import type { Open } from '../../state/conversation/opened.ts'
import { shout } from '../../state/say.ts'
import { type Draft, draftOf, unsaved } from '../../state/writing/drafts.ts'
import { filesFor, filesTaken, type Hindrance, isPublic } from '../../state/writing/hindrance.ts'
import { send } from '../../state/writing/sending.ts'
import { lang, type Words, words } from '../../words/words.ts'
import { AttachField } from './attachments.tsx'

interface Shown {
  readonly open: Open
  readonly kind: Kind
  readonly hindered: Hindrance | undefined
}

/** The button, and beside it why it waits or what is kept. */
export function Under({ open, kind, hindered }: Shown) {
  const { write, reach } = words.value
  const draft = draftOf(open.id)
  const length = lengthOf(draft[kind], open.capabilities, isPublic(open, kind))
  const taken = filesTaken(open, kind)
  const reason = reasonOf(hindered, open, kind, length, words.value)
  return (
    <div class="under">
      <button
        type="button"
        class={kind === 'note' ? 'btn note' : 'btn'}
        aria-disabled={hindered !== undefined || busy.value}
        aria-describedby="words-state"
        onClick={() => {
          if (hindered) shout(reason ?? (hindered === 'late' ? reach.closedHint : write.empty))
          else void send(kind)
        }}
      >
        {sendLabel(open, kind, words.value)}{' '}
        <span class="key" aria-hidden="true">
          Ctrl ↵
        </span>
      </button>
      {hindered !== 'late' && taken !== 'none' && (
        <AttachField
          place={filesFor(open.id, kind)}
          id="attach"
          label={taken ? reach.attach(taken.most) : write.attach}
          taken={taken}
        />
      )}
      <p id="words-state">
        {reason && hindered !== 'empty' ? <b>{reason} </b> : null}
        {kind !== 'note' && <Count length={length} />}
        {others(draft, open, kind, words.value)}
        {kept(draft, words.value)}
      </p>
    </div>
  )
}

/** How much is left, and into how many messages it will be cut. */
function Count({ length }: { length: Length }) {
  const { reach } = words.value
  if (length.used === 0 || !worthSaying(length)) return null
  const said = reach.used(figure(length.used, lang.value), figure(length.limit, lang.value))
  if (length.parts > 1) {
    return (
      <b class="cut">
        {said}, {reach.parts(length.parts)}.{' '}
      </b>
    )
  }
  return (
    <>
      {said}, {reach.left(figure(length.left, lang.value))}.{' '}
    </>
  )
}

/** What else is kept here and not in sight. */
function others(draft: Draft, open: Open, kind: Kind, { write, reach }: Words): string {
  const said: readonly (readonly [Kind, string])[] = [
    ['answer', open.head.public ? reach.keptAnswer : write.otherAnswer],
    ['private', reach.keptPrivate],
    ['note', write.otherDraft],
  ]
  return said.map(([one, words]) => (one !== kind && draft[one].trim() !== '' ? `${words} ` : '')).join('')
}

function kept(draft: Draft, { write }: Words): string {
  const differs = unsaved(draft)
  if (draft.failed && differs) return write.notKept
  if (`${draft.answer}${draft.private}${draft.note}` === '') return ''
  if (differs) return write.keeping
  return draft.savedAt ? write.kept(clock(draft.savedAt, lang.value)) : ''
}

function sendLabel(open: Open, kind: Kind, { write, reach }: Words): string {
  if (kind === 'note') return write.saveNote
  if (kind === 'private') return reach.sendPrivately
  const everyone = isPublic(open, kind)
  if (open.head.status === 'resolved') return everyone ? reach.reopenAndPublish : write.reopenAndSend
  if (open.head.assignee) return everyone ? reach.publish : write.send
  return everyone ? reach.takeAndPublish : write.takeAndSend
}

function reasonOf(
  hindered: Hindrance | undefined,
  open: Open,
  kind: Kind,
  length: Length,
  { write, reach }: Words,
): string | undefined {
  switch (hindered) {
    case 'empty':
      return write.empty
    case 'files':
      return write.wait
    case 'long':
      return write.left(length.over)
    case 'held':
      return write.heldBy(open.head.assignee?.name ?? '')
    case 'stale':
      return write.stale
    case 'no-files':
      return kind === 'private' ? reach.noFirstFiles : reach.noFiles
    case 'many-files': {
      const taken = filesTaken(open, kind)
      return typeof taken === 'object' ? reach.manyFiles(taken.most) : undefined
    }
    // Said above the box, where it is read before typing.
    case 'late':
    case undefined:
      return undefined
  }
}
