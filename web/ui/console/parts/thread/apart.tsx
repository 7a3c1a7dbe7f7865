import { useEffect, useRef, useState } from 'preact/hooks'
import type { WireHead } from '../../../../wire.ts'
import { nearDay } from '../../rules/phrases.ts'
import { fileApart } from '../../state/conversation/actions.ts'
import { now } from '../../state/look.ts'
import { form } from '../../state/place.ts'
import { lang, words } from '../../words/words.ts'
import { focusOn } from '../focus.ts'
import { Icon } from '../icons.tsx'

const longest = 200

function close(): void {
  form.value = undefined
  focusOn('#apart')
}

/** Files the person apart: a reason is asked, and what it does and does not do is said before. */
export function Apart() {
  const { apart: say, act } = words.value
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const refuse = (sentence: string): void => {
    setProblem(sentence)
    field.current?.focus()
  }
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return refuse(say.reasonMissing)
    if (reason.trim().length > longest) return refuse(say.reasonLong)
    if (await fileApart(reason.trim())) close()
  }
  return (
    <form
      class="transfer apart"
      noValidate
      aria-label={say.title}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p id="apart-what">{say.what}</p>
      <label for="apart-reason">{say.reason}</label>
      <input
        class="input"
        id="apart-reason"
        ref={field}
        required
        value={reason}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? 'apart-problem apart-what' : 'apart-hint apart-what'}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <button type="submit" class="btn">
        {say.save}
      </button>
      <button type="button" class="btn quiet" onClick={close}>
        {act.cancel}
      </button>
      {problem ? (
        <p class="error" id="apart-problem" role="alert">
          {problem}
        </p>
      ) : (
        <p class="muted small" id="apart-hint">
          {say.reasonHint}
        </p>
      )}
    </form>
  )
}

/** Why, by whom, and when somebody looks again. */
export function ApartBanner({ head }: { head: WireHead }) {
  const { apart: say } = words.value
  if (!head.apart) return null
  const { by, reason } = head.apart
  return (
    <div class="notice plain alarm">
      <Icon name="inbox" />
      <p>
        <b>
          <bdi>{say.banner(by, reason)}</bdi>
        </b>{' '}
        {review(head.apart.until)} {say.still}
      </p>
      {Date.parse(head.apart.until) <= now.value && (
        <button type="button" class="btn" onClick={() => void fileApart(reason, true)}>
          {say.keep}
        </button>
      )}
      <button type="button" class="btn second" onClick={() => void fileApart(null)}>
        {say.undo}
      </button>
    </div>
  )
}

export function review(until: string): string {
  const { apart: say, day } = words.value
  const at = Date.parse(until)
  return at <= now.value ? say.review.now : say.review.later(nearDay(at, now.value, lang.value, day))
}
