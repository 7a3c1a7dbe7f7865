import type { Kind } from '../../rules/network/audience.ts'
import type { Open } from '../../state/conversation/opened.ts'
import { typers } from '../../state/conversation/typing.ts'
import { tab } from '../../state/writing/drafts.ts'
import { words } from '../../words/words.ts'
import { Icon, type IconName } from '../icons.tsx'
import { kind, offered, writeTo } from './kind.ts'

/** Which of the texts is written: they never mix, and each is kept. */
export function Tabs({ open }: { open: Open }) {
  const { write, reach } = words.value
  const here = open.head.public
  return (
    <div class="tabs">
      <fieldset>
        <legend class="vh">{write.kinds}</legend>
        <Tab
          of="answer"
          icon={here ? 'globe' : 'reply'}
          label={here ? reach.publicAnswer : write.answer}
          shortcut="r"
        />
        {offered.value && <Tab of="private" icon="lock" label={reach.privateAnswer} shortcut="v" />}
        <Tab of="note" icon="note" label={write.note} shortcut="n" />
      </fieldset>
      <p role="status">
        <Typing open={open} />
      </p>
    </div>
  )
}

function Tab({ of, icon, label, shortcut }: { of: Kind; icon: IconName; label: string; shortcut: string }) {
  return (
    <button
      type="button"
      class={of}
      aria-pressed={kind.value === of}
      aria-keyshortcuts={shortcut}
      onClick={() => {
        // Answering in private is one gesture: the next thing is to write.
        if (of === 'private') writeTo(of)
        else tab.value = of
      }}
    >
      <Icon name={icon} />
      {label}
    </button>
  )
}

function Typing({ open }: { open: Open }) {
  const { thread } = words.value
  const here = typers.value.find((typer) => typer.conversation === open.id)
  if (!here) return null
  return (
    <span class="typing">
      {here.who === 'agent' && here.name ? thread.isTyping(here.name) : thread.personTyping}
      <i aria-hidden="true">
        <b />
      </i>
    </span>
  )
}
