import { sentencesOf } from '../words/sentences.ts'
import { soundOf } from '../words/sound.ts'
import { conceptsOf } from './concepts.ts'

/** Features live in one table of this many places; two that share a place are rare enough not to matter. A power of two. */
export const PLACES = 1 << 16

/** What a text holds, as places in the table and how much each weighs. The squares of `weights` add up to 1. */
export interface Features {
  readonly places: Uint32Array
  readonly weights: Float32Array
}

/** A letter says what it is about at its start, and what matters now at its end. Characters. */
const READ = { start: 2500, end: 500 }
const WEIGHT = { word: 1, pair: 0.8, gram: 0.45, sound: 1, concept: 1, together: 1, next: 1, sign: 1 }
const GRAM = { shortest: 3, longest: 5 }

/** FNV-1a over UTF-16 units: quick, and the same on every machine. */
function hash(text: string, start = 0, end = text.length, before = 0x811c9dc5): number {
  let value = before
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value
}

/** A place for a value of one kind: the finishing steps of MurmurHash3 spread it. */
function place(value: number, kind: number): number {
  let mixed = value ^ Math.imul(kind, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) & (PLACES - 1)
}

const NOTHING: Features = { places: new Uint32Array(0), weights: new Float32Array(0) }

/** How much each place weighs in the text that is being read: zeros between two texts. One table for all: reading never waits. */
const weighed = new Float32Array(PLACES)

class Found {
  #places = new Uint32Array(512)
  #count = 0

  add(value: number, kind: number, weight: number): void {
    const at = place(value, kind)
    const known = weighed[at] ?? 0
    if (known < weight) weighed[at] = weight
    if (known > 0) return
    if (this.#count === this.#places.length) this.#places = grown(this.#places)
    this.#places[this.#count] = at
    this.#count += 1
  }

  /** Once, at the end. */
  take(): Features {
    const places = this.#places.slice(0, this.#count)
    const weights = new Float32Array(this.#count)
    let square = 0
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? 0
      const weight = weighed[place] ?? 0
      weighed[place] = 0
      weights[at] = weight
      square += weight * weight
    }
    const length = Math.sqrt(square) || 1
    for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) / length
    return { places, weights }
  }
}

function grown(places: Uint32Array): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(places.length * 2)
  wider.set(places)
  return wider
}

/** Words, pairs of words, runs of letters, sounds, which meanings stand together in a sentence, and `signs` of other origin. */
export function featuresOf(text: string, signs: readonly string[] = []): Features {
  const whole = text.length <= READ.start + READ.end
  const read = whole ? text : `${text.slice(0, READ.start)}\n${text.slice(-READ.end)}`
  const found = new Found()
  const sentences = sentencesOf(read)
  for (const words of sentences) {
    addWords(words, found)
    addMeanings(words, found)
  }
  const count = sentences.reduce((sum, words) => sum + words.length, 0)
  found.add(Math.floor(Math.log2(count + 1)), 7, WEIGHT.sign)
  found.add(read.includes('?') ? 1 : 0, 8, WEIGHT.sign)
  if (count > 0) for (const sign of signs) found.add(hash(sign), 10, WEIGHT.sign)
  const features = found.take()
  return count > 0 ? features : NOTHING
}

function addWords(words: readonly string[], found: Found): void {
  let before = 0
  for (const word of words) {
    const value = hash(word)
    found.add(value, 1, WEIGHT.word)
    found.add(Math.imul(before, 31) ^ value, 2, WEIGHT.pair)
    found.add(hash(soundOf(word)), 3, WEIGHT.sound)
    before = value
    addRuns(` ${word} `, found)
  }
}

/** Every run of letters: the hash of a longer one goes on from the shorter one's. */
function addRuns(padded: string, found: Found): void {
  for (let start = 0; start + GRAM.shortest <= padded.length; start += 1) {
    let value = hash(padded, start, start + GRAM.shortest - 1)
    const last = Math.min(start + GRAM.longest, padded.length)
    for (let end = start + GRAM.shortest; end <= last; end += 1) {
      value = hash(padded, end - 1, end, value)
      found.add(value, 4, WEIGHT.gram)
    }
  }
}

function addMeanings(words: readonly string[], found: Found): void {
  const seen = new Set<number>()
  let before: readonly number[] = []
  for (const word of words) {
    const meanings = conceptsOf(word)
    if (meanings.length === 0) continue
    for (const meaning of meanings) {
      seen.add(meaning)
      for (const last of before) found.add(last * 256 + meaning, 5, WEIGHT.next)
    }
    before = meanings
  }
  const all = [...seen].sort((one, other) => one - other)
  all.forEach((meaning, index) => {
    found.add(meaning, 6, WEIGHT.concept)
    for (const other of all.slice(index + 1)) found.add(meaning * 256 + other, 9, WEIGHT.together)
  })
}
