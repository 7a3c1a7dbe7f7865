import { isOnlyLate } from '../../rules/network/health.ts'
import { link } from '../../state/link.ts'
import { goPage } from '../../state/place.ts'
import { down } from '../../state/queue.ts'
import { alarm, dismissToast, spoken, toast } from '../../state/say.ts'
import { channels, looksAfterChannels } from '../../state/session.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'

/** What is read aloud. Both are on the page before they have anything to say. */
export function LiveRegions() {
  return (
    <div class="vh">
      <p role="status">{spoken}</p>
      <p role="alert">{alarm}</p>
    </div>
  )
}

export function LinkBanner() {
  if (link.value !== 'lost') return null
  return (
    <section class="notice warn banner" aria-label={words.value.link.label}>
      <Icon name="alert" />
      <p>{words.value.link.lost}</p>
    </section>
  )
}

/** What is not arriving, for as long as it does not: an agent would otherwise take silence for calm. */
export function ChannelBanner() {
  const { channels: say } = words.value
  if (down.value.size === 0) return null
  const namesOf = (late: boolean): readonly string[] =>
    [...down.value]
      .filter(([, code]) => isOnlyLate(code) === late)
      .map(([key]) => channels.value.find((one) => `${one.desk}/${one.id}` === key)?.name ?? key)
  const said = (names: readonly string[], one: (all: string) => string, many: (all: string) => string): string => {
    const all = new Intl.ListFormat(lang.value, { type: 'conjunction' }).format(names)
    return names.length === 0 ? '' : names.length > 1 ? many(all) : one(all)
  }
  const [fallen, late] = [namesOf(false), namesOf(true)]
  const title = fallen.length > 0 ? say.downTitle : say.lateTitle
  return (
    <section class="notice warn banner" aria-label={title}>
      <Icon name="alert" />
      <p>
        <b>{title}</b> {said(fallen, say.down, say.downMany)} {said(late, say.late, say.lateMany)}
      </p>
      {looksAfterChannels.value && (
        <button type="button" class="btn second" onClick={() => goPage('channels')}>
          {say.openChannels}
        </button>
      )}
    </section>
  )
}

export function Toast() {
  const shown = toast.value
  if (!shown) return null
  return (
    <section class={`notice ${shown.tone} toast`} aria-label={words.value.link.news}>
      <p>{shown.text}</p>
      <button type="button" class="btn quiet icon-only" onClick={dismissToast}>
        <Icon name="close" />
        <span class="vh">{words.value.act.close}</span>
      </button>
    </section>
  )
}
