import type { WireMessage } from '../../../../wire.ts'
import { date, moment } from '../../rules/phrases.ts'
import { setDanger } from '../../state/conversation/actions.ts'
import { type Open, opened } from '../../state/conversation/opened.ts'
import { now } from '../../state/look.ts'
import { myId } from '../../state/session.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Files } from '../message/body.tsx'
import { eventPhrase } from '../message/event.tsx'
import { stateOf } from './head.tsx'

/** The right pane: what is known, gathered from the thread. */
export function Side() {
  const open = opened.value
  const { side } = words.value
  return (
    <aside class="side" aria-label={side.label} data-pane="side" tabIndex={open ? 0 : -1}>
      {open && <Known open={open} />}
    </aside>
  )
}

function Known({ open }: { open: Open }) {
  const { side } = words.value
  const { messages } = open
  const summary = messages.findLast((message) => message.summary)?.summary
  const sheets = messages.flatMap((message) => (message.sheet ? [message.sheet] : []))
  const unique = [...new Map(sheets.map((sheet) => [sheet.id, sheet])).values()]
  const files = messages.flatMap((message) => message.files)
  return (
    <>
      <section>
        <h2>{side.card}</h2>
        <Facts open={open} />
      </section>
      {summary && (
        <section>
          <h2>{side.triage}</h2>
          <dl>
            {summary.map(([label, value]) => (
              <Fact key={label} label={label} value={value} />
            ))}
          </dl>
        </section>
      )}
      {unique.length > 0 && (
        <section>
          <h2>{side.sheets}</h2>
          <ul>
            {unique.map((sheet) => (
              <li key={sheet.id}>
                {sheet.title}
                {sheet.verified && (
                  <span>{words.value.message.verified(date(sheet.verified, now.value, lang.value))}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {files.length > 0 && (
        <section>
          <h2>{side.files}</h2>
          <Files files={files} />
        </section>
      )}
      <Journal messages={messages} />
    </>
  )
}

function Facts({ open }: { open: Open }) {
  const { side, list, act } = words.value
  const { head } = open
  const level = { none: side.dangerNone, soft: side.dangerSoft, hard: side.dangerHard }[head.danger]
  return (
    <>
      <dl>
        <dt>{side.danger}</dt>
        <dd>
          {head.danger === 'none' ? (
            level
          ) : (
            <span class="tag danger">
              <Icon name="alert" />
              {level}
            </span>
          )}
        </dd>
        <Fact label={side.state} value={stateOf(head, words.value, myId.value)} />
        <Fact label={side.desk} value={head.deskName} />
        <Fact label={side.channel} value={head.channelName} />
        <Fact label={side.number} value={list.number(head.number)} />
        <Fact label={side.address} value={head.contact.address ?? side.notGiven} />
        {head.contact.answersTo && <Fact label={side.answersTo} value={head.contact.answersTo} />}
        <Fact label={side.last} value={moment(head.lastAt, now.value, lang.value)} />
      </dl>
      {head.danger === 'none' && head.status !== 'resolved' && (
        <button type="button" class="btn second" aria-keyshortcuts="d" onClick={() => void setDanger('hard')}>
          <Icon name="alert" />
          {act.raise}{' '}
          <span class="key" aria-hidden="true">
            d
          </span>
        </button>
      )}
    </>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd>
      <bdi>{value}</bdi>
    </dd>
  </>
)

function Journal({ messages }: { messages: readonly WireMessage[] }) {
  const events = messages.filter((message) => message.event).slice(-8)
  if (events.length === 0) return null
  return (
    <section>
      <h2>{words.value.side.journal}</h2>
      <ul>
        {events.map((message) => (
          <li key={message.seq}>
            {eventPhrase(message, words.value)}
            <span>{moment(message.at, now.value, lang.value)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
