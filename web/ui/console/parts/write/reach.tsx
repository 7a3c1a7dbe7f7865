import type { Kind } from '../../rules/network/audience.ts'
import { linkPrice } from '../../rules/network/length.ts'
import { replyWindow } from '../../rules/network/window.ts'
import { money, near, span } from '../../rules/phrases.ts'
import type { Open } from '../../state/conversation/opened.ts'
import { now } from '../../state/look.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { offered, writeTo } from './kind.ts'

/** Who will read it: said above the box where it is not the person alone as usual. */
export function Readers({ open, kind }: { open: Open; kind: Kind }) {
  const { reach } = words.value
  if (!open.head.public || kind === 'note') return null
  return (
    <p class="readers" id="words-readers">
      <Icon name={kind === 'answer' ? 'globe' : 'lock'} />
      <b>{kind === 'answer' ? reach.publicTitle : reach.privateTitle}</b>
    </p>
  )
}

/** Until when the network takes an answer, before a word is typed. */
export function Until({ open }: { open: Open }) {
  const { reach, day } = words.value
  const window = replyWindow(open.head, open.capabilities, now.value)
  if (!window) return null
  const when = near(window.until, now.value, lang.value, day)
  if (window.state === 'closed') {
    return (
      <div class="notice plain" id="words-until">
        <Icon name="clock" />
        <p>
          <b>{reach.closed(when)}</b> {reach.closedHint}
        </p>
      </div>
    )
  }
  if (window.state === 'soon') {
    return (
      <div class="notice warn" id="words-until">
        <Icon name="clock" />
        <p>
          <b>{reach.soon(span(window.until - now.value, lang.value))}</b> {reach.until(when)}
        </p>
      </div>
    )
  }
  return (
    <p class="origin" id="words-until">
      <Icon name="clock" />
      {reach.until(when)}
    </p>
  )
}

/** What a link in public costs, while it can still go another way. */
export function Price({ open, text }: { open: Open; text: string }) {
  const { reach } = words.value
  const cents = linkPrice(text, open.capabilities)
  if (cents === undefined) return null
  const price = money(cents, 'USD', lang.value)
  return (
    <div class="notice warn" role="status">
      <Icon name="link" />
      <p>{offered.value ? reach.price(price) : reach.priceOnly(price)}</p>
      {offered.value && (
        <button type="button" class="btn second" onClick={() => writeTo('private')}>
          {reach.privateAnswer}
        </button>
      )}
    </div>
  )
}
