import { readByRules, type Scene } from '../danger/rules.ts'
import { type Features, featuresOf } from './features.ts'

/** A message as the model hears it: its words, and what the danger rules made of them. */
export interface Heard {
  readonly features: Features
  readonly scene: Scene
}

/** The danger check and the bot's turn hear the same message one after the other: it is kept a moment. */
const KEPT = 64
const LONGEST_KEPT = 4000
const kept = new Map<string, Heard>()

export function listen(text: string): Heard {
  const before = kept.get(text)
  if (before) return before
  const scene = readByRules(text)
  const signs = scene.level === 'none' ? [] : [scene.level, ...scene.kinds]
  const heard = { features: featuresOf(text, signs), scene }
  if (text.length < LONGEST_KEPT) {
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(text, heard)
  }
  return heard
}
