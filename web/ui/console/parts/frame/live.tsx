import { link } from '../../state/link.ts'
import { alarm, dismissToast, spoken, toast } from '../../state/say.ts'
import { words } from '../../words/words.ts'
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
