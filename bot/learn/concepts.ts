import { soundOf } from '../words/sound.ts'
import { MEANINGS } from './meanings.ts'

/** Shorter words sound like too many others. */
const HEARD_FROM = 5
const PREFIX_FROM = 3
const KEPT = 8_000

const exact = new Map<string, number[]>()
const heard = new Map<string, number[]>()
const starts = new Map<string, number[]>()

const put = (map: Map<string, number[]>, key: string, meaning: number): void => {
  const known = map.get(key)
  if (!known) map.set(key, [meaning])
  else if (!known.includes(meaning)) known.push(meaning)
}

for (const [meaning, line] of MEANINGS.trim().split('\n').entries()) {
  const [, ...words] = line.split(' ')
  for (const word of words) {
    const stem = word.replace('*', '')
    if (word.endsWith('*')) put(starts, stem, meaning)
    else put(exact, stem, meaning)
    if (stem.length >= HEARD_FROM) put(heard, soundOf(stem), meaning)
  }
}

const NONE: readonly number[] = []
const kept = new Map<string, readonly number[]>()

/** What a folded word means here, as positions in the list of meanings: often nothing. Also for a word that only sounds like one that is known. */
export function conceptsOf(word: string): readonly number[] {
  const before = kept.get(word)
  if (before) return before
  const found = lookUp(word)
  if (kept.size >= KEPT) kept.clear()
  kept.set(word, found)
  return found
}

function lookUp(word: string): readonly number[] {
  const found = new Set(exact.get(word))
  for (let length = PREFIX_FROM; length <= word.length; length += 1) {
    for (const meaning of starts.get(word.slice(0, length)) ?? NONE) found.add(meaning)
  }
  if (found.size === 0 && word.length >= HEARD_FROM - 1) {
    for (const meaning of heard.get(soundOf(word)) ?? NONE) found.add(meaning)
  }
  return found.size === 0 ? NONE : [...found]
}
