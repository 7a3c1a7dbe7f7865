import { open, opened, openState } from '../../state/conversation/opened.ts'
import { openId } from '../../state/place.ts'
import { words } from '../../words/words.ts'
import { Write } from '../write/write.tsx'
import { Alarm } from './alarm.tsx'
import { ThreadHead } from './head.tsx'
import { Log } from './log.tsx'

/** The conversation pane. */
export function Thread() {
  const { thread, list } = words.value
  const now = opened.value
  if (!now) return <NotOpen />
  const contact = now.head.contact.name ?? now.head.contact.address ?? list.anonymous
  return (
    <section class="thread" id="thread" aria-label={thread.label} data-pane="thread">
      <ThreadHead head={now.head} contact={contact} />
      <Alarm open={now} />
      <Log key={now.id} open={now} contact={contact} />
      <Write key={`write-${now.id}`} open={now} />
    </section>
  )
}

function NotOpen() {
  const { thread, list } = words.value
  const state = openState.value
  return (
    <section class="thread" id="thread" aria-label={thread.label} data-pane="thread" tabIndex={-1}>
      <div class="nothing">
        {state === 'none' && <p>{thread.none}</p>}
        {state === 'none' && <p class="muted small">{thread.noneHint}</p>}
        {state === 'loading' && <p>{thread.loading}</p>}
        {state === 'gone' && <p>{thread.gone}</p>}
        {state === 'failed' && <p>{thread.failed}</p>}
        {state === 'failed' && (
          <button type="button" class="btn second" onClick={() => void open(openId.peek())}>
            {list.again}
          </button>
        )}
      </div>
    </section>
  )
}
