import type { WireChannel } from '../../../../wire.ts'

/** How a channel is, for whoever must act. */
export type Health = 'well' | 'ending' | 'down' | 'paused' | 'unconnected'

const week = 7 * 86_400_000

/** The network no longer calls us: news come with the looks, minutes late, and answers leave as ever. */
export const isOnlyLate = (code: string | undefined): boolean => code?.startsWith('webhook-') === true

/** Down before anything else; a token that ends within a week is worth acting on while it still works. */
export function healthOf({ state, code, gauge }: Pick<WireChannel, 'state' | 'code' | 'gauge'>, now: number): Health {
  if (state === 'paused' || state === 'unconnected') return state
  if (state === 'down' && isOnlyLate(code)) return 'ending'
  if (state === 'down' || state === 'closed') return 'down'
  const ends = gauge?.tokenEnds === undefined ? Number.POSITIVE_INFINITY : Date.parse(gauge.tokenEnds)
  const capped = gauge?.spend !== undefined && gauge.spend.today >= gauge.spend.cap
  return ends - now < week || capped ? 'ending' : 'well'
}

/** What is written goes; a secret left empty keeps what is stored, an unchanged value too. */
export function settingsOf(
  fields: WireChannel['fields'],
  written: Readonly<Record<string, string>>,
): Record<string, string> {
  const sent = fields.flatMap(({ name, secret, value }) => {
    const text = written[name]
    if (text === undefined || text === (value ?? '')) return []
    return secret && text === '' ? [] : [[name, text.trim()] as const]
  })
  return Object.fromEntries(sent)
}

/** The first field that must be filled in and is not. */
export const missing = (fields: WireChannel['fields'], written: Readonly<Record<string, string>>): string | undefined =>
  fields.find(
    ({ name, required, filled, secret }) =>
      required && (written[name] ?? '').trim() === '' && !(filled && (secret || written[name] === undefined)),
  )?.name
