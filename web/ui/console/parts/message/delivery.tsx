import type { WireMessage } from '../../../../wire.ts'
import { retryHelps } from '../../rules/network/delivery.ts'
import { moment } from '../../rules/phrases.ts'
import { retry } from '../../state/conversation/actions.ts'
import { opened } from '../../state/conversation/opened.ts'
import { now } from '../../state/look.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Task } from './task.tsx'

/** Where an answer is. What went wrong is said in words, with the gesture that mends it. */
export function DeliveryLine({ message, read }: { message: WireMessage; read: boolean }) {
  const { delivery: say, message: about, codes } = words.value
  const { delivery } = message
  if (!delivery) return null
  const known = delivery.code === undefined ? undefined : codes[delivery.code]
  if (opened.value?.capabilities.delivery === 'task') return <Task message={message} />
  if (delivery.state === 'failed' || delivery.state === 'unsure') {
    return (
      <div class="delivery bad">
        <Icon name="alert" />
        <span>
          {delivery.state === 'failed' ? say.failed(known ? '' : (delivery.code ?? '')) : say.unsure}
          {known && <span class="why">{known}</span>}
        </span>
        {retryHelps(delivery.code) && (
          <button type="button" class="btn second" onClick={() => void retry(message.seq)}>
            {say.retry}
          </button>
        )}
      </div>
    )
  }
  if (read) return <p class="delivery">{about.read}</p>
  const at = delivery.state === 'sent' && delivery.at ? ` · ${moment(delivery.at, now.value, lang.value)}` : ''
  return (
    <p class="delivery">
      {say[delivery.state]}
      {at}
      {known && delivery.state === 'queued' && <span class="why">{known}</span>}
    </p>
  )
}
