import type { Danger } from '../../inbox/index.ts'
import { guess, keptFeatures } from '../learn/model.ts'
import type { Kind } from './lexicon.ts'

/**
 * Chosen on the tune half of test/bot/evaluation by cross-validation, where one calm message in ten may show the numbers and
 * one in a hundred may call a human at once. A missed call for help costs more than a banner too many.
 */
const SOFT = 0.2
const HARD = 0.65
/** From so likely on, the number of that help is shown too. */
const ALSO = 0.2

const HELPS: Readonly<Record<string, Kind>> = { '3114': 'self-harm', '119': 'child', '18': 'wound' }

/** What the learnt model makes of a whole message: it hears what no rule names ("la poignée bouge"). */
export function sensed(text: string): { level: Danger; kinds: readonly Kind[] } {
  const features = keptFeatures(text)
  if (features.places.length === 0) return { level: 'none', kinds: [] }
  const [calm, , hard] = guess('danger', features)
  const level = (hard?.chance ?? 0) > HARD ? 'hard' : 1 - (calm?.chance ?? 1) > SOFT ? 'soft' : 'none'
  if (level === 'none') return { level, kinds: [] }
  const kinds = guess('redirect', features).flatMap(({ name, chance }) => (chance > ALSO ? (HELPS[name] ?? []) : []))
  return { level, kinds }
}
