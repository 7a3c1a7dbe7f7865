import { useEffect, useRef, useState } from 'preact/hooks'
import type { WireHead } from '../../../../wire.ts'
import { colleaguesOf, transferTo } from '../../state/conversation/actions.ts'
import { form } from '../../state/place.ts'
import { sentenceOf } from '../../state/say.ts'
import { words } from '../../words/words.ts'
import { focusOn } from '../focus.ts'

type Colleague = { readonly id: string; readonly name: string }

/** Passes the conversation to someone of the same desk: nobody else can be named. */
export function Transfer({ head }: { head: WireHead }) {
  const { act } = words.value
  const [colleagues, setColleagues] = useState<readonly Colleague[]>()
  const [chosen, setChosen] = useState('')
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    colleaguesOf(head.desk).then(setColleagues, (error: unknown) => setProblem(sentenceOf(error)))
  }, [head.desk])
  useEffect(() => field.current?.focus(), [colleagues])
  const submit = async (): Promise<void> => {
    const to = colleagues?.find((one) => one.id === chosen)
    if (!to) return setProblem(act.chooseColleague)
    if (!(await transferTo(to))) return
    form.value = undefined
    focusOn('#transfer')
  }
  const others = colleagues?.filter((one) => one.id !== head.assignee?.id)
  return (
    <form
      class="transfer"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <label for="colleague">{act.transferTo}</label>
      <select
        class="input"
        id="colleague"
        ref={field}
        value={chosen}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? 'colleague-problem' : undefined}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <option value="">—</option>
        {others?.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <button type="submit" class="btn">
        {act.transfer}
      </button>
      <button
        type="button"
        class="btn quiet"
        onClick={() => {
          form.value = undefined
          focusOn('#transfer')
        }}
      >
        {act.cancel}
      </button>
      {others?.length === 0 && <p class="muted small">{act.noColleague}</p>}
      {problem && (
        <p class="error" id="colleague-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
