import { z } from 'zod'
import type { Capabilities, Desk } from '../../../../inbox/index.ts'

/** What the bot makes of a talk that was never held; `web` sees its shape only. */
export interface Turn {
  readonly said: Tried
  readonly notice?: string
  readonly text?: string
  readonly sheet?: { readonly title: string; readonly url?: string }
  readonly handed?: { readonly reason: string; readonly summary: readonly (readonly [string, string])[] }
}
type Choices = readonly { readonly id: string; readonly label: string }[]
export interface Played {
  readonly greeting: { readonly text: string }
  readonly turns: readonly Turn[]
  readonly choices: Choices
}

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

export interface Guides {
  readonly desks: readonly Desk[]
  /** Undefined for a desk without a guide. */
  preview(
    desk: Desk,
  ):
    | ((tried: readonly Tried[], on: { capabilities: Capabilities; language: Language; now: Date }) => Played)
    | undefined
  /** The channels of a desk on which its guide speaks. */
  channels(desk: Desk): readonly { readonly id: string; readonly name: string; readonly capabilities: Capabilities }[]
}

/** Longer talks are no trial. */
const MOST = 60
const LONGEST = 4000

const Tried = z.object({ text: z.string().max(LONGEST), choice: z.string().max(100).exactOptional() })
type Tried = z.infer<typeof Tried>
const Both = z.object({ fr: z.array(Tried).max(MOST), en: z.array(Tried).max(MOST) })
export type Both = z.infer<typeof Both>

export const nothing: Both = { fr: [], en: [] }

/** What the page carried along, as nobody else keeps it. Anything else is a beginning. */
export function bothOf(json: string | undefined): Both {
  try {
    const parsed = Both.safeParse(JSON.parse(json ?? ''))
    return parsed.success ? parsed.data : nothing
  } catch {
    return nothing
  }
}

/**
 * One gesture more. A choice that the other language offers too is pressed there as well, so that both can be compared;
 * words are said in one language only.
 */
export function withGesture(
  both: Both,
  language: Language,
  { text, choice }: { text: string; choice: string | undefined },
  offered: Readonly<Record<Language, Choices>>,
): Both {
  const add = (side: Language): Tried[] => {
    const pressed = offered[side].find(({ id }) => id === choice)
    if (choice !== undefined) return pressed ? [...both[side], { text: pressed.label, choice }] : both[side]
    return side === language ? [...both[side], { text: text.slice(0, LONGEST) }] : both[side]
  }
  const next = { fr: add('fr'), en: add('en') }
  return next.fr.length > MOST || next.en.length > MOST ? both : next
}
