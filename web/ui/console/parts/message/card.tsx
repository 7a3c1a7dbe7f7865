import type { ComponentChildren } from 'preact'
import type { WireMessage } from '../../../../wire.ts'
import type { Later } from '../../rules/network/edits.ts'
import { isLate } from '../../rules/network/late.ts'
import { moment } from '../../rules/phrases.ts'
import { now } from '../../state/look.ts'
import { myId } from '../../state/session.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Body } from './body.tsx'
import { AsideLine, Before } from './changed.tsx'
import { DeliveryLine } from './delivery.tsx'
import { EventLine } from './event.tsx'
import { Origin } from './origin.tsx'

interface Shown {
  readonly message: WireMessage
  readonly later?: Later | undefined
  readonly contact: string
  readonly isNew: boolean
  readonly readByContact: boolean
}

/** One message of the thread, in the dress of whoever speaks. */
export function Card({ message, later, contact, isNew, readByContact }: Shown) {
  if (message.event && message.summary === undefined) return <EventLine message={message} />
  if (message.aside || message.replaces?.removed) return <AsideLine message={message} contact={contact} />
  const kind = kindOf(message)
  return (
    <li class={`card ${kind}${isNew ? ' new' : ''}`} data-seq={message.seq} tabIndex={-1}>
      <Head message={message} contact={contact} kind={kind} />
      {isLate(message) && <p class="origin">{words.value.later.late(moment(message.at, now.value, lang.value))}</p>}
      {kind === 'from' && <Origin message={message} />}
      {message.summary ? <Summary message={message} /> : <Words message={message} later={later} />}
      {message.link && <Elsewhere link={message.link} />}
      <DeliveryLine message={message} read={readByContact} />
    </li>
  )
}

function Words({ message, later }: { message: WireMessage; later: Later | undefined }) {
  const { later: say } = words.value
  return (
    <>
      {later?.removed ? (
        <p class="said muted">{say.removed(moment(later.at, now.value, lang.value))}</p>
      ) : (
        <Body message={message} />
      )}
      {message.replaces && <p class="origin">{say.editedAlone}</p>}
      {later && <Before later={later} />}
    </>
  )
}

/** The network's own page of it. It learns nothing of where the agent comes from. */
function Elsewhere({ link }: { link: string }) {
  const { reach } = words.value
  if (!/^https:\/\//.test(link)) return null
  return (
    <p class="source small">
      <a class="elsewhere" href={link} target="_blank" rel="noreferrer">
        <Icon name="link" />
        {reach.link}
        <span class="vh"> {reach.newTab}</span>
      </a>
    </p>
  )
}

/** Others can read it where it is: said on the message itself, by icon and word. */
export function PublicTag() {
  return (
    <span class="tag public">
      <Icon name="globe" />
      {words.value.reach.public}
    </span>
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
  const late = isLate(message)
  const at = late && message.written ? message.written : message.at
  const time = <time dateTime={at}>{moment(at, now.value, lang.value)}</time>
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
      <Line time={time} open={message.public}>
        <Icon name="alert" />
        <b>{message.card?.level === 'hard' ? say.dangerHard : say.dangerSoft}</b>
        <span>{message.audience === 'contact' ? say.shownToPerson : say.staffOnly}</span>
      </Line>
    )
  }
  if (kind === 'from') {
    return (
      <Line time={time} open={message.public}>
        <b>
          <bdi>{author.name ?? contact}</bdi>
        </b>
        <bdi>{message.sender}</bdi>
      </Line>
    )
  }
  const machine = author.type === 'bot' ? say.bot : say.service
  return (
    <Line time={time} open={message.public}>
      <b>{author.type === 'agent' ? name : machine}</b>
      {message.summary && <span>{say.summary}</span>}
    </Line>
  )
}

interface Top {
  readonly time: ComponentChildren
  readonly open?: boolean | undefined
  readonly children: ComponentChildren
}

const Line = ({ time, open, children }: Top) => (
  <header>
    {children}
    {open && <PublicTag />}
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
