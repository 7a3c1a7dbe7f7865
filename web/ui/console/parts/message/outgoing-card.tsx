import type { Outgoing } from '../../rules/outgoing.ts'
import { link } from '../../state/link.ts'
import { sendAgain, takeBack } from '../../state/writing/sending.ts'
import { words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { PublicTag } from './card.tsx'

/** What left the box and is not stored yet: never shown as if it were. */
export function OutgoingCard({ item }: { item: Outgoing }) {
  const { message, delivery, reach } = words.value
  const note = item.kind === 'note'
  const waiting = item.state === 'waiting' || link.value === 'lost'
  return (
    <li class={`card ${note ? 'note' : 'out'} leaving`}>
      <header>
        {note && <Icon name="note" />}
        <b>{note ? message.note : message.you}</b>
        {item.public && <PublicTag />}
        {item.kind === 'private' && (
          <span class="tag">
            <Icon name="lock" />
            {reach.sendPrivately}
          </span>
        )}
      </header>
      <p class="said" dir="auto">
        {item.text}
      </p>
      {item.files.length > 0 && <p class="muted small">{item.files.map((file) => file.name).join(', ')}</p>}
      {item.state === 'refused' ? (
        <div class="delivery bad">
          <Icon name="alert" />
          <span>
            {delivery.refused} {item.sentence}
          </span>
          <button type="button" class="btn second" onClick={() => sendAgain(item.clientId)}>
            {delivery.again}
          </button>
          <button type="button" class="btn second" onClick={() => takeBack(item.clientId)}>
            {delivery.backToBox}
          </button>
        </div>
      ) : (
        <p class="delivery">{waiting ? delivery.offline : delivery.local}</p>
      )}
    </li>
  )
}
