import { signal } from '@preact/signals'
import { words } from '../words/words.ts'
import { Refused, Unreachable } from './api.ts'

/** Read aloud when the reader pauses; shown for a few seconds when it answers a gesture. */
export const spoken = signal('')
/** Read aloud at once: connection lost, refusals. */
export const alarm = signal('')
export const toast = signal<{ readonly text: string; readonly tone: 'ok' | 'warn' } | undefined>(undefined)

let hide: ReturnType<typeof setTimeout> | undefined

/** The same sentence twice must be read twice: a live region only speaks when its text changes. */
const apart = (text: string, before: string): string => (text === before ? `${text}\u00a0` : text)

export function say(text: string): void {
  spoken.value = apart(text, spoken.peek())
}

export function shout(text: string): void {
  alarm.value = apart(text, alarm.peek())
}

function show(text: string, tone: 'ok' | 'warn', milliseconds: number): void {
  toast.value = { text, tone }
  clearTimeout(hide)
  hide = setTimeout(() => {
    toast.value = undefined
  }, milliseconds)
}

export function told(text: string): void {
  show(text, 'ok', 5_000)
  say(text)
}

export function warned(text: string): void {
  show(text, 'warn', 9_000)
  shout(text)
}

export const dismissToast = (): void => {
  toast.value = undefined
}

/** The sentence for whoever can act. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Unreachable) return words.value.trouble.offline
  if (error instanceof Refused && error.sentence) return error.sentence
  return words.value.trouble.refused
}
