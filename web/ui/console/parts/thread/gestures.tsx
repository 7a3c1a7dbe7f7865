import type { WireHead } from '../../../../wire.ts'
import { act, busy, fileApart, setDanger } from '../../state/conversation/actions.ts'
import { form } from '../../state/place.ts'
import { myId } from '../../state/session.ts'
import { words } from '../../words/words.ts'
import { Menu } from '../frame/menu.tsx'
import { Icon } from '../icons.tsx'

/** What can be done with the conversation; what is rare stands in the menu at the end. */
export function Gestures({ head }: { head: WireHead }) {
  const { act: say } = words.value
  const mine = head.assignee?.id === myId.value
  if (head.status === 'resolved') {
    return (
      <>
        <Gesture label={say.reopen} shortcut="e" run={() => void act('reopen')} />
        <More head={head} />
      </>
    )
  }
  return (
    <>
      {head.danger === 'none' && <Gesture narrow label={say.raise} shortcut="d" run={() => void setDanger('hard')} />}
      {!head.assignee && <Gesture label={say.take} shortcut="p" first run={() => void act('take')} />}
      {mine && <Gesture label={say.release} run={() => void act('release')} />}
      <Gesture
        id="transfer"
        label={say.transfer}
        shortcut="t"
        expanded={form.value === 'transfer'}
        run={() => {
          form.value = form.peek() === 'transfer' ? undefined : 'transfer'
        }}
      />
      <Gesture label={say.resolve} shortcut="e" run={() => void act('resolve')} />
      <More head={head} />
    </>
  )
}

function More({ head }: { head: WireHead }) {
  const { apart } = words.value
  return (
    <Menu
      class="more"
      id="apart"
      summary={
        <>
          <Icon name="more" />
          <span class="vh">{apart.more}</span>
        </>
      }
    >
      {(pick) =>
        head.apart ? (
          <button type="button" onClick={pick(() => void fileApart(null))}>
            {apart.undo}
          </button>
        ) : (
          <button
            type="button"
            onClick={pick(() => {
              form.value = 'apart'
            })}
          >
            {apart.file}
          </button>
        )
      }
    </Menu>
  )
}

interface Offered {
  readonly id?: string
  readonly label: string
  readonly shortcut?: string
  readonly first?: boolean
  /** Shown only where the record pane, which offers it too, has no room. */
  readonly narrow?: boolean
  readonly expanded?: boolean
  readonly run: () => void
}

function Gesture({ id, label, shortcut, first, narrow, expanded, run }: Offered) {
  return (
    <button
      type="button"
      id={id}
      class={`btn${first ? '' : ' second'}${narrow ? ' narrow-only' : ''}`}
      aria-disabled={busy.value}
      aria-expanded={expanded}
      aria-keyshortcuts={shortcut}
      onClick={() => {
        if (!busy.peek()) run()
      }}
    >
      {label}{' '}
      {shortcut && (
        <span class="key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  )
}
