import { Fragment, type RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { read } from '../../rules/network/read.ts'
import { fromPerson, stillOutgoing } from '../../rules/thread.ts'
import { earlier, looked, type Open, since, unread, writing } from '../../state/conversation/opened.ts'
import { sentenceOf, warned } from '../../state/say.ts'
import { outgoing } from '../../state/writing/sending.ts'
import { words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Card } from '../message/card.tsx'
import { CameLine, ChangeLine } from '../message/changed.tsx'
import { OutgoingCard } from '../message/outgoing-card.tsx'

const near = 48

/** A region that scrolls must be reachable by keyboard (WCAG 2.1.1); not every browser does it by itself. */
const scrolls = { tabIndex: 0 }

/** The messages, newest at the foot; what comes in follows only a reader who is at the foot already. */
export function Log({ open, contact }: { open: Open; contact: string }) {
  const { thread } = words.value
  const box = useRef<HTMLDivElement>(null)
  const leaving = stillOutgoing(
    outgoing.value.filter((item) => item.conversation === open.id),
    open.messages,
  )
  const { atFoot, touched } = useFoot(box, open.messages.length + leaving.length)
  const ours = open.messages.findLast((message) => message.seq <= open.readByContact && message.delivery)?.seq
  const from = since.value
  return (
    <div class="log-frame">
      <div
        class="log"
        ref={box}
        role="log"
        aria-live="off"
        aria-label={thread.messages}
        {...scrolls}
        data-pane="messages"
        data-pane-focus
        onPointerDown={touched}
        onFocus={touched}
        onWheel={touched}
        onTouchMove={touched}
        onKeyDown={touched}
      >
        {open.more && <Earlier />}
        <ol>
          {read(open.messages).map((shown) => (
            <Fragment key={`${shown.type} ${shown.message.seq}`}>
              {shown.message.seq === from && shown.type !== 'came' && <li class="since">{thread.since}</li>}
              {shown.type === 'came' && <CameLine message={shown.message} contact={contact} count={shown.count} />}
              {shown.type === 'change' && <ChangeLine message={shown.message} of={shown.of} contact={contact} />}
              {shown.type === 'message' && (
                <Card
                  message={shown.message}
                  later={shown.later}
                  contact={contact}
                  isNew={from !== undefined && shown.message.seq >= from && fromPerson(shown.message)}
                  readByContact={shown.message.seq === ours}
                />
              )}
            </Fragment>
          ))}
          {leaving.map((item) => (
            <OutgoingCard key={item.clientId} item={item} />
          ))}
        </ol>
      </div>
      {!atFoot && unread.value.length > 0 && (
        <button type="button" class="fresh below" onClick={() => toFoot(box)}>
          <Icon name="down" />
          {thread.newBelow(unread.value.length)}
        </button>
      )}
    </div>
  )
}

function toFoot(box: RefObject<HTMLElement | null>): void {
  const last = box.current?.querySelector('ol')?.lastElementChild
  // Where the whole page scrolls (low screens) the box itself does not: the last message leads there.
  if (box.current && box.current.scrollHeight > box.current.clientHeight)
    box.current.scrollTop = box.current.scrollHeight
  else last?.scrollIntoView({ block: 'nearest' })
}

/** Keeps a reader at the foot at the foot, and counts as read what is in sight of someone who is not writing. */
function useFoot(box: RefObject<HTMLElement | null>, count: number): { atFoot: boolean; touched: () => void } {
  const [atFoot, setAtFoot] = useState(true)
  const stuck = useRef(true)
  // While writing, only a hand on the messages says that they are read: an arrival at the foot does not.
  const handAt = useRef(0)
  const touched = (): void => {
    handAt.current = Date.now()
    if (stuck.current) looked()
  }
  useLayoutEffect(() => {
    if (stuck.current) toFoot(box)
  }, [count])
  useEffect(() => {
    const element = box.current
    if (!element) return
    const onScroll = (): void => {
      stuck.current = element.scrollHeight - element.scrollTop - element.clientHeight < near
      setAtFoot(stuck.current)
      if (stuck.current && Date.now() - handAt.current < 1_500) looked()
    }
    // The pane shrinks when a notice or a keyboard comes: the foot must stay in sight.
    const watcher = new ResizeObserver(() => {
      if (stuck.current) toFoot(box)
    })
    watcher.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      watcher.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [])
  const quiet = !writing.value
  useEffect(() => {
    const look = (): void => {
      if (atFoot && quiet && document.visibilityState === 'visible') looked()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [count, atFoot, quiet])
  return { atFoot, touched }
}

function Earlier() {
  return (
    <p class="earlier">
      <button
        type="button"
        class="btn second"
        onClick={() => {
          earlier().catch((error: unknown) => warned(sentenceOf(error)))
        }}
      >
        {words.value.thread.earlier}
      </button>
    </p>
  )
}
