import { useEffect, useRef } from 'preact/hooks'
import type { WireHead } from '../../../../wire.ts'
import { act, busy, setDanger } from '../../state/conversation/actions.ts'
import { transferring } from '../../state/place.ts'
import { myId } from '../../state/session.ts'
import { type Words, words } from '../../words/words.ts'
import { claimFocus } from '../focus.ts'
import { Icon } from '../icons.tsx'
import { backToList } from '../list/walk.ts'
import { Transfer } from './transfer.tsx'

/** Who it is, who holds it, and what can be done with it. */
export function ThreadHead({ head, contact }: { head: WireHead; contact: string }) {
  const { thread, list } = words.value
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => claimFocus('thread', title.current), [head.id])
  return (
    <>
      <div class="thread-head">
        <button type="button" class="btn quiet back icon-only" onClick={backToList}>
          <Icon name="back" />
          <span class="vh">{thread.back}</span>
        </button>
        <div>
          <h2 ref={title} tabIndex={-1}>
            <bdi>{contact}</bdi>
          </h2>
          <p>
            {head.channelName} · {list.number(head.number)} · {stateOf(head, words.value, myId.value)}
          </p>
        </div>
        <Gestures head={head} />
      </div>
      {transferring.value && <Transfer head={head} />}
    </>
  )
}

export function stateOf(head: WireHead, say: Words, me: string): string {
  if (head.status === 'resolved') return say.thread.resolved
  if (head.assignee) return head.assignee.id === me ? say.thread.yours : say.thread.takenBy(head.assignee.name)
  return head.status === 'pending' ? say.thread.withBot : say.thread.free
}

function Gestures({ head }: { head: WireHead }) {
  const { act: say } = words.value
  const mine = head.assignee?.id === myId.value
  if (head.status === 'resolved') {
    return <Gesture label={say.reopen} shortcut="e" run={() => void act('reopen')} />
  }
  return (
    <>
      {head.danger === 'none' && <Gesture narrow label={say.raise} shortcut="d" run={() => void setDanger('hard')} />}
      {!head.assignee && <Gesture label={say.take} shortcut="p" first run={() => void act('take')} />}
      {mine && <Gesture label={say.release} run={() => void act('release')} />}
      <Gesture
        id="transfer"
        label={say.transfer}
        shortcut="t"
        expanded={transferring.value}
        run={() => {
          transferring.value = !transferring.value
        }}
      />
      <Gesture label={say.resolve} shortcut="e" run={() => void act('resolve')} />
    </>
  )
}

interface Offered {
  readonly id?: string
  readonly label: string
  readonly shortcut?: string
  readonly first?: boolean
  /** Shown only where the record pane, which offers it too, has no room. */
  readonly narrow?: boolean
  readonly expanded?: boolean
  readonly run: () => void
}

function Gesture({ id, label, shortcut, first, narrow, expanded, run }: Offered) {
  return (
    <button
      type="button"
      id={id}
      class={`btn${first ? '' : ' second'}${narrow ? ' narrow-only' : ''}`}
      aria-disabled={busy.value}
      aria-expanded={expanded}
      aria-keyshortcuts={shortcut}
      onClick={() => {
        if (!busy.peek()) run()
      }}
    >
      {label}{' '}
      {shortcut && (
        <span class="key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  )
}
