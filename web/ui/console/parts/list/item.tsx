import type { WireHead } from '../../../../wire.ts'
import { span } from '../../rules/phrases.ts'
import { hashOf } from '../../rules/place.ts'
import { isLate } from '../../rules/views.ts'
import { now } from '../../state/look.ts'
import { filter, openId } from '../../state/place.ts'
import { cursor, listing } from '../../state/queue.ts'
import { deliveryOf, myId } from '../../state/session.ts'
import { lang, words } from '../../words/words.ts'
import { wantFocus } from '../focus.ts'
import { Icon } from '../icons.tsx'
import { review } from '../thread/apart.tsx'

/** One conversation of the list: who, how long, the last words, and what it asks of us. */
export function Item({ head, tabbed }: { head: WireHead; tabbed: boolean }) {
  const { list, apart } = words.value
  const at = filter.value
  const mine = head.assignee?.id === myId.value
  const gone = listing.value.left.has(head.id)
  const classes = ['item', head.danger !== 'none' ? 'danger' : '', gone ? 'gone' : '', head.unread > 0 ? 'unread' : '']
  return (
    <a
      class={classes.filter(Boolean).join(' ')}
      href={hashOf({ ...at, conversation: head.id })}
      data-item={head.id}
      tabIndex={tabbed ? 0 : -1}
      aria-current={openId.value === head.id ? 'true' : undefined}
      onFocus={() => {
        cursor.value = head.id
      }}
      onClick={() => wantFocus('thread')}
    >
      <span class="top">
        <b>
          <bdi>{head.contact.name ?? head.contact.address ?? list.anonymous}</bdi>
        </b>
        <Wait head={head} mine={mine} />
      </span>
      <p dir="auto">{head.subject && !head.preview ? head.subject : head.preview}</p>
      <span class="marks">
        <Icon name={head.icon} />
        {head.channelName}
        <span class="tags">
          <Tags head={head} mine={mine} gone={gone} />
        </span>
      </span>
      {head.apart && (
        <span class="filed">
          <bdi>{apart.banner(head.apart.by, head.apart.reason)}</bdi> {review(head.apart.until)}
        </span>
      )}
    </a>
  )
}

function Wait({ head, mine }: { head: WireHead; mine: boolean }) {
  const { list } = words.value
  if (head.status === 'resolved') return <i>{list.done}</i>
  if (!head.waitingSince) return <i>{mine ? list.yours : ''}</i>
  const late = isLate(head, deliveryOf(head.desk, head.channel), now.value)
  const time = span(now.value - Date.parse(head.waitingSince), lang.value)
  return <i class={late ? 'late' : undefined}>{mine ? `${list.yours}, ${time}` : list.waits(time)}</i>
}

function Tags({ head, mine, gone }: { head: WireHead; mine: boolean; gone: boolean }) {
  const { list, reach, apart } = words.value
  const late = isLate(head, deliveryOf(head.desk, head.channel), now.value)
  const other = head.assignee && !mine ? head.assignee.name : undefined
  return (
    <>
      {head.unread > 0 && <span class="tag count">{list.unread(head.unread)}</span>}
      {head.danger !== 'none' && (
        <span class="tag danger">
          <Icon name="alert" />
          {list.danger}
        </span>
      )}
      {head.public && (
        <span class="tag public">
          <Icon name="globe" />
          {reach.public}
        </span>
      )}
      {head.trouble && <span class="tag danger">{list.trouble}</span>}
      {late && <span class="tag warn">{list.late}</span>}
      {head.apart && <span class="tag note">{apart.tag}</span>}
      {head.junk && !head.apart && <span class="tag warn">{list.junk}</span>}
      {head.status === 'pending' && <span class="tag info">{list.bot}</span>}
      {other && <span class="tag accent">{list.takenBy(other)}</span>}
      {gone && !mine && !other && <span class="tag">{list.left}</span>}
    </>
  )
}
