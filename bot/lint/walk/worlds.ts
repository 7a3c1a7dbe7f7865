import type { Capabilities, Connector, Desk } from '../../../inbox/index.ts'
import type { Language } from '../../words/language.ts'

/** One set of circumstances in which the whole guide is walked. */
export interface World {
  /** As a fault names it. */
  readonly name: string
  readonly capabilities: Capabilities
  readonly language: Language
  readonly desk: Desk
  /** Lines are made in full length, and compared with this. */
  readonly maxLength: number
}

/** What each kind of channel can carry. */
export type Kinds = readonly Pick<Connector, 'kind' | 'capabilities'>[]

/** No line is cut during the walk: what is too long must be told, not hidden. */
const UNCUT = 1_000_000
/** Nobody is there, whatever the day. */
const NEVER = { mon: [] }

/**
 * Every wire of the desk as it is, and once more as if it had no buttons (a reader without them, a connector that falls
 * back), in both languages, with humans there and with nobody there.
 */
export function worldsOf(desk: Desk, kinds: Kinds): World[] {
  const own = new Set(desk.channels.map(({ kind }) => kind))
  const wires = kinds.filter(({ kind }) => own.has(kind)).map(({ capabilities }) => capabilities)
  const seen = new Map<string, Capabilities>()
  for (const wire of wires.flatMap((one) => (one.buttons ? [one, { ...one, buttons: false }] : [one]))) {
    seen.set(JSON.stringify(wire), wire)
  }
  return [...seen.values()].flatMap((wire) =>
    (['fr', 'en'] as const).flatMap((language) =>
      [true, false].map((open) => {
        const { zone } = desk.hours
        return {
          name: `${wire.label.en}, ${wire.buttons ? 'buttons' : 'numbers'}, ${language}, ${open ? 'open' : 'closed'}`,
          capabilities: { ...wire, maxLength: UNCUT },
          language,
          desk: { ...desk, hours: open ? { zone } : { zone, week: NEVER } },
          maxLength: wire.maxLength,
        }
      }),
    ),
  )
}
