import { singleKeys } from '../../state/look.ts'
import { goPage } from '../../state/place.ts'
import { sentenceOf, warned } from '../../state/say.ts'
import { editedDesks, looksAfterChannels, me, signOut } from '../../state/session.ts'
import { saveAllDrafts } from '../../state/writing/drafts.ts'
import { lang, words } from '../../words/words.ts'
import { Menu } from './menu.tsx'

async function leave(): Promise<void> {
  try {
    await saveAllDrafts()
    await signOut()
  } catch (error) {
    warned(sentenceOf(error))
  }
}

export function Account({ online }: { online: boolean }) {
  const { bar, channels, nav } = words.value
  return (
    <Menu
      class="me"
      summary={
        <>
          <span class={online ? 'dot' : 'dot off'} />
          <b>{me.value?.agent.name}</b>
          <span class="vh">
            , {online ? bar.here : bar.away}. {bar.account}
          </span>
        </>
      }
    >
      {(pick) => (
        <>
          {looksAfterChannels.value && (
            <button type="button" onClick={pick(() => goPage('channels'))}>
              {channels.title}
            </button>
          )}
          {editedDesks.value.length > 0 && (
            <button type="button" onClick={pick(() => goPage('knowledge'))}>
              {nav.knowledge}
            </button>
          )}
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
        </>
      )}
    </Menu>
  )
}
