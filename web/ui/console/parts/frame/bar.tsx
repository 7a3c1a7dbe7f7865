import { link } from '../../state/link.ts'
import { toggleTheme } from '../../state/look.ts'
import { overlay, place } from '../../state/place.ts'
import { counts } from '../../state/queue.ts'
import { me } from '../../state/session.ts'
import { words } from '../../words/words.ts'
import { Icon, Mark } from '../icons.tsx'
import { Account } from './account.tsx'

export function Bar() {
  const { bar, product, views } = words.value
  const { view, desk } = place.value
  const desks = me.value?.desks ?? []
  const shown = desks.find((one) => one.id === desk) ?? (desks.length === 1 ? desks[0] : undefined)
  const count = counts.value?.[view]
  return (
    <header class="bar">
      <h1 class="vh">{count === undefined ? views[view] : `${views[view]}, ${count}`}</h1>
      <span class="brand">
        <Mark />
        <span>
          <b>{shown?.name ?? product}</b>
          <span>{shown ? product : desks.map((one) => one.name).join(', ')}</span>
        </span>
      </span>
      <button
        type="button"
        class="find"
        onClick={() => {
          overlay.value = 'find'
        }}
      >
        <Icon name="search" />
        <span>{bar.find}</span>
        <span class="key">Ctrl K</span>
      </button>
      <button
        type="button"
        class="btn quiet icon-only"
        onClick={() => {
          overlay.value = 'help'
        }}
      >
        <span aria-hidden="true">?</span>
        <span class="vh">{bar.help}</span>
      </button>
      <button type="button" class="btn quiet icon-only" onClick={toggleTheme}>
        <Icon name="sun" />
        <span class="vh">{bar.look}</span>
      </button>
      <Account online={link.value !== 'lost'} />
    </header>
  )
}
