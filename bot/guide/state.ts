import { z } from 'zod'
import { INTENTS } from '../triage/intent.ts'
import type { Guide } from './schema.ts'

/** What the bot keeps between two lines: plain JSON, no words of the person but the town. */
export const State = z.object({
  v: z.literal(1),
  /** Version of the guide that wrote it. */
  guide: z.string(),
  language: z.enum(['fr', 'en']).optional(),
  step: z.string(),
  /** Ids of the choices last offered, in order, so that "2" keeps its meaning. */
  options: z.array(z.string()).max(20),
  /** Turns in a row that did not help. */
  failed: z.number().int().min(0),
  role: z.string().optional(),
  topic: z.string().optional(),
  town: z.string().max(60).optional(),
  /** What the first free text was understood to want, and whether they said to be of age. */
  intent: z.enum(INTENTS).optional(),
  age: z.enum(['minor', 'adult']).optional(),
  /** Sheets shown and emergency numbers given. */
  shown: z.array(z.string()).max(50),
  numbers: z.array(z.string()).max(30),
})
export type State = z.infer<typeof State>

type Start = Pick<Guide, 'version' | 'start' | 'steps' | 'always'>

/** Nothing said yet: the choices on offer are those of the greeting. */
export function freshState({ version, start, steps, always }: Start): State {
  const options = [...(steps[start]?.choices ?? []), ...always].map(({ id }) => id)
  return { v: 1, guide: version, step: start, options, failed: 0, shown: [], numbers: [] }
}

/**
 * A state written under another version keeps what was learnt and forgets where the person was:
 * `moved` tells the caller that a bare number can no longer be understood.
 */
export function readState(stored: unknown, guide: Start): { state: State; moved: boolean } {
  const parsed = State.safeParse(stored)
  if (!parsed.success) return { state: freshState(guide), moved: stored !== undefined && stored !== null }
  if (parsed.data.guide === guide.version) return { state: parsed.data, moved: false }
  return { state: { ...parsed.data, guide: guide.version, step: guide.start, options: [] }, moved: true }
}
