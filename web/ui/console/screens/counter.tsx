import { useState } from 'preact/hooks'
import type { WireHead } from '../../../wire.ts'
import { wantFocus } from '../parts/focus.ts'
import { PageHead } from '../parts/frame/page-head.tsx'
import { AttachField, Attachments } from '../parts/write/attachments.tsx'
import { post } from '../state/api.ts'
import { filter, goConversation } from '../state/place.ts'
import { headNow } from '../state/queue.ts'
import { sentenceOf, told } from '../state/say.ts'
import { channels, me } from '../state/session.ts'
import { clearAttached, peekAttached } from '../state/writing/files.ts'
import { words } from '../words/words.ts'

const place = 'counter'

interface Entry {
  readonly channel: string
  readonly name: string
  readonly address: string
  readonly text: string
}

const blank: Entry = { channel: '', name: '', address: '', text: '' }

/** What came by phone, by letter or at the desk, typed in by an agent. */
export function Counter() {
  const { counter } = words.value
  const offered = channels.value.filter((channel) => channel.delivery === 'task')
  return (
    <section class="thread page" id="thread" aria-labelledby="page-title" data-pane="thread">
      <PageHead title={counter.title} />
      <div class="page-body">
        <p class="muted">{offered.length > 0 ? counter.lead : counter.none}</p>
        {offered.length > 0 && <CounterForm />}
      </div>
    </section>
  )
}

/** Resolves with what to tell the agent when it did not work. */
async function save(entry: Entry): Promise<string | undefined> {
  const say = words.peek()
  if (entry.text.trim() === '') return say.counter.textMissing
  const files = peekAttached(place)
  if (files.some((file) => file.id === undefined)) return say.write.wait
  const [desk = '', channel = ''] = entry.channel.split('/')
  const uploads = files.flatMap((file) => file.id ?? [])
  try {
    const head = await post<WireHead>('/counter', {
      desk,
      channel,
      text: entry.text,
      ...(entry.name.trim() ? { name: entry.name.trim() } : {}),
      ...(entry.address.trim() ? { address: entry.address.trim() } : {}),
      ...(uploads.length > 0 ? { uploads } : {}),
    })
    clearAttached(place)
    headNow(head)
    told(say.counter.saved)
    wantFocus('thread')
    goConversation(head.id)
    return undefined
  } catch (error) {
    return sentenceOf(error)
  }
}

function firstChannel(): string {
  const offered = channels.peek().filter((channel) => channel.delivery === 'task')
  const here = offered.find((channel) => channel.desk === filter.peek().desk) ?? offered[0]
  return here ? `${here.desk}/${here.id}` : ''
}

function CounterForm() {
  const { counter } = words.value
  const [entry, setEntry] = useState<Entry>(() => ({ ...blank, channel: firstChannel() }))
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)
  const set = (patch: Partial<Entry>): void => setEntry({ ...entry, ...patch })
  const submit = async (): Promise<void> => {
    setSaving(true)
    const refused = await save(entry)
    setSaving(false)
    setProblem(refused)
    if (refused) document.getElementById('counter-text')?.focus()
  }
  return (
    <form
      class="stack-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!saving) void submit()
      }}
    >
      <ChannelField value={entry.channel} set={(channel) => set({ channel })} />
      <Line id="counter-name" label={counter.name} value={entry.name} set={(name) => set({ name })} />
      <Line id="counter-address" label={counter.address} value={entry.address} set={(address) => set({ address })} />
      <div class="field">
        <label for="counter-text">{counter.text}</label>
        <span class="hint" id="counter-hint">
          {counter.textHint}
        </span>
        <textarea
          class="input"
          id="counter-text"
          rows={8}
          aria-describedby={problem ? 'counter-hint counter-problem' : 'counter-hint'}
          aria-invalid={problem !== undefined}
          value={entry.text}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
        <p class="error" id="counter-problem" role="alert" hidden={!problem}>
          {problem}
        </p>
      </div>
      <Attachments place={place} />
      <div class="row">
        <button type="submit" class="btn" aria-disabled={saving}>
          {counter.save}
        </button>
        <AttachField place={place} id="counter-scan" label={counter.scan} />
      </div>
    </form>
  )
}

function ChannelField({ value, set }: { value: string; set: (value: string) => void }) {
  const desks = (me.value?.desks ?? []).map((desk) => ({
    ...desk,
    channels: desk.channels.filter((channel) => channel.delivery === 'task'),
  }))
  return (
    <div class="field">
      <label for="counter-channel">{words.value.counter.channel}</label>
      <select class="input" id="counter-channel" value={value} onChange={(event) => set(event.currentTarget.value)}>
        {desks
          .filter((desk) => desk.channels.length > 0)
          .map((desk) => (
            <optgroup key={desk.id} label={desk.name}>
              {desk.channels.map((channel) => (
                <option key={channel.id} value={`${desk.id}/${channel.id}`}>
                  {channel.name}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
    </div>
  )
}

interface LineShown {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly set: (value: string) => void
}

const Line = ({ id, label, value, set }: LineShown) => (
  <div class="field">
    <label for={id}>
      {label} <span class="muted">{words.value.counter.optional}</span>
    </label>
    <input class="input" id={id} autocomplete="off" value={value} onInput={(event) => set(event.currentTarget.value)} />
  </div>
)
