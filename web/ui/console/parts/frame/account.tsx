import { useRef } from 'preact/hooks'
import { singleKeys } from '../../state/look.ts'
import { goPage } from '../../state/place.ts'
import { sentenceOf, warned } from '../../state/say.ts'
import { me, signOut } from '../../state/session.ts'
import { saveAllDrafts } from '../../state/writing/drafts.ts'
import { lang, words } from '../../words/words.ts'

async function leave(): Promise<void> {
  try {
    await saveAllDrafts()
    await signOut()
  } catch (error) {
    warned(sentenceOf(error))
  }
}

export function Account({ online }: { online: boolean }) {
  const { bar } = words.value
  const menu = useRef<HTMLDetailsElement>(null)
  const close = (): void => {
    if (menu.current) menu.current.open = false
  }
  const pick = (run: () => void) => () => {
    close()
    run()
  }
  return (
    <details
      class="me"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return
        event.stopPropagation()
        close()
        menu.current.querySelector('summary')?.focus()
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget
        if (to instanceof Node && !menu.current?.contains(to)) close()
      }}
    >
      <summary>
        <span class={online ? 'dot' : 'dot off'} />
        <b>{me.value?.agent.name}</b>
        <span class="vh">
          , {online ? bar.here : bar.away}. {bar.account}
        </span>
      </summary>
      <div class="menu">
        <button type="button" onClick={pick(() => goPage('sessions'))}>
          {bar.sessions}
        </button>
        <button
          type="button"
          onClick={pick(() => {
            singleKeys.value = !singleKeys.value
          })}
        >
          {singleKeys.value ? bar.singleKeysOff : bar.singleKeysOn}
        </button>
        <button
          type="button"
          lang={lang.value === 'fr' ? 'en' : 'fr'}
          onClick={pick(() => {
            lang.value = lang.value === 'fr' ? 'en' : 'fr'
          })}
        >
          {bar.language}
        </button>
        <button type="button" onClick={pick(() => void leave())}>
          {bar.signOut}
        </button>
      </div>
    </details>
  )
}
