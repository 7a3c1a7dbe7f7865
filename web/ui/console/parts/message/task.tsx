import { useState } from 'preact/hooks'
import type { WireMessage } from '../../../../wire.ts'
import { date } from '../../rules/phrases.ts'
import { taskDone } from '../../state/conversation/actions.ts'
import { now } from '../../state/look.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'

/** A letter to post, a call to make: done by hand, then written down. */
export function Task({ message }: { message: WireMessage }) {
  const { delivery: say } = words.value
  const [open, setOpen] = useState(false)
  const { delivery } = message
  if (delivery?.state === 'sent') {
    return (
      <div class="delivery done">
        <Icon name="check" />
        <span>
          {say.taskDone(date(delivery.at ?? message.at, now.value, lang.value))}
          {delivery.outcome && (
            <>
              {lang.value === 'fr' ? ' : ' : ': '}
              <bdi>{delivery.outcome}</bdi>
            </>
          )}
        </span>
      </div>
    )
  }
  if (open) return <DoneForm seq={message.seq} close={() => setOpen(false)} />
  return (
    <div class="delivery todo">
      <span>
        <b>{say.task}.</b> {say.taskHint}
      </span>
      <button type="button" class="btn second" onClick={() => setOpen(true)}>
        {say.markDone}
      </button>
    </div>
  )
}

/** Today in the agent's own time zone, as a date field wants it. */
function today(): string {
  const here = new Date()
  return new Date(here.getTime() - here.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

function DoneForm({ seq, close }: { seq: number; close: () => void }) {
  const { delivery: say, act } = words.value
  const [day, setDay] = useState(today())
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const save = async (): Promise<void> => {
    if (text.trim() === '') return setProblem(say.outcomeMissing)
    const at = day === today() ? new Date() : new Date(`${day}T12:00:00`)
    const refused = await taskDone(seq, at, text)
    if (refused) setProblem(refused)
    else close()
  }
  return (
    <form
      class="done-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div class="field">
        <label for={`day-${seq}`}>{say.when}</label>
        <input
          class="input"
          id={`day-${seq}`}
          type="date"
          max={today()}
          value={day}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      <div class="field grow">
        <label for={`outcome-${seq}`}>{say.outcome}</label>
        <span class="hint" id={`hint-${seq}`}>
          {say.outcomeHint}
        </span>
        <input
          class="input"
          id={`outcome-${seq}`}
          aria-describedby={problem ? `hint-${seq} problem-${seq}` : `hint-${seq}`}
          aria-invalid={problem !== undefined}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {problem && (
          <p class="error" id={`problem-${seq}`} role="alert">
            {problem}
          </p>
        )}
      </div>
      <button type="submit" class="btn">
        {say.save}
      </button>
      <button type="button" class="btn quiet" onClick={close}>
        {act.cancel}
      </button>
    </form>
  )
}
