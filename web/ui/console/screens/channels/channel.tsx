import { useState } from 'preact/hooks'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { type Health, healthOf } from '../../rules/network/health.ts'
import { now } from '../../state/look.ts'
import { told } from '../../state/say.ts'
import { lang, type Words, words } from '../../words/words.ts'
import { Check } from './check.tsx'
import { Gauges } from './gauges.tsx'
import { type ChannelShown, pause } from './requests.ts'
import { SettingsForm } from './settings.tsx'

const dress: Readonly<Record<Health, { tone: string; icon: IconName }>> = {
  well: { tone: 'ok', icon: 'check' },
  ending: { tone: 'warn', icon: 'clock' },
  down: { tone: 'danger', icon: 'alert' },
  paused: { tone: 'info', icon: 'pause' },
  unconnected: { tone: '', icon: 'link' },
}

/** The sentence behind a code; the code itself where we have no words for it. */
const causeOf = (code: string, { channels: say }: Words): string => say.causes[code] ?? say.whyCode(code)

export function ChannelCard({ channel, changed }: ChannelShown) {
  const { channels: say } = words.value
  const health = healthOf(channel, now.value)
  const { tone, icon } = dress[health]
  const title = `channel-${channel.desk}-${channel.id}`
  return (
    <li class="card channel" aria-labelledby={title}>
      <header>
        <Icon name={channel.icon} />
        <h4 id={title}>{channel.name}</h4>
        <span>{channel.kind[lang.value]}</span>
        <span class={`tag ${tone}`}>
          <Icon name={icon} />
          {say.health[health]}
        </span>
      </header>
      {channel.state === 'down' && channel.code && <p class="cause">{say.why(causeOf(channel.code, words.value))}</p>}
      <Gauges channel={channel} />
      {channel.hook && <Hook address={channel.hook} id={`${title}-hook`} />}
      {channel.mine ? (
        <Gestures channel={channel} changed={changed} />
      ) : (
        channel.state === 'unconnected' && <p class="muted small">{say.readOnly}</p>
      )}
    </li>
  )
}

/** An address for the network's own console: shown whole, so that it can be checked after pasting. */
function Hook({ address, id }: { address: string; id: string }) {
  const { channels: say } = words.value
  const [problem, setProblem] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address)
      setProblem(false)
      told(say.copied)
    } catch {
      setProblem(true)
    }
  }
  return (
    <div class="hook">
      <label for={id}>{say.hook}</label>
      <input class="input" id={id} readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
      <button type="button" class="btn second" onClick={() => void copy()}>
        {say.copy}
      </button>
      {problem && (
        <p class="error" role="alert">
          {say.notCopied}
        </p>
      )}
    </div>
  )
}

function Gestures({ channel, changed }: ChannelShown) {
  const { channels: say } = words.value
  const [open, setOpen] = useState(false)
  const { fields, state } = channel
  const connected = state !== 'unconnected'
  // A channel set up in the desk's own files has nothing to fill in here.
  const fillable = fields.length > 0
  return (
    <>
      <div class="row">
        {fillable && (
          <button
            type="button"
            class={connected ? 'btn second' : 'btn'}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {connected ? say.change : say.connect}
          </button>
        )}
        {connected && (
          <button
            type="button"
            class="btn second"
            onClick={async () => {
              const next = await pause(channel, state !== 'paused')
              if (next) changed(next)
            }}
          >
            {state === 'paused' ? say.resume : say.pause}
          </button>
        )}
        {connected && fillable && <Check channel={channel} />}
      </div>
      {open && <SettingsForm channel={channel} changed={changed} close={() => setOpen(false)} />}
    </>
  )
}
