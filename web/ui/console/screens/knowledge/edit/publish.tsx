import { useEffect, useRef, useState } from 'preact/hooks'
import type { WireFault } from '../../../../../wire.ts'
import { type Change, difference } from '../../../rules/knowledge/difference.ts'
import { entryOf } from '../../../state/knowledge/shelf.ts'
import { check, publish, type Writing } from '../../../state/knowledge/writing.ts'
import { words } from '../../../words/words.ts'
import { idOfField } from './fields.tsx'

interface PublishShown {
  readonly writing: Writing
  readonly note: string
  readonly faults: readonly WireFault[]
  readonly found: (faults: readonly WireFault[]) => void
  readonly close: () => void
}

/** The last look: what is wrong, what changes, why. */
export function Publish({ writing, note: given, faults, found, close }: PublishShown) {
  const { knowledge: say } = words.value
  const [note, setNote] = useState(given)
  const [state, setState] = useState<'checking' | 'ready' | 'busy'>('checking')
  const [refusal, setRefusal] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => setNote(given), [given])
  const { kind, id } = writing
  const text = JSON.stringify(writing.body)
  // What is written is looked at again whenever its words change.
  useEffect(() => {
    let stale = false
    setState('checking')
    const wait = setTimeout(() => {
      void check({ kind, id, body: JSON.parse(text) as Writing['body'] }).then((all) => {
        if (stale) return
        found(all)
        setState('ready')
      })
    }, 300)
    return () => {
      stale = true
      clearTimeout(wait)
    }
  }, [kind, id, text, found])
  const go = async (): Promise<void> => {
    if (state !== 'ready') return
    setState('busy')
    const refused = await publish(writing, note)
    if (!refused) return close()
    setState('ready')
    setRefusal(refused.sentence)
    found(refused.faults)
  }
  return (
    <section class="k-panel" aria-labelledby="k-publish">
      <h3 id="k-publish" ref={heading} tabIndex={-1}>
        {say.publishTitle}
      </h3>
      <p class="error" role="alert" hidden={!refusal}>
        {refusal}
      </p>
      <p class="vh" role="status">
        {state === 'checking' ? say.checking : faults.length > 0 ? say.faultsTitle(faults.length) : ''}
      </p>
      {faults.length > 0 && <Faults faults={faults} />}
      <Differences writing={writing} />
      <div class="field">
        <label for="k-note">{say.note}</label>
        <input
          class="input"
          id="k-note"
          autocomplete="off"
          maxLength={300}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div class="row">
        <button
          type="button"
          class="btn"
          aria-disabled={state !== 'ready' || faults.length > 0}
          onClick={() => faults.length === 0 && void go()}
        >
          {say.publishGo}
        </button>
        <button type="button" class="btn quiet" onClick={close}>
          {say.cancel}
        </button>
      </div>
    </section>
  )
}

/** Each leads to the field to mend. */
function Faults({ faults }: { faults: readonly WireFault[] }) {
  const { knowledge: say } = words.value
  return (
    <div class="notice warn">
      <div>
        <p>
          <b>{say.faultsTitle(faults.length)}</b>
        </p>
        <ul class="k-faults">
          {faults.map(({ field, line, code, about, instead = '' }) => (
            <li key={`${field} ${line} ${code} ${about}`}>
              {field && (
                <button type="button" class="link" onClick={() => document.getElementById(idOfField(field))?.focus()}>
                  {say.where(nameOf(field, say), line)}
                </button>
              )}{' '}
              {say.faults[code]?.(about, instead) ?? about}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

type Say = (typeof words.value)['knowledge']

/** 'body.fr' as it is read: "Texte, français". */
function nameOf(field: string, say: Say): string {
  const [name = '', language] = field.split('.')
  const said = say.fields[name] ?? name
  if (language === undefined) return said
  return `${said} (${(language === 'fr' ? say.french : say.english).toLowerCase()})`
}

function Differences({ writing }: { writing: Writing }) {
  const { knowledge: say } = words.value
  const running = entryOf(`${writing.kind}/${writing.id}`)?.running?.body
  const changes = difference(running ?? {}, writing.body)
  if (running === undefined) return <p class="muted">{say.firstTime}</p>
  if (changes.length === 0) return <p class="muted">{say.same}</p>
  return (
    <>
      <p class="muted">{say.publishLead}</p>
      <dl class="k-changes">
        {changes.map((change) => (
          <Changed key={change.field} change={change} />
        ))}
      </dl>
    </>
  )
}

function Changed({ change: { field, lines } }: { change: Change }) {
  const { knowledge: say } = words.value
  // Only what changed, and the line before and after it: the rest is as it was.
  const near = (index: number): boolean =>
    [index - 1, index, index + 1].some((at) => lines[at] !== undefined && lines[at].kind !== 'kept')
  const shown = lines.map((line, index) => ({ ...line, index })).filter(({ index }) => near(index))
  return (
    <div>
      <dt>{nameOf(field, say)}</dt>
      <dd>
        {shown.map(({ kind, text, index }) => {
          if (kind === 'kept') return <p key={index}>{text}</p>
          const Mark = kind === 'gone' ? 'del' : 'ins'
          return (
            <p key={index}>
              <span class="vh">{kind === 'gone' ? say.gone : say.fresh} : </span>
              <Mark>{text}</Mark>
            </p>
          )
        })}
      </dd>
    </div>
  )
}
