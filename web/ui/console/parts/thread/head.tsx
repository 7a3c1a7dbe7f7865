import { useEffect, useRef } from 'preact/hooks'
import type { WireHead } from '../../../../wire.ts'
import { form } from '../../state/place.ts'
import { myId } from '../../state/session.ts'
import { type Words, words } from '../../words/words.ts'
import { claimFocus } from '../focus.ts'
import { Icon } from '../icons.tsx'
import { backToList } from '../list/walk.ts'
import { Apart } from './apart.tsx'
import { Gestures } from './gestures.tsx'
import { Transfer } from './transfer.tsx'

/** Who it is, who holds it, and what can be done with it. */
export function ThreadHead({ head, contact }: { head: WireHead; contact: string }) {
  const { thread, list, reach } = words.value
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
          {head.public && (
            <span class="tag public">
              <Icon name="globe" />
              {reach.public}
            </span>
          )}
          <p>
            {head.channelName} · {list.number(head.number)} · {stateOf(head, words.value, myId.value)}
          </p>
        </div>
        <Gestures head={head} />
      </div>
      {form.value === 'transfer' && <Transfer head={head} />}
      {form.value === 'apart' && <Apart />}
    </>
  )
}

export function stateOf(head: WireHead, say: Words, me: string): string {
  if (head.status === 'resolved') return say.thread.resolved
  if (head.assignee) return head.assignee.id === me ? say.thread.yours : say.thread.takenBy(head.assignee.name)
  return head.status === 'pending' ? say.thread.withBot : say.thread.free
}
