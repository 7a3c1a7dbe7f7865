import { readFileSync } from 'node:fs'
import { type Features, featuresOf } from './features.ts'
import { type Packed, unpack } from './pack.ts'
import { chancesOf } from './softmax.ts'

/** What is asked of every message. `sheet` has one class more than there were sheets: 'none'. */
export type Question = 'danger' | 'intent' | 'redirect' | 'sheet'

export interface Guess {
  readonly name: string
  /** 0 to 1. */
  readonly chance: number
}

const FILE = new URL('./model.bin', import.meta.url)

let read: Packed | undefined

/** Learnt from the examples of test/bot/evaluation/tune and the sheets' own questions by `npm run learn`; read once, when first asked. */
export function model(): Packed {
  read ??= unpack(readFileSync(FILE))
  return read
}

/** How likely each class is. A question that the model does not know has no classes. */
export function guess(question: Question, features: Features, from: Packed = model()): Guess[] {
  const head = from.heads[question]
  if (!head) return []
  const chances = chancesOf(features, head)
  return head.names.map((name, at) => ({ name, chance: chances[at] ?? 0 }))
}

/** Best first. */
export const likeliest = (guesses: readonly Guess[]): Guess[] =>
  [...guesses].sort((one, other) => other.chance - one.chance)

/** The danger check and the bot's turn ask about the same message one after the other: its features are kept a moment. */
const KEPT = 64
const kept = new Map<string, Features>()

export function keptFeatures(text: string): Features {
  const before = kept.get(text)
  if (before) return before
  const features = featuresOf(text)
  if (text.length < 4000) {
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(text, features)
  }
  return features
}
