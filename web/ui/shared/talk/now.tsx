import { type ChatState, type Phase, phaseOf } from '../chat/state.ts'
import { type Language, t } from '../words/t.ts'

const dot: Readonly<Record<Phase, string>> = {
  connecting: 'dot busy',
  bot: 'dot',
  queue: 'dot busy',
  assigned: 'dot',
  typing: '',
  offline: 'dot busy',
  unreachable: 'dot off',
  ended: 'dot off',
  dead: 'dot off',
}

/** The one line that says how things stand. Always there, so that a change in it is announced. */
export function Now({ state, language }: { state: ChatState; language: Language }) {
  const phase = phaseOf(state)
  const name = (phase === 'typing' ? state.typing : state.conversation?.agent) ?? ''
  const words = t(language)(`now.${phase}`, { name })
  return (
    <output class="now">
      {phase === 'typing' ? (
        <span class="typing">
          {words}
          <i aria-hidden="true">
            <b />
          </i>
        </span>
      ) : (
        <span class="now-line">
          <span class={dot[phase]} aria-hidden="true" />
          {words}
        </span>
      )}
    </output>
  )
}
