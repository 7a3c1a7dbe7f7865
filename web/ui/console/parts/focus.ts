/** Where the hand goes next. Panes carry data-pane; the order is the reading order. */
const inner = '[data-pane-focus], a[href]:not([tabindex="-1"]), button, textarea, select, [tabindex="0"]'

const visible = (element: HTMLElement): boolean => element.getClientRects().length > 0

const panes = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(visible)

function enter(pane: HTMLElement): void {
  const target = [...pane.querySelectorAll<HTMLElement>(inner)].find(visible)
  ;(target ?? pane).focus()
}

export function movePane(step: 1 | -1): void {
  const all = panes()
  const here = document.activeElement?.closest<HTMLElement>('[data-pane]')
  const at = here ? all.indexOf(here) : -1
  const next = all[(Math.max(at, step > 0 ? -1 : 0) + step + all.length) % all.length]
  if (next) enter(next)
}

export function focusPane(name: string): void {
  const pane = panes().find((one) => one.dataset['pane'] === name)
  if (pane) enter(pane)
}

export function focusOn(selector: string): boolean {
  const target = document.querySelector<HTMLElement>(selector)
  target?.focus()
  return target !== null
}

let wanted: string | undefined

/** The element is not on screen yet: whoever draws it asks with `claimFocus`. */
export const wantFocus = (name: string): void => {
  wanted = name
}

export function claimFocus(name: string, element: HTMLElement | null): void {
  if (wanted !== name || !element) return
  wanted = undefined
  element.focus({ preventScroll: true })
}

export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement
  )
}
