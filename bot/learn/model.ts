import { readFileSync } from 'node:fs'
import type { Features } from './features.ts'
import { type Head, type Packed, unpack } from './pack.ts'
import { chancesOf } from './softmax.ts'

/** What is asked of every message. `sheet` has one class more than there were sheets: 'none'. */
export type Question = 'danger' | 'intent' | 'redirect' | 'sheet'

/** The class of `sheet` that stands for "no sheet answers this". */
export const NO_SHEET = 'none'

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

/** Another model for a while, to be measured; undefined: the product's own again. */
export function useModel(other: Packed | undefined): void {
  read = other
}

/** The same message is asked about by the danger check, the search and the triage. */
const guessed = new WeakMap<Head, WeakMap<Features, readonly Guess[]>>()

/** How likely each class is. A question that the model does not know has no classes. */
export function guess(question: Question, features: Features, from: Packed = model()): readonly Guess[] {
  const head = from.heads[question]
  if (!head) return []
  const before = guessed.get(head) ?? new WeakMap<Features, readonly Guess[]>()
  guessed.set(head, before)
  const known = before.get(features)
  if (known !== undefined) return known
  const alone = chancesOf(features, head)
  const chances = question === 'intent' ? withSheets(alone, features, from) : alone
  const guesses = head.names.map((name, at) => ({ name, chance: chances[at] ?? 0 }))
  before.set(features, guesses)
  return guesses
}

/** How much it counts what people mean who ask for the likely sheets. Chosen on the tune half. */
const OF_SHEETS = 0.6
const LEAST = 1e-6

/** Sheets were learnt from many more examples than intents: whoever asks for one of them mostly means the same. */
function withSheets(intents: Float64Array, features: Features, from: Packed): Float64Array {
  const sheets = guess('sheet', features, from)
  const meant = intents.map((_chance, intent) =>
    sheets.reduce((sum, { chance }, sheet) => sum + chance * (from.intentsBySheet[sheet]?.[intent] ?? 0), 0),
  )
  const both = intents.map((chance, at) => (chance + LEAST) * ((meant[at] ?? 0) + LEAST) ** OF_SHEETS)
  const all = both.reduce((sum, one) => sum + one, 0)
  return both.map((one) => one / all)
}

/** Best first. */
export const likeliest = (guesses: readonly Guess[]): Guess[] =>
  [...guesses].sort((one, other) => other.chance - one.chance)
