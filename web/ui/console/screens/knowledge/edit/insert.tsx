import { useEffect, useRef, useState } from 'preact/hooks'
import { offeredBy } from '../../../rules/knowledge/facts.ts'
import { facts } from '../../../state/knowledge/shelf.ts'
import { lang, words } from '../../../words/words.ts'

/** Where a reference may stand. */
const TAKES = ['k-title-fr', 'k-title-en', 'k-body-fr', 'k-body-en', 'k-url']

type Field = HTMLInputElement | HTMLTextAreaElement

const isField = (target: EventTarget | null): target is Field =>
  (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && TAKES.includes(target.id)

/** Puts a fact where the editor was writing: the words will follow its corrections. */
export function Insert() {
  const { knowledge: say } = words.value
  const [chosen, setChosen] = useState('')
  const last = useRef<string>('k-body-fr')
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      if (isField(target)) last.current = target.id
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  const insert = (): void => {
    const field = document.getElementById(last.current)
    if (!isField(field) || !chosen) return
    field.focus()
    field.setRangeText(chosen, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <div class="field k-insert">
      <label for="k-insert">{say.insert}</label>
      <span class="hint" id="k-insert-hint">
        {say.insertHint}
      </span>
      <select
        class="input"
        id="k-insert"
        aria-describedby="k-insert-hint"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <option value="" />
        {[...facts.value.values()].map((fact) => (
          <optgroup key={fact.id} label={fact.label[lang.value]}>
            {offeredBy(fact, lang.value).map(({ reference, said }) => (
              <option key={reference} value={reference}>
                {said}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <button type="button" class="btn second" aria-disabled={!chosen} onClick={insert}>
        {say.insertGo}
      </button>
    </div>
  )
}
