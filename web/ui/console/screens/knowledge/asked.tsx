import { useState } from 'preact/hooks'
import type { WireAsked } from '../../../../wire.ts'
import { isSheet, titleOf } from '../../rules/knowledge/entries.ts'
import { personalIn } from '../../rules/knowledge/personal.ts'
import { moment } from '../../rules/phrases.ts'
import { get } from '../../state/api.ts'
import { asked, entryOf, shelf, shelfPath } from '../../state/knowledge/shelf.ts'
import { write, writingOf } from '../../state/knowledge/writing.ts'
import { now } from '../../state/look.ts'
import { goPage } from '../../state/place.ts'
import { sentenceOf, told, warned } from '../../state/say.ts'
import { lang, words } from '../../words/words.ts'

type Shown = WireAsked['outcome'] | 'all'

const tone = { failed: 'danger', suggested: 'warn', hit: 'ok' } as const

/** What people asked, by reference: the failed ones first are what makes the assistant better. */
export function Asked() {
  const { asked: say } = words.value.knowledge
  const [outcome, setOutcome] = useState<Shown>('failed')
  const found = (asked.value ?? []).filter((one) => outcome === 'all' || one.outcome === outcome)
  return (
    <>
      <p class="muted k-lead">{say.lead}</p>
      <div class="field k-outcome">
        <label for="k-outcome">{say.filter}</label>
        <select
          class="input"
          id="k-outcome"
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value as Shown)}
        >
          {(['failed', 'suggested', 'hit', 'all'] as const).map((one) => (
            <option key={one} value={one}>
              {say[one]}
            </option>
          ))}
        </select>
      </div>
      {found.length === 0 && <p class="muted">{say.none}</p>}
      <Questions list={found} />
    </>
  )
}

/** Those that came to one sheet, answered by it or only offered. */
export function AskedOf({ sheet }: { sheet: string }) {
  const { tabs } = words.value.knowledge
  const found = (asked.value ?? []).filter(({ sheets }) => sheets.includes(sheet))
  if (found.length === 0) return null
  return (
    <section class="k-history" aria-labelledby="k-asked">
      <h3 id="k-asked">{tabs.asked}</h3>
      <Questions list={found} />
    </section>
  )
}

const Questions = ({ list }: { list: readonly WireAsked[] }) => (
  <ul class="k-list">
    {list.map((one) => (
      <Question key={`${one.conversation}:${one.seq}`} question={one} />
    ))}
  </ul>
)

function Question({ question }: { question: WireAsked }) {
  const { asked: say } = words.value.knowledge
  const [text, setText] = useState<string>()
  const titles = question.sheets.map((id) => {
    const entry = entryOf(`sheet/${id}`)
    return entry ? titleOf(entry, lang.value) : id
  })
  const read = async (): Promise<void> => {
    try {
      const path = shelfPath(`/asked/${encodeURIComponent(question.conversation)}/${question.seq}`)
      setText((await get<{ text: string }>(path)).text)
    } catch (error) {
      warned(sentenceOf(error))
    }
  }
  return (
    <li>
      <span>
        <time dateTime={question.at}>{moment(question.at, now.value, lang.value)}</time>
        {titles.length > 0 && ` · ${titles.join(' · ')}`}
      </span>
      <span class="k-marks">
        <span class={`tag ${tone[question.outcome]}`}>{say[question.outcome]}</span>
      </span>
      {text === undefined && question.readable && (
        <p>
          <button type="button" class="btn second" onClick={() => void read()}>
            {say.read}
          </button>{' '}
          <small>{say.reading}</small>
        </p>
      )}
      {!question.readable && <small>{say.unreadable}</small>}
      {text !== undefined && <Rewrite text={text} question={question} />}
    </li>
  )
}

/** The person's words above, the editor's below: only the editor's go into the sheet. */
function Rewrite({ text, question }: { text: string; question: WireAsked }) {
  const { asked: say, french, english } = words.value.knowledge
  const id = `k-rewrite-${question.conversation}-${question.seq}`
  const [example, setExample] = useState('')
  const [language, setLanguage] = useState<'fr' | 'en'>('fr')
  const [sheet, setSheet] = useState(question.sheets[0] ?? '')
  const [missing, setMissing] = useState(false)
  const personal = personalIn(example)
  const sheets = (shelf.value?.entries ?? []).filter(({ kind, running }) => kind === 'sheet' && running)
  const add = (): void => {
    const writing = writingOf(`sheet/${sheet}`)
    const line = example.trim().replace(/\s+/g, ' ')
    setMissing(line === '' || !writing)
    if (line === '' || !writing || !isSheet(writing.body)) return
    const { questions } = writing.body
    const known = questions[language].filter((one) => one.trim() !== '')
    write(writing, { ...writing.body, questions: { ...questions, [language]: [...known, line] } })
    told(say.added)
    goPage('knowledge', `sheet/${sheet}`)
  }
  return (
    <form
      class="k-rewrite"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <blockquote>{text}</blockquote>
      <div class="field">
        <label for={id}>{say.rewrite}</label>
        <span class="hint" id={`${id}-hint`}>
          {say.rewriteHint}
        </span>
        <input
          class="input"
          id={id}
          autocomplete="off"
          aria-describedby={`${id}-hint ${id}-warn`}
          value={example}
          onInput={(event) => setExample(event.currentTarget.value)}
        />
        <p class="error" id={`${id}-warn`} role="status">
          {personal.length > 0 && say.warn(personal.map((kind) => say.personal[kind]).join(', '))}
        </p>
      </div>
      <div class="k-pair">
        <div class="field">
          <label for={`${id}-language`}>{say.language}</label>
          <select
            class="input"
            id={`${id}-language`}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value === 'en' ? 'en' : 'fr')}
          >
            <option value="fr">{french}</option>
            <option value="en">{english}</option>
          </select>
        </div>
        <div class="field">
          <label for={`${id}-sheet`}>{say.sheet}</label>
          <select
            class="input"
            id={`${id}-sheet`}
            value={sheet}
            onChange={(event) => setSheet(event.currentTarget.value)}
          >
            <option value="">{say.choose}</option>
            {sheets.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {titleOf(entry, lang.value)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p class="error" role="alert" hidden={!missing}>
        {say.missing}
      </p>
      <button type="submit" class="btn">
        {say.add}
      </button>
    </form>
  )
}
