import { setDanger } from '../../state/conversation/actions.ts'
import type { Open } from '../../state/conversation/opened.ts'
import { words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { ApartBanner } from './apart.tsx'

/** What must be known before reading: a danger to confirm or dismiss, and who else can read. */
export function Alarm({ open }: { open: Open }) {
  const { reach } = words.value
  return (
    <>
      <Danger open={open} />
      <ApartBanner head={open.head} />
      {open.head.public && (
        <div class="notice warn alarm everyone">
          <Icon name="globe" />
          <p>
            <b>{reach.everyone}</b> {reach.everyoneReads}
          </p>
        </div>
      )}
    </>
  )
}

function Danger({ open }: { open: Open }) {
  const { act } = words.value
  const { danger } = open.head
  if (danger === 'none') return null
  const said = open.messages.findLast((message) => message.danger && message.author.type === 'contact')
  return (
    <div class="notice danger alarm">
      <Icon name="alert" />
      <p>
        <b>{danger === 'soft' ? act.dangerMaybe : `${words.value.message.dangerHard}.`}</b>{' '}
        {said && <span dir="auto">{act.dangerWords(excerpt(said.text))}</span>}
      </p>
      {danger === 'soft' && (
        <button type="button" class="btn second" aria-keyshortcuts="d" onClick={() => void setDanger('hard')}>
          {act.confirm}{' '}
          <span class="key" aria-hidden="true">
            d
          </span>
        </button>
      )}
      <button type="button" class="btn second" onClick={() => void setDanger('none')}>
        {act.dismiss}
      </button>
    </div>
  )
}

const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 72 ? `${line.slice(0, 71)}…` : line
}
