import type { WireFault, WireText } from '../../../../../wire.ts'
import { words } from '../../../words/words.ts'

export const idOfField = (field: string): string => `k-${field.replaceAll('.', '-') || 'whole'}`

interface Named {
  readonly field: string
  readonly faults: readonly WireFault[]
  readonly hint?: string | undefined
}

/** The field, its hint and its language, for those who hear it. */
const marks = ({ field, faults, hint }: Named) => ({
  id: idOfField(field),
  'aria-invalid': faults.some((fault) => fault.field === field),
  ...(hint ? { 'aria-describedby': `${idOfField(field)}-hint` } : {}),
})

const Hint = ({ field, hint }: Pick<Named, 'field' | 'hint'>) =>
  hint ? (
    <span class="hint" id={`${idOfField(field)}-hint`}>
      {hint}
    </span>
  ) : null

/** One line. */
export function Line({
  value,
  set,
  type = 'text',
  ...named
}: Named & { value: string; set: (value: string) => void; type?: 'text' | 'date' }) {
  return (
    <div class="field">
      <label for={idOfField(named.field)}>{words.value.knowledge.fields[named.field]}</label>
      <Hint {...named} />
      <input
        class="input"
        {...(type === 'date' ? { type: 'date' as const } : { type: 'text' as const })}
        autocomplete="off"
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
        {...marks(named)}
      />
    </div>
  )
}

/** The same text in both languages, side by side. */
export function Pair({
  value,
  set,
  rows = 1,
  ...named
}: Named & { value: WireText; set: (value: WireText) => void; rows?: number }) {
  const { knowledge: say } = words.value
  return (
    <div class="k-pair">
      {(['fr', 'en'] as const).map((language) => {
        const field = `${named.field}.${language}`
        return (
          <div key={language} class="field">
            <label for={idOfField(field)}>
              {say.fields[named.field]} <span class="muted">{language === 'fr' ? say.french : say.english}</span>
            </label>
            <Hint field={field} hint={named.hint} />
            <textarea
              class="input"
              rows={rows}
              lang={language}
              spellcheck
              value={value[language]}
              onInput={(event) => set({ ...value, [language]: event.currentTarget.value })}
              {...marks({ ...named, field })}
            />
          </div>
        )
      })}
    </div>
  )
}
