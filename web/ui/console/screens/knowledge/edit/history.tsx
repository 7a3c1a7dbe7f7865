import { useEffect, useState } from 'preact/hooks'
import type { WireVersion } from '../../../../../wire.ts'
import { moment } from '../../../rules/phrases.ts'
import { entryOf, shelf } from '../../../state/knowledge/shelf.ts'
import { versionsOf, type Writing } from '../../../state/knowledge/writing.ts'
import { now } from '../../../state/look.ts'
import { lang, words } from '../../../words/words.ts'

interface HistoryShown {
  readonly writing: Writing
  readonly take: (version: WireVersion) => void
}

/** Every version, newest first. Going back is publishing an old one again. */
export function History({ writing, take }: HistoryShown) {
  const { knowledge: say } = words.value
  const [versions, setVersions] = useState<readonly WireVersion[]>([])
  const { kind, id } = writing
  const entry = entryOf(`${kind}/${id}`)
  const last = entry?.last ?? 0
  useEffect(() => {
    if (last === 0) setVersions([])
    else versionsOf({ kind, id }).then(setVersions, () => setVersions([]))
  }, [kind, id, last])
  return (
    <section class="k-history" aria-labelledby="k-history">
      <h3 id="k-history">{say.history}</h3>
      {versions.length === 0 && <p class="muted small">{say.historyNone}</p>}
      <ol>
        {versions.map((one) => (
          <li key={one.version}>
            {one.version === 0 ? <b>{say.original}</b> : <Told version={one} />}
            {entry?.running?.version === one.version ? (
              <span class="tag ok">{say.running}</span>
            ) : (
              one.body &&
              shelf.value?.mine && (
                <button type="button" class="btn quiet" onClick={() => take(one)}>
                  {one.version === 0 ? say.takeOriginal : say.take(one.version)}
                </button>
              )
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Told({ version: { version, state, by, at, note } }: { version: WireVersion }) {
  const { knowledge: say } = words.value
  return (
    <span>
      <b>{say.version(version)}</b> · {say.versionStates[state]} · {by} ·{' '}
      <time dateTime={at}>{moment(at, now.value, lang.value)}</time>
      {note && ` · ${note}`}
    </span>
  )
}
