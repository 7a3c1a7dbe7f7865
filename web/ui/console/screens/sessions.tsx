import { useEffect, useState } from 'preact/hooks'
import type { WireSession } from '../../../wire.ts'
import { PageHead } from '../parts/frame/page-head.tsx'
import { moment } from '../rules/phrases.ts'
import { get, remove } from '../state/api.ts'
import { now } from '../state/look.ts'
import { sentenceOf, told, warned } from '../state/say.ts'
import { loadMe } from '../state/session.ts'
import { lang, words } from '../words/words.ts'

/** Where I am signed in, and how to end it. */
export function Sessions() {
  const { sessions: say } = words.value
  const [list, setList] = useState<readonly WireSession[]>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    get<WireSession[]>('/sessions').then(setList, () => setFailed(true))
  }, [])
  const end = async (session: WireSession): Promise<void> => {
    try {
      await remove(`/sessions/${encodeURIComponent(session.id)}`)
      told(words.peek().sessions.ended)
      if (session.current) await loadMe()
      else setList(list?.filter((one) => one.id !== session.id))
    } catch (error) {
      warned(sentenceOf(error))
    }
  }
  return (
    <section class="thread page" id="thread" aria-labelledby="page-title" data-pane="thread">
      <PageHead title={say.title} />
      <div class="page-body">
        <p class="muted">{failed ? say.failed : say.lead}</p>
        <ul class="sessions">
          {list?.map((session) => (
            <li key={session.id} class="card">
              <div>
                <p>
                  {say.started(moment(session.startedAt, now.value, lang.value))}{' '}
                  {session.current && <span class="tag ok">{say.current}</span>}
                </p>
                <p class="muted small">{say.seen(moment(session.lastSeenAt, now.value, lang.value))}</p>
              </div>
              <button type="button" class="btn second" onClick={() => void end(session)}>
                {say.end}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
