import type { ComponentChildren } from 'preact'
import type { WireMessage } from '../../../../wire.ts'
import { moment } from '../../rules/phrases.ts'
import { now } from '../../state/look.ts'
import { myId } from '../../state/session.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Body } from './body.tsx'
import { DeliveryLine } from './delivery.tsx'
import { EventLine } from './event.tsx'
import { Origin } from './origin.tsx'

interface Shown {
  readonly message: WireMessage
  readonly contact: string
  readonly isNew: boolean
  readonly readByContact: boolean
}

/** One message of the thread, in the dress of whoever speaks. */
export function Card({ message, contact, isNew, readByContact }: Shown) {
  if (message.event && message.summary === undefined) return <EventLine message={message} />
  const kind = kindOf(message)
  return (
    <li class={`card ${kind}${isNew ? ' new' : ''}`} data-seq={message.seq} tabIndex={-1}>
      <Head message={message} contact={contact} kind={kind} />
      {kind === 'from' && <Origin message={message} />}
      {message.summary ? <Summary message={message} /> : <Body message={message} />}
      <DeliveryLine message={message} read={readByContact} />
    </li>
  )
}

type Kind = 'from' | 'out' | 'answered' | 'bot' | 'note' | 'alert' | 'system'

/** Dress by author: the person, us, the assistant, the service; notes first, whoever wrote them. */
function kindOf(message: WireMessage): Kind {
  const { author, audience, card, summary } = message
  if (summary) return 'bot'
  if (card) return 'alert'
  if (author.type === 'contact') return 'from'
  if (author.type === 'bot') return audience === 'staff' ? 'bot' : 'answered'
  if (author.type === 'system') return 'system'
  return audience === 'staff' ? 'note' : 'out'
}

function Head({ message, contact, kind }: { message: WireMessage; contact: string; kind: Kind }) {
  const { message: say } = words.value
  const { author } = message
  const name = author.id !== undefined && author.id === myId.value ? say.you : author.name
  const time = <time dateTime={message.at}>{moment(message.at, now.value, lang.value)}</time>
  if (kind === 'note') {
    return (
      <Line time={time}>
        <Icon name="note" />
        <b>{say.note}</b>
        <span>{name}</span>
      </Line>
    )
  }
  if (kind === 'alert') {
    return (
      <Line time={time}>
        <Icon name="alert" />
        <b>{message.card?.level === 'hard' ? say.dangerHard : say.dangerSoft}</b>
        <span>{message.audience === 'contact' ? say.shownToPerson : say.staffOnly}</span>
      </Line>
    )
  }
  if (kind === 'from') {
    return (
      <Line time={time}>
        <b>
          <bdi>{author.name ?? contact}</bdi>
        </b>
        <bdi>{message.sender}</bdi>
      </Line>
    )
  }
  const machine = author.type === 'bot' ? say.bot : say.service
  return (
    <Line time={time}>
      <b>{author.type === 'agent' ? name : machine}</b>
      {message.summary && <span>{say.summary}</span>}
    </Line>
  )
}

const Line = ({ time, children }: { time: ComponentChildren; children: ComponentChildren }) => (
  <header>
    {children}
    {time}
  </header>
)

function Summary({ message }: { message: WireMessage }) {
  return (
    <>
      {message.text && <Body message={message} />}
      <dl>
        {(message.summary ?? []).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
