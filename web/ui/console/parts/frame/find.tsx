import { useState } from 'preact/hooks'
import { hashOf } from '../../rules/place.ts'
import { views } from '../../rules/views.ts'
import { go, goConversation, goPage, overlay } from '../../state/place.ts'
import { listing } from '../../state/queue.ts'
import { editedDesks, looksAfterChannels } from '../../state/session.ts'
import { lang, words } from '../../words/words.ts'
import { wantFocus } from '../focus.ts'
import { Dialog } from './dialog.tsx'

interface Found {
  readonly key: string
  readonly label: string
  readonly hint: string
  readonly run: () => void
}

function everything(): Found[] {
  const { list, nav, bar, views: names } = words.value
  const rows = listing.value.items.map((head) => ({
    key: head.id,
    label: head.contact.name ?? list.anonymous,
    hint: `${list.number(head.number)} · ${head.channelName} · ${head.preview}`,
    run: () => {
      wantFocus('thread')
      goConversation(head.id)
    },
  }))
  const queues = views.map((view) => ({
    key: hashOf({ view }),
    label: names[view],
    hint: nav.views,
    run: () => go({ view }),
  }))
  const pages = [
    { key: 'counter', label: nav.counter, hint: nav.office, run: () => goPage('counter') },
    { key: 'sessions', label: bar.sessions, hint: bar.account, run: () => goPage('sessions') },
    ...(looksAfterChannels.value
      ? [{ key: 'channels', label: nav.channels, hint: nav.office, run: () => goPage('channels') }]
      : []),
    ...(editedDesks.value.length > 0
      ? [{ key: 'knowledge', label: nav.knowledge, hint: nav.office, run: () => goPage('knowledge') }]
      : []),
  ]
  return [...queues, ...pages, ...rows]
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(lang.value)

/** Searches the queue on screen and the actions; what the person typed never leaves this page. */
export function Find() {
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const { find } = words.value
  const found = everything()
    .filter((one) => plain(`${one.label} ${one.hint}`).includes(plain(asked.trim())))
    .slice(0, 12)
  const run = (one: Found | undefined): void => {
    if (!one) return
    overlay.value = undefined
    one.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') run(found[at])
    else if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={find.title}>
      <div class="field">
        <label for="find">{find.label}</label>
        <input
          class="input"
          id="find"
          role="combobox"
          aria-expanded="true"
          aria-controls="found"
          aria-activedescendant={found[at] ? `found-${at}` : undefined}
          autocomplete="off"
          autofocus
          value={asked}
          onInput={(event) => {
            setAsked(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p class="vh" role="status">
        {found.length > 0 ? find.count(found.length) : find.none}
      </p>
      <div class="found" id="found" role="listbox" aria-label={find.title}>
        {found.map((one, index) => (
          <div
            key={one.key}
            id={`found-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => run(one)}
            onKeyDown={onKeyDown}
          >
            <b>{one.label}</b> <small>{one.hint}</small>
          </div>
        ))}
      </div>
      {found.length === 0 && <p class="muted small">{find.none}</p>}
    </Dialog>
  )
}
