import { useState } from 'preact/hooks'
import type { WireEntry } from '../../../../wire.ts'
import { blank, bodyOf, dayOf, isOverdue, listed, stateOf, titleOf } from '../../rules/knowledge/entries.ts'
import { date } from '../../rules/phrases.ts'
import { hashOf } from '../../rules/place.ts'
import { asked, entryOf, shelf, sought } from '../../state/knowledge/shelf.ts'
import { begin } from '../../state/knowledge/writing.ts'
import { now } from '../../state/look.ts'
import { filter, goPage } from '../../state/place.ts'
import { lang, words } from '../../words/words.ts'

type Kind = WireEntry['kind']

const tone = { draft: 'info', withdrawn: 'warn', published: 'ok', file: '' } as const

/** Everything of one kind, what must be looked at again first. */
export function Entries({ kind }: { kind: Kind }) {
  const { knowledge: say } = words.value
  const today = dayOf(now.value)
  const own = (shelf.value?.entries ?? []).filter((entry) => entry.kind === kind)
  const found = listed(own, sought.value, today, lang.value)
  const overdue = found.filter((entry) => isOverdue(entry, today)).length
  return (
    <>
      <div class="k-search">
        <div class="field">
          <label for="k-search">{say.search}</label>
          <input
            class="input"
            id="k-search"
            type="search"
            autocomplete="off"
            value={sought.value}
            onInput={(event) => {
              sought.value = event.currentTarget.value
            }}
          />
        </div>
        <p role="status" class="muted small">
          {say.count(found.length, overdue)}
        </p>
      </div>
      <ul class="k-list">
        {found.map((entry) => (
          <Row key={entry.id} entry={entry} overdue={isOverdue(entry, today)} />
        ))}
      </ul>
      {shelf.value?.mine && <New kind={kind} />}
    </>
  )
}

function Row({ entry, overdue }: { entry: WireEntry; overdue: boolean }) {
  const { knowledge: say } = words.value
  const body = bodyOf(entry)
  const state = stateOf(entry)
  const day = (at: string): string => date(`${at}T00:00:00Z`, now.value, lang.value)
  const used = (outcome: 'hit' | 'suggested'): number =>
    (asked.value ?? []).filter((one) => one.outcome === outcome && one.sheets.includes(entry.id)).length
  const [hit, suggested] = entry.kind === 'sheet' ? [used('hit'), used('suggested')] : [0, 0]
  return (
    <li>
      <a href={hashOf({ ...filter.value, page: 'knowledge', item: `${entry.kind}/${entry.id}` })}>
        {titleOf(entry, lang.value)}
      </a>
      <span class="k-marks">
        {overdue && <span class="tag danger">{say.overdue}</span>}
        <span class={`tag ${tone[state]}`}>{say.states[state]}</span>
      </span>
      <small>
        {say.owner} {body?.owner ?? say.noOwner}
        {body && ` · ${say.verified(day(body.verified))} · ${say.review(day(body.review))}`}
        {hit + suggested > 0 && ` · ${say.uses(hit, suggested)}`}
      </small>
    </li>
  )
}

function New({ kind }: { kind: Kind }) {
  const { knowledge: say } = words.value
  const [id, setId] = useState('')
  const [wrong, setWrong] = useState(false)
  const start = (): void => {
    const known = !/^[a-z0-9-]{1,40}$/.test(id) || entryOf(`${kind}/${id}`) !== undefined
    setWrong(known)
    if (known) {
      document.getElementById('k-new')?.focus()
      return
    }
    begin(kind, id, blank(kind, id, now.peek()))
    goPage('knowledge', `${kind}/${id}`)
  }
  return (
    <form
      class="k-new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
    >
      <h3>{kind === 'sheet' ? say.newSheet : say.newFact}</h3>
      <div class="field">
        <label for="k-new">{say.newId}</label>
        <span class="hint" id="k-new-hint">
          {say.newIdHint}
        </span>
        <input
          class="input"
          id="k-new"
          autocomplete="off"
          aria-describedby="k-new-hint k-new-wrong"
          aria-invalid={wrong}
          value={id}
          onInput={(event) => setId(event.currentTarget.value.trim())}
        />
        <p class="error" id="k-new-wrong" role="alert" hidden={!wrong}>
          {say.newIdWrong}
        </p>
      </div>
      <button type="submit" class="btn second">
        {say.create}
      </button>
    </form>
  )
}
