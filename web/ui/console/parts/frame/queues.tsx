import type { WireView } from '../../../../wire.ts'
import { isOnlyLate } from '../../rules/network/health.ts'
import { hashOf, type Place } from '../../rules/place.ts'
import { views } from '../../rules/views.ts'
import { filter, place } from '../../state/place.ts'
import { counts, down, showFresh } from '../../state/queue.ts'
import { channels, editedDesks, looksAfterChannels, me } from '../../state/session.ts'
import { words } from '../../words/words.ts'
import { Icon, type IconName } from '../icons.tsx'

const icons: Readonly<Record<WireView, IconName>> = {
  mine: 'user',
  waiting: 'inbox',
  danger: 'alert',
  answered: 'reply',
  bot: 'bot',
  junk: 'search',
  review: 'clock',
  trouble: 'close',
  done: 'check',
  all: 'inbox',
}

const hot = (view: WireView, count: number): string | undefined =>
  count > 0 && (view === 'danger' || view === 'trouble' || view === 'review') ? 'hot' : undefined

const here = (current: boolean): { 'aria-current'?: 'page' | 'true' } => (current ? { 'aria-current': 'page' } : {})

/** The left pane: queues with their counts, then the desks and channels that narrow them. */
export function Queues() {
  const { nav, views: names } = words.value
  const at = filter.value
  const page = place.value.page
  return (
    <nav class="files" aria-label={nav.views} data-pane="queues">
      {views.map((view) => {
        const count = counts.value?.[view]
        return (
          <a
            key={view}
            href={hashOf({ ...at, view })}
            class={hot(view, count ?? 0)}
            onClick={() => {
              // The address does not change: the same queue again means reading it again.
              if (location.hash === hashOf({ ...at, view })) void showFresh()
            }}
            {...here(at.view === view && !page)}
          >
            <Icon name={icons[view]} />
            {names[view]} <span>{count ?? ''}</span>
          </a>
        )
      })}
      <Channels />
      <h2>{nav.office}</h2>
      {looksAfterChannels.value && (
        <a href={hashOf({ ...at, page: 'channels' })} {...here(page === 'channels')}>
          <Icon name="globe" />
          {nav.channels}
        </a>
      )}
      {editedDesks.value.length > 0 && (
        <a href={hashOf({ ...at, page: 'knowledge' })} {...here(page === 'knowledge')}>
          <Icon name="note" />
          {nav.knowledge}
        </a>
      )}
      {channels.value.some((channel) => channel.delivery === 'task') && (
        <a href={hashOf({ ...at, page: 'counter' })} {...here(page === 'counter')}>
          <Icon name="form" />
          {nav.counterShort}
        </a>
      )}
    </nav>
  )
}

function Channels() {
  const { nav } = words.value
  const { view, desk, channel } = filter.value
  const desks = me.value?.desks ?? []
  const shown = desks.filter((one) => desk === undefined || one.id === desk)
  const to = (place: Omit<Place, 'view'>): string => hashOf({ view, ...place })
  return (
    <>
      {desks.length > 1 && <h2>{nav.desks}</h2>}
      {desks.length > 1 && (
        <a href={to({})} {...here(desk === undefined)}>
          {nav.allDesks}
        </a>
      )}
      {desks.length > 1 &&
        desks.map((one) => (
          <a key={one.id} href={to({ desk: one.id })} {...here(desk === one.id && channel === undefined)}>
            {one.name}
          </a>
        ))}
      <h2>{nav.channels}</h2>
      {channel !== undefined && (
        <a href={to(desk !== undefined ? { desk } : {})}>
          <Icon name="back" />
          {nav.allChannels}
        </a>
      )}
      {shown.flatMap((one) =>
        one.channels.map((each) => (
          <a
            key={`${one.id}/${each.id}`}
            href={to({ desk: one.id, channel: each.id })}
            {...here(desk === one.id && channel === each.id)}
          >
            <Icon name={each.icon} />
            {each.name}
            {down.value.has(`${one.id}/${each.id}`) && (
              <span class="tag warn">
                {isOnlyLate(down.value.get(`${one.id}/${each.id}`)) ? nav.channelLate : nav.channelDown}
              </span>
            )}
          </a>
        )),
      )}
    </>
  )
}
