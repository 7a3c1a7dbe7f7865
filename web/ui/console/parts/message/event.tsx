import type { WireMessage } from '../../../../wire.ts'
import { moment } from '../../rules/phrases.ts'
import { now } from '../../state/look.ts'
import { goConversation } from '../../state/place.ts'
import { lang, type Words, words } from '../../words/words.ts'
import { wantFocus } from '../focus.ts'
import { Icon } from '../icons.tsx'

/** What happened to the conversation, as one quiet line. */
export function EventLine({ message }: { message: WireMessage }) {
  return (
    <li class="event" data-seq={message.seq} tabIndex={-1}>
      <span>{eventPhrase(message, words.value)}</span>
      <time dateTime={message.at}>{moment(message.at, now.value, lang.value)}</time>
      {message.event?.type === 'moved' && message.event.to && <Moved to={message.event.to} />}
    </li>
  )
}

function Moved({ to }: { to: string }) {
  return (
    <button
      type="button"
      class="btn second"
      onClick={() => {
        wantFocus('thread')
        goConversation(to)
      }}
    >
      <Icon name="lock" />
      {words.value.reach.openPrivate}
    </button>
  )
}

export function eventPhrase(message: WireMessage, say: Words): string {
  const { event: found, author } = message
  if (!found) return message.text
  const { event } = say
  const who = author.name ?? (author.type === 'bot' ? say.message.bot : say.message.service)
  switch (found.type) {
    case 'handover':
      return found.reason ? `${event.handover} (${event.reasons[found.reason] ?? found.reason})` : event.handover
    case 'transferred':
      return event.transferred(who, found.toName ?? found.to ?? '')
    case 'danger':
      return found.level === 'none' ? event.dismissed(who) : event.danger(who)
    case 'apart':
      return found.again ? event.apartAgain(who, message.text) : event.apart(who, found.on === true, message.text)
    default:
      return event[found.type](who)
  }
}
