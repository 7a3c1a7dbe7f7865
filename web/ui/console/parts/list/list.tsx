import { useEffect, useRef } from 'preact/hooks'
import type { WireView } from '../../../../wire.ts'
import { views } from '../../rules/views.ts'
import { filter, go, openId } from '../../state/place.ts'
import { counts, cursor, listing, listState, loadingMore, moreQueue, openQueue, showFresh } from '../../state/queue.ts'
import { channels } from '../../state/session.ts'
import { words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Item } from './item.tsx'
import { useRows } from './rows.ts'

/** The list pane. Nothing in it moves unless the agent asks. */
export function List() {
  const { views: names, list } = words.value
  const { view } = filter.value
  return (
    <section class="list" aria-labelledby="list-title" data-pane="list">
      <div class="list-head">
        <h2 id="list-title">
          {names[view]} <small>{counts.value?.[view] ?? ''}</small>
        </h2>
        <NarrowChoice />
        <div class="news">
          {listing.value.fresh.size + listing.value.left.size > 0 ? <Fresh /> : <p>{list.order}</p>}
        </div>
      </div>
      <Rows />
      <State />
    </section>
  )
}

/** Narrow screens have no room for the left pane: the same choice, as a field. */
function NarrowChoice() {
  const { nav, views: names } = words.value
  const at = filter.value
  return (
    <div class="narrow-choice">
      <label class="vh" for="queue-choice">
        {nav.choose}
      </label>
      <select
        class="input"
        id="queue-choice"
        value={at.view}
        onChange={(event) => go({ ...at, view: event.currentTarget.value as WireView })}
      >
        {views.map((view) => (
          <option key={view} value={view} selected={view === at.view}>
            {names[view]} ({counts.value?.[view] ?? 0})
          </option>
        ))}
      </select>
      {channels.value.some((channel) => channel.delivery === 'task') && (
        <button type="button" class="btn second" onClick={() => go({ ...at, page: 'counter' })}>
          <Icon name="form" />
          {nav.counterShort}
        </button>
      )}
    </div>
  )
}

/** Newcomers, and rows that have left: both wait until the agent wants the list to move. */
function Fresh() {
  const { list } = words.value
  const { fresh, left } = listing.value
  const renew = async (): Promise<void> => {
    cursor.value = undefined
    await showFresh()
    document.querySelector('.rows')?.scrollTo({ top: 0 })
  }
  return (
    <button type="button" class="fresh" onClick={() => void renew()}>
      <Icon name="up" />
      {fresh.size > 0 ? list.fresh(fresh.size) : list.tidy(left.size)}
    </button>
  )
}

function Rows() {
  const scroller = useRef<HTMLDivElement>(null)
  const { items, next } = listing.value
  const keys = items.map((item) => item.id)
  const rows = useRows(scroller, keys)
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const stand = cursor.value ?? openId.value
  const tabbed = stand !== undefined && keys.includes(stand) ? stand : keys[0]
  useEffect(() => {
    if (next !== undefined && last >= items.length - 10) void moreQueue()
  }, [last, next, items.length])
  useEffect(() => {
    const at = cursor.value === undefined ? -1 : keys.indexOf(cursor.value)
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
  }, [cursor.value])
  return (
    <div class="rows" ref={scroller} hidden={items.length === 0}>
      <ul style={{ height: `${rows.getTotalSize()}px` }}>
        {shown.map((row) => {
          const head = items[row.index]
          return head ? (
            <li
              key={head.id}
              data-index={row.index}
              ref={rows.measureElement}
              aria-setsize={next === undefined ? items.length : -1}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <Item head={head} tabbed={head.id === tabbed} />
            </li>
          ) : null
        })}
      </ul>
    </div>
  )
}

function State() {
  const { list } = words.value
  if (listState.value === 'loading') return <p class="empty">{list.loading}</p>
  if (listState.value === 'failed') {
    return (
      <div class="empty">
        <p>{list.failed}</p>
        <button type="button" class="btn second" onClick={() => void openQueue()}>
          {list.again}
        </button>
      </div>
    )
  }
  if (listing.value.items.length === 0) return <p class="empty">{list.empty}</p>
  return loadingMore.value ? <p class="empty">{list.more}</p> : null
}
