import { useEffect } from 'preact/hooks'
import { focusPane } from '../parts/focus.ts'
import { Bar } from '../parts/frame/bar.tsx'
import { Find } from '../parts/frame/find.tsx'
import { Help } from '../parts/frame/help.tsx'
import { ChannelBanner, LinkBanner } from '../parts/frame/live.tsx'
import { Queues } from '../parts/frame/queues.tsx'
import { List } from '../parts/list/list.tsx'
import { Side } from '../parts/thread/side.tsx'
import { Thread } from '../parts/thread/thread.tsx'
import { openId, overlay, place } from '../state/place.ts'
import { counts } from '../state/queue.ts'
import { words } from '../words/words.ts'
import { Channels } from './channels/channels.tsx'
import { Counter } from './counter.tsx'
import { listenToKeys } from './keyboard.ts'
import { Knowledge } from './knowledge/knowledge.tsx'
import { Sessions } from './sessions.tsx'

/** Four panes: queues, list, conversation, record. On narrow screens, the list or what is open. */
export function Desk() {
  const { views, product, skipToThread } = words.value
  const { view, page } = place.value
  const open = openId.value !== undefined || page !== undefined
  const count = counts.value?.[view]
  const title = `${views[view]}${count === undefined ? '' : ` (${count})`} – ${product}`
  useEffect(() => listenToKeys(), [])
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div class="console" data-state={open ? 'thread' : 'list'}>
      <button type="button" class="skip" onClick={() => focusPane('thread')}>
        {skipToThread}
      </button>
      <Bar />
      <LinkBanner />
      <ChannelBanner />
      <main class="desk">
        <Queues />
        <List />
        {page === 'counter' && <Counter />}
        {page === 'sessions' && <Sessions />}
        {page === 'channels' && <Channels />}
        {page === 'knowledge' && <Knowledge />}
        {page === undefined && <Thread />}
        {page === undefined && <Side />}
      </main>
      {overlay.value === 'help' && <Help />}
      {overlay.value === 'find' && <Find />}
    </div>
  )
}
