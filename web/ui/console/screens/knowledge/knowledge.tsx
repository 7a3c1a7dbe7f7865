import { useEffect } from 'preact/hooks'
import { PageHead } from '../../parts/frame/page-head.tsx'
import { hashOf } from '../../rules/place.ts'
import { desk, item, readShelf, shelf, unread } from '../../state/knowledge/shelf.ts'
import { filter, go, place } from '../../state/place.ts'
import { editedDesks } from '../../state/session.ts'
import { words } from '../../words/words.ts'
import { Asked } from './asked.tsx'
import { Editor } from './edit/editor.tsx'
import { Entries } from './entries.tsx'

/** What the assistant answers at a desk: sheets, numbers and hours, and the questions that came. */
export function Knowledge() {
  const { knowledge: say } = words.value
  const on = desk.value
  useEffect(() => {
    shelf.value = undefined
    void readShelf()
  }, [on])
  return (
    <section class="thread page knowledge" id="thread" aria-labelledby="page-title" data-pane="thread">
      <PageHead title={say.title} />
      <div class="page-body">
        {unread.value ? (
          <p class="notice warn" role="alert">
            {say.failed}{' '}
            <button type="button" class="btn second" onClick={() => void readShelf()}>
              {say.again}
            </button>
          </p>
        ) : (
          <p class="vh" role="status">
            {shelf.value === undefined ? say.loading : ''}
          </p>
        )}
        {shelf.value && <Open />}
      </div>
    </section>
  )
}

function Open() {
  const at = item.value
  const edited = at?.includes('/') ? at : undefined
  return (
    <>
      {edited === undefined && <Top />}
      {edited !== undefined && <Editor key={edited} name={edited} />}
      {at === 'asked' && <Asked />}
      {edited === undefined && at !== 'asked' && (
        <Entries key={at ?? 'sheets'} kind={at === 'facts' ? 'fact' : 'sheet'} />
      )}
    </>
  )
}

function Top() {
  const { knowledge: say } = words.value
  const desks = editedDesks.value
  const serves = shelf.value?.desks ?? []
  return (
    <>
      <p class="muted">
        {say.lead} {serves.length > 1 && say.sharedWith(serves.join(', '))}
      </p>
      {shelf.value?.mine === false && <p class="notice plain">{say.notMine}</p>}
      {desks.length > 1 && (
        <div class="field pick-desk">
          <label for="k-desk">{say.desk}</label>
          <select
            class="input"
            id="k-desk"
            value={desk.value}
            onChange={(event) => go({ ...place.peek(), desk: event.currentTarget.value })}
          >
            {desks.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <Tabs />
    </>
  )
}

function Tabs() {
  const { tabs } = words.value.knowledge
  const at = item.value
  const to = (open: string | undefined) =>
    hashOf({ ...filter.value, page: 'knowledge', ...(open ? { item: open } : {}) })
  const current = (on: boolean) => (on ? { 'aria-current': 'page' as const } : {})
  return (
    <nav class="k-tabs" aria-label={tabs.label}>
      <a href={to(undefined)} {...current(at === undefined)}>
        {tabs.sheets}
      </a>
      <a href={to('facts')} {...current(at === 'facts')}>
        {tabs.facts}
      </a>
      <a href={to('asked')} {...current(at === 'asked')}>
        {tabs.asked}
      </a>
    </nav>
  )
}
