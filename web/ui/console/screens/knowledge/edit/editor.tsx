import { useEffect, useRef, useState } from 'preact/hooks'
import type { WireFault } from '../../../../../wire.ts'
import { Icon } from '../../../parts/icons.tsx'
import { checkedToday, isSheet, stateOf } from '../../../rules/knowledge/entries.ts'
import { saysFact } from '../../../rules/knowledge/facts.ts'
import { hashOf } from '../../../rules/place.ts'
import { entryOf, shelf } from '../../../state/knowledge/shelf.ts'
import { type Refusal, save, type Writing, withdraw, write, writingOf } from '../../../state/knowledge/writing.ts'
import { now } from '../../../state/look.ts'
import { filter } from '../../../state/place.ts'
import { warned } from '../../../state/say.ts'
import { lang, words } from '../../../words/words.ts'
import { AskedOf } from '../asked.tsx'
import { FactFields } from './fact-fields.tsx'
import { History } from './history.tsx'
import { Insert } from './insert.tsx'
import { Preview } from './preview.tsx'
import { Publish } from './publish.tsx'
import { SheetFields } from './sheet-fields.tsx'

/** One sheet or one fact: its words in both languages, and beside them what the person will read. */
export function Editor({ name }: { name: string }) {
  const writing = writingOf(name)
  if (!writing) return <Nothing />
  return <Open writing={writing} />
}

function Up() {
  const at = filter.value
  return (
    <p>
      <a class="btn quiet" href={hashOf({ ...at, page: 'knowledge' })}>
        <Icon name="back" />
        {words.value.knowledge.back}
      </a>
    </p>
  )
}

const Nothing = () => (
  <>
    <Up />
    <p class="muted">{words.value.knowledge.missing}</p>
  </>
)

/** What is under the fields: nothing, the last look before publishing, or the question before withdrawing. */
type Under = { readonly panel: 'publish'; readonly note: string } | { readonly panel: 'withdraw' } | undefined

function Open({ writing }: { writing: Writing }) {
  const { knowledge: say } = words.value
  const [under, setUnder] = useState<Under>()
  const [faults, setFaults] = useState<readonly WireFault[]>([])
  const mine = shelf.value?.mine === true
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useLeaving(writing.dirty)
  /** The panel goes: the hand returns to the title, not to nowhere. */
  const close = (): void => {
    setUnder(undefined)
    heading.current?.focus()
  }
  const refused = (refusal: Refusal | undefined): void => {
    if (!refusal) return
    warned(refusal.sentence)
    setFaults(refusal.faults)
  }
  const change = (body: Writing['body']): void => write(writing, body)
  const today = (): void => {
    change(checkedToday(writing.body, now.peek()))
    setUnder({ panel: 'publish', note: say.checkedNote })
  }
  const { body } = writing
  return (
    <div class="k-editor">
      <Up />
      <Title writing={writing} heading={heading} />
      <form
        class="k-form"
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's' || !mine) return
          event.preventDefault()
          void save(writing).then(refused)
        }}
      >
        <fieldset disabled={!mine}>
          <legend class="vh">{say.title}</legend>
          {isSheet(body) ? (
            <SheetFields body={body} change={change} faults={faults} />
          ) : (
            <FactFields body={body} change={change} faults={faults} />
          )}
        </fieldset>
        <aside>
          {isSheet(body) && mine && <Insert />}
          {isSheet(body) ? <Preview sheet={body} /> : <SaidIn id={writing.id} />}
        </aside>
      </form>
      {mine && <Gestures writing={writing} refused={refused} today={today} under={under} show={setUnder} />}
      {under?.panel === 'publish' && (
        <Publish writing={writing} note={under.note} faults={faults} found={setFaults} close={close} />
      )}
      {under?.panel === 'withdraw' && <Withdraw writing={writing} refused={refused} close={close} />}
      {isSheet(body) && <AskedOf sheet={writing.id} />}
      <History
        writing={writing}
        take={(version) => {
          if (!version.body) return
          change(version.body)
          setUnder({
            panel: 'publish',
            note: version.version === 0 ? say.takeOriginalNote : say.takeNote(version.version),
          })
        }}
      />
    </div>
  )
}

/** Closing the page on words that were not saved is asked about first. */
function useLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
}

function Title({ writing, heading }: { writing: Writing; heading: { current: HTMLHeadingElement | null } }) {
  const { knowledge: say } = words.value
  const { body, id, kind } = writing
  const entry = entryOf(`${kind}/${id}`)
  const state = entry ? stateOf(entry) : 'draft'
  return (
    <div class="k-title">
      <h3 ref={heading} tabIndex={-1}>
        {(isSheet(body) ? body.title[lang.value] : body.label[lang.value]) || id}
      </h3>
      <span class="tag">{say.states[state]}</span>
      {writing.dirty && <span class="muted small">{say.unsaved}</span>}
    </div>
  )
}

interface GesturesShown {
  readonly writing: Writing
  readonly refused: (refusal: Refusal | undefined) => void
  readonly today: () => void
  readonly under: Under
  readonly show: (under: Under) => void
}

function Gestures({ writing, refused, today, under, show }: GesturesShown) {
  const { knowledge: say } = words.value
  const said = entryOf(`${writing.kind}/${writing.id}`)?.running !== undefined
  return (
    <div class="row k-gestures">
      <button
        type="button"
        class="btn"
        aria-expanded={under?.panel === 'publish'}
        onClick={() => show({ panel: 'publish', note: '' })}
      >
        {say.publish}
      </button>
      <button type="button" class="btn second" onClick={() => void save(writing).then(refused)}>
        {say.save}
      </button>
      <button type="button" class="btn second" onClick={today}>
        {say.checkedToday}
      </button>
      {said && (
        <button
          type="button"
          class="btn quiet"
          aria-expanded={under?.panel === 'withdraw'}
          onClick={() => show({ panel: 'withdraw' })}
        >
          {say.withdraw}
        </button>
      )}
    </div>
  )
}

interface WithdrawShown {
  readonly writing: Writing
  readonly refused: (refusal: Refusal | undefined) => void
  readonly close: () => void
}

function Withdraw({ writing, refused, close }: WithdrawShown) {
  const { knowledge: say } = words.value
  const [broken, setBroken] = useState<Refusal>()
  const go = async (): Promise<void> => {
    const refusal = await withdraw(writing)
    refused(refusal)
    setBroken(refusal)
    if (!refusal) close()
  }
  return (
    <section class="k-panel" aria-label={say.withdraw}>
      <p>{say.withdrawSure}</p>
      {broken?.faults.map(({ code, about, instead = '' }) => (
        <p key={about} class="error">
          {say.faults[code]?.(about, instead) ?? about}
        </p>
      ))}
      <div class="row">
        <button type="button" class="btn" onClick={() => void go()}>
          {say.withdrawGo}
        </button>
        <button type="button" class="btn quiet" onClick={close}>
          {say.cancel}
        </button>
      </div>
    </section>
  )
}

/** Which sheets a correction of this fact will reach. */
function SaidIn({ id }: { id: string }) {
  const { knowledge: say } = words.value
  const sheets = (shelf.value?.entries ?? []).flatMap(({ running }) =>
    isSheet(running?.body) && saysFact(JSON.stringify(running.body), id) ? [running.body.title[lang.value]] : [],
  )
  return <p class="notice plain">{sheets.length > 0 ? say.usedIn(sheets.join(' · ')) : say.usedNowhere}</p>
}
