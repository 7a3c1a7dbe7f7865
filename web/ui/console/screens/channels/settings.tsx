import { useEffect, useRef, useState } from 'preact/hooks'
import type { WireChannelField } from '../../../../wire.ts'
import { missing, settingsOf } from '../../rules/network/health.ts'
import { told } from '../../state/say.ts'
import { lang, words } from '../../words/words.ts'
import { type ChannelShown, connect } from './requests.ts'

interface Problem {
  readonly field: string | undefined
  readonly sentence: string
}

/** What an administrator fills in. A secret is written and never comes back: an empty box keeps what is stored. */
export function SettingsForm({ channel, changed, close }: ChannelShown & { readonly close: () => void }) {
  const { channels: say, act } = words.value
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [problem])
  const save = async (): Promise<void> => {
    if (busy) return
    const empty = missing(channel.fields, written)
    if (empty !== undefined) return setProblem({ field: empty, sentence: say.fill })
    setBusy(true)
    const result = await connect(channel, settingsOf(channel.fields, written))
    setBusy(false)
    if (!('next' in result)) return setProblem(result)
    told(say.saved(channel.name))
    changed(result.next)
    close()
  }
  const named = channel.fields.some(({ name }) => name === problem?.field)
  return (
    <form
      class="stack-form"
      ref={form}
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {channel.fields.map((field) => (
        <Setting
          key={field.name}
          id={`${channel.desk}-${channel.id}-${field.name}`}
          field={field}
          text={written[field.name] ?? field.value ?? ''}
          problem={problem?.field === field.name ? problem.sentence : undefined}
          write={(text) => setWritten({ ...written, [field.name]: text })}
        />
      ))}
      {problem && !named && (
        <p class="error" role="alert">
          {problem.sentence}
        </p>
      )}
      <div class="row">
        <button type="submit" class="btn" aria-disabled={busy}>
          {say.save}
        </button>
        <button type="button" class="btn quiet" onClick={close}>
          {act.cancel}
        </button>
      </div>
    </form>
  )
}

interface Asked {
  readonly id: string
  readonly field: WireChannelField
  readonly text: string
  readonly problem: string | undefined
  readonly write: (text: string) => void
}

function Setting({ id, field, text, problem, write }: Asked) {
  const { channels: say } = words.value
  const { secret, filled, required, label, help } = field
  const hint = [help?.[lang.value], secret && filled ? say.storedHint : undefined].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>
        {label[lang.value]} {!required && <span class="muted">{say.optional}</span>}
      </label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        class="input"
        id={id}
        {...(secret ? { type: 'password' as const } : { type: 'text' as const })}
        // A browser must not offer to keep the network's keys, nor fill in the agent's own password.
        autocomplete={secret ? 'new-password' : 'off'}
        spellcheck={false}
        placeholder={secret && filled ? say.stored : undefined}
        required={required}
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={[hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined}
        onInput={(event) => write(event.currentTarget.value)}
      />
      {problem && (
        <p class="error" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
