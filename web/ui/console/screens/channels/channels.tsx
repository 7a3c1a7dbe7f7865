import { useEffect, useState } from 'preact/hooks'
import type { WireChannel } from '../../../../wire.ts'
import { PageHead } from '../../parts/frame/page-head.tsx'
import { get } from '../../state/api.ts'
import { down } from '../../state/queue.ts'
import { words } from '../../words/words.ts'
import { ChannelCard } from './channel.tsx'

const keyOf = ({ desk, id }: WireChannel): string => `${desk}/${id}`

/** Every channel that the reader looks after: how it is, and what can be done. */
export function Channels() {
  const { channels: say } = words.value
  const [list, setList] = useState<readonly WireChannel[]>()
  const [failed, setFailed] = useState(false)
  const news = down.value
  useEffect(() => {
    // A wire fell or came back: the list says why.
    get<{ channels: WireChannel[] }>('/channels').then(
      ({ channels }) => {
        setList(channels)
        setFailed(false)
      },
      () => setFailed(true),
    )
  }, [news])
  const desks = [...new Map(list?.map(({ desk, deskName }) => [desk, deskName]))]
  const changed = (next: WireChannel): void =>
    setList((now) => now?.map((one) => (keyOf(one) === keyOf(next) ? next : one)))
  return (
    <section class="thread page" id="thread" aria-labelledby="page-title" data-pane="thread">
      <PageHead title={say.title} />
      <div class="page-body">
        <p class="muted" role="status">
          {failed ? say.failed : list === undefined ? say.loading : list.length === 0 ? say.none : say.lead}
        </p>
        {desks.map(([desk, name]) => (
          <section key={desk} class="channels" aria-labelledby={`desk-${desk}`}>
            <h3 id={`desk-${desk}`}>{name}</h3>
            <ul>
              {list
                ?.filter((one) => one.desk === desk)
                .map((one) => (
                  <ChannelCard key={keyOf(one)} channel={one} changed={changed} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}
