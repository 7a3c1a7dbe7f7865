import { useState } from 'preact/hooks'
import type { WireChannel } from '../../../../wire.ts'
import { sentenceOf } from '../../state/say.ts'
import { words } from '../../words/words.ts'
import { check } from './requests.ts'

type Told = { readonly tone: 'ok' | 'warn' | ''; readonly sentence: string }

/** Asks the network whether the settings work: the account's name, or what to mend. */
export function Check({ channel }: { channel: WireChannel }) {
  const { channels: say } = words.value
  const [told, setTold] = useState<Told>()
  const run = async (): Promise<void> => {
    setTold({ tone: '', sentence: say.checking })
    try {
      const { ok, account, code } = await check(channel)
      if (ok) return setTold({ tone: 'ok', sentence: say.checkedAs(account ?? channel.name) })
      const cause = code === undefined ? undefined : say.causes[code]
      const sentence = cause === undefined ? say.checkCode(code ?? '?') : say.why(cause)
      setTold({ tone: 'warn', sentence: say.checkFailed(sentence) })
    } catch (error) {
      setTold({ tone: 'warn', sentence: sentenceOf(error) })
    }
  }
  return (
    <>
      <button type="button" class="btn second" onClick={() => void run()}>
        {say.check}
      </button>
      <p class={told?.tone ? `notice ${told.tone}` : 'muted'} role="status">
        {told?.sentence}
      </p>
    </>
  )
}
