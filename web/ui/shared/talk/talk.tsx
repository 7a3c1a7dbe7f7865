import type { ComponentChildren } from 'preact'
import { useCallback, useMemo } from 'preact/hooks'
import type { ChatClient } from '../chat/chat-client.ts'
import { phaseOf } from '../chat/state.ts'
import { info } from '../icons.ts'
import { type Language, t } from '../words/t.ts'
import { Compose } from './compose.tsx'
import { Icon } from './icon.tsx'
import { Log } from './log.tsx'
import { saver } from './save.ts'
import { useChat } from './use-chat.ts'

interface TalkProps {
  readonly client: ChatClient
  readonly language: Language
  /** Title bar: differs between a page and a panel. */
  readonly head: ComponentChildren
  readonly restart: () => void
  readonly forget?: () => void
  readonly focus?: boolean
}

/** The whole conversation: title, what happens to the words, log, state, box. */
export function Talk({ client, language, head, restart, forget, focus = false }: TalkProps) {
  const state = useChat(client)
  const seen = useCallback(() => client.seen(), [client])
  const save = useMemo(() => saver((url) => client.file(url)), [client])
  const choose = useCallback((choice: { id: string; label: string }) => client.choose(choice), [client])
  return (
    <>
      {head}
      {state.ticket?.notice && (
        <p class="private">
          <Icon path={info} />
          <span>{state.ticket.notice}</span>
        </p>
      )}
      <Log state={state} choose={choose} seen={seen} language={language} save={save} />
      {phaseOf(state) === 'dead' ? (
        <div class="compose">
          <output class="now">{t(language)('now.dead')}</output>
          <button type="button" class="btn" onClick={restart}>
            {t(language)('startAgain')}
          </button>
        </div>
      ) : (
        <Compose client={client} state={state} language={language} forget={forget} focus={focus} />
      )}
    </>
  )
}
