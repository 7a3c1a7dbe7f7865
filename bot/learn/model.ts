import { readFileSync } from 'node:fs'
import type { Features } from './features.ts'
import { type Packed, unpack } from './pack.ts'
import { chancesOf, sumsOf } from './softmax.ts'

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

/** What was made of one message: every question's chances at once, and as named guesses once somebody asked. */
interface Read {
  readonly chances: Readonly<Record<string, Float64Array>>
  readonly guesses: Map<Question, readonly Guess[]>
}

/** The same message is asked about by the danger check, the search and the triage: it is read once for all questions. */
const kept = new WeakMap<Packed, WeakMap<Features, Read>>()

/** How likely each class is. A question that the model does not know has no classes. */
export function guess(question: Question, features: Features, from: Packed = model()): readonly Guess[] {
  const { chances, guesses } = readOnce(features, from)
  const before = guesses.get(question)
  if (before !== undefined) return before
  const names = from.heads[question]?.names ?? []
  const named = names.map((name, at) => ({ name, chance: chances[question]?.[at] ?? 0 }))
  guesses.set(question, named)
  return named
}

function readOnce(features: Features, from: Packed): Read {
  const before = kept.get(from) ?? new WeakMap<Features, Read>()
  kept.set(from, before)
  const known = before.get(features) ?? { chances: chancesIn(features, from), guesses: new Map() }
  before.set(features, known)
  return known
}

function chancesIn(features: Features, from: Packed): Record<string, Float64Array> {
  const sums = sumsOf(features, from)
  const all: Record<string, Float64Array> = {}
  let first = 0
  for (const [question, { names, bias, scale }] of Object.entries(from.heads)) {
    const own = sums.subarray(first, first + names.length)
    all[question] = chancesOf(own.map((sum, at) => sum * scale + (bias[at] ?? 0)))
    first += names.length
  }
  const { intent, sheet } = all
  return intent && sheet ? { ...all, intent: withSheets(intent, sheet, from) } : all
}

/** How much it counts what people mean who ask for the likely sheets. Chosen on the tune half. */
const OF_SHEETS = 0.6
const LEAST = 1e-6

/** Sheets were learnt from many more examples than intents: whoever asks for one of them mostly means the same. */
function withSheets(intents: Float64Array, sheets: Float64Array, { intentsBySheet }: Packed): Float64Array {
  const meant = new Float64Array(intents.length)
  for (let sheet = 0; sheet < sheets.length; sheet += 1) {
    const means = intentsBySheet[sheet] ?? []
    for (let intent = 0; intent < meant.length; intent += 1)
      meant[intent] = (meant[intent] ?? 0) + (sheets[sheet] ?? 0) * (means[intent] ?? 0)
  }
  const both = intents.map((chance, at) => (chance + LEAST) * ((meant[at] ?? 0) + LEAST) ** OF_SHEETS)
  const all = both.reduce((sum, one) => sum + one, 0)
  return both.map((one) => one / all)
}

/** Best first. */
export const likeliest = (guesses: readonly Guess[]): Guess[] =>
  [...guesses].sort((one, other) => other.chance - one.chance)
