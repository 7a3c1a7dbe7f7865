import { readFileSync } from 'node:fs'
import type { Features } from './features.ts'
import { type Packed, unpack } from './pack.ts'
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
