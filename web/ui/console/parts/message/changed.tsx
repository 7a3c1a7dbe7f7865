import type { WireMessage } from '../../../../wire.ts'
import type { Later } from '../../rules/network/edits.ts'
import { moment } from '../../rules/phrases.ts'
import { now } from '../../state/look.ts'
import { lang, words } from '../../words/words.ts'
import { focusOn } from '../focus.ts'
import { Icon } from '../icons.tsx'

const when = (at: string): string => moment(at, now.value, lang.value)

interface Changed {
  readonly message: WireMessage
  readonly of: WireMessage
  readonly contact: string
}

/** That an earlier message changed, at the place where it happened: what it says now stands in the message itself. */
export function ChangeLine({ message, of, contact }: Changed) {
  const { later: say } = words.value
  const who = message.author.name ?? contact
  const done = message.replaces?.removed ? say.hasRemoved : say.hasEdited
  return (
    <li class="event" data-seq={message.seq} tabIndex={-1}>
      <span>
        <bdi>{done(who, when(of.at))}</bdi>
      </span>
      <time dateTime={message.at}>{when(message.at)}</time>
      <See seq={of.seq} />
    </li>
  )
}

/** That a message came here which stands further up, where it was written. */
export function CameLine({ message, contact, count }: Omit<Changed, 'of'> & { readonly count: number }) {
  const { later: say } = words.value
  return (
    <li class="event">
      <span>
        <bdi>{say.came(count, message.author.name ?? contact, when(message.written ?? message.at))}</bdi>
      </span>
      <time dateTime={message.at}>{when(message.at)}</time>
      <See seq={message.seq} />
    </li>
  )
}

const See = ({ seq }: { seq: number }) => (
  <button
    type="button"
    class="btn quiet"
    onClick={() => {
      document.querySelector(`#thread [data-seq="${seq}"]`)?.scrollIntoView({ block: 'nearest' })
      focusOn(`#thread [data-seq="${seq}"]`)
    }}
  >
    {words.value.later.see}
  </button>
)

/** Under a message that changed: since when, and what it said before. */
export function Before({ later }: { later: Later }) {
  const { later: say } = words.value
  return (
    <>
      {!later.removed && <p class="origin">{say.edited(when(later.at))}</p>}
      {later.before.some(({ text }) => text !== '') && (
        <details class="fold">
          <summary>
            <Icon name="down" />
            {say.before(later.before.length)}
          </summary>
          {later.before.map((one) => (
            <blockquote key={one.seq} dir="auto">
              <del>{one.text}</del>
            </blockquote>
          ))}
        </details>
      )}
    </>
  )
}

/** A reaction, or something taken back that is not loaded: one quiet line beside the talk. */
export function AsideLine({ message, contact }: { message: WireMessage; contact: string }) {
  const { later: say, defects } = words.value
  const who = message.author.name ?? contact
  const told = (message.flags?.defects ?? []).flatMap((code) => defects[code] ?? [])
  const phrase = message.replaces?.removed
    ? say.removedAlone(who)
    : message.text === ''
      ? (told[0] ?? say.asideAlone(who))
      : say.aside(who, message.text)
  return (
    <li class="event" data-seq={message.seq} tabIndex={-1}>
      <span>
        <bdi>{phrase}</bdi>
      </span>
      <time dateTime={message.at}>{when(message.at)}</time>
    </li>
  )
}
