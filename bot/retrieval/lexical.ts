import type { Language } from '../words/language.ts'
import { cuesIn } from './cues.ts'
import { gramsOf } from './grams.ts'
import { Likeness } from './likeness.ts'
import { Postings, type Vector } from './postings.ts'
import { relatedTo } from './related.ts'
import { Spelling } from './spelling.ts'
import { askingWords, stemOf, tellingWords } from './tokens.ts'
import { type Counts, countsOf, Vocabulary } from './vocabulary.ts'

/** One thing that can be found. */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly questions: readonly string[]
}

/** By position of the entry. */
export interface Scores {
  /** How well it answers: about 0 to 2.5. */
  readonly scores: Float64Array
  /** How nearly one of its questions, or its title, says the same words: 0 to 1. */
  readonly like: Float64Array
}

/** BM25F: how much a word in each field says, and how far long fields are held back. (Robertson, Zaragoza, Taylor, CIKM 2004.) */
const FIELDS = {
  title: { weight: 3, b: 0.3 },
  questions: { weight: 1.5, b: 0.6 },
  body: { weight: 1, b: 0.5 },
} as const
const SATURATION = 1.5
/**
 * Runs of letters beside words. Like the other numbers here chosen on questions of the tune half of test/bot/evaluation,
 * with three example questions a sheet as another base has them.
 */
const GRAMS = 1.2
/** How loudly a related word asks beside the word itself; so many times that where the word itself is unknown here. */
const RELATED = 0.5
const FOR_UNKNOWN = 3
const CUE = 0.6

/** Of so many entries the questions are compared with what is asked. */
const LOOKED_INTO = 20

type Field = keyof typeof FIELDS

/** Finds entries by their words: whole words with their families and relations, and runs of letters. Built once, then pure. */
export class Lexical {
  readonly #language: Language
  readonly #count: number
  readonly #words: Index<string>
  readonly #grams: Index<number>
  readonly #questions: Likeness
  readonly #spelling: Spelling

  constructor(entries: readonly Entry[], language: Language) {
    this.#language = language
    this.#count = entries.length
    this.#words = wordIndex(entries, (text) => this.#stems(text))
    const whole = ({ title, questions, body }: Entry) => [title, title, ...questions, body].join('\n')
    this.#grams = unitIndex(entries.map((entry) => gramsOf(tellingWords(whole(entry), language))))
    const asked = entries.map(({ title, questions }) => [title, ...questions])
    this.#questions = new Likeness(asked, (text) => countsOf(this.#stems(text)))
    const { vocabulary } = this.#words
    this.#spelling = new Spelling(vocabulary.terms, (one, other) => vocabulary.rarity(one) < vocabulary.rarity(other))
  }

  /** Undefined where the text holds no telling word. */
  score(text: string): Scores | undefined {
    const words = askingWords(text, this.#language)
    if (words.length === 0) return undefined
    const { postings } = this.#words
    const stems = countsOf(words.map((word) => this.#spelt(stemOf(word, this.#language))))
    const whole = [...stems.keys()].reduce((sum, stem) => sum + this.#loudness(stem), 0) || 1
    const byWords = postings.score(this.#asked(text, words, stems))
    const byGrams = this.#grams.postings.score(this.#grams.vocabulary.askedAsUnit(gramsOf(words)))
    const scores = new Float64Array(this.#count)
    for (let at = 0; at < scores.length; at += 1) scores[at] = (byWords[at] ?? 0) / whole + GRAMS * (byGrams[at] ?? 0)
    return { scores, like: this.#alike(scores, stems) }
  }

  /** How nearly one of its questions says the same; only of those that may come first. */
  #alike(scores: Float64Array, stems: Counts<string>): Float64Array {
    const near = highest(scores, LOOKED_INTO)
    const nearest = this.#questions.of(near, stems)
    const like = new Float64Array(this.#count)
    near.forEach((entry, at) => {
      like[entry] = nearest[at] ?? 0
    })
    return like
  }

  /** A rare word asks more loudly, but not in proportion: one chance meeting in a text must not outweigh two usual words. */
  #loudness(stem: string): number {
    return Math.sqrt(this.#words.vocabulary.rarity(stem))
  }

  #stems(text: string): string[] {
    return tellingWords(text, this.#language).map((word) => stemOf(word, this.#language))
  }

  #spelt(stem: string): string {
    return this.#words.vocabulary.knows(stem) ? stem : (this.#spelling.near(stem) ?? stem)
  }

  /** What is asked for, by how rare it is; related words ask less loudly, the less the more there are of them, and cues still less. */
  #asked(text: string, words: readonly string[], stems: Counts<string>): Vector {
    const { vocabulary } = this.#words
    const asked = new Map([...stems.keys()].map((stem) => [stem, this.#loudness(stem)]))
    const also = new Map<string, number>()
    for (const word of words) {
      const related = [...relatedTo(word)]
        .map((one) => stemOf(one, this.#language))
        .filter((one) => vocabulary.knows(one))
      const loud =
        (vocabulary.knows(stemOf(word, this.#language)) ? RELATED : FOR_UNKNOWN * RELATED) /
        Math.sqrt(related.length || 1)
      for (const stem of related) {
        if (!asked.has(stem)) also.set(stem, Math.max(also.get(stem) ?? 0, loud * this.#loudness(stem)))
      }
    }
    for (const cue of cuesIn(text)) {
      const stem = stemOf(cue, this.#language)
      if (!asked.has(stem) && !also.has(stem)) also.set(stem, CUE * this.#loudness(stem))
    }
    for (const [stem, weight] of also) asked.set(stem, weight)
    return vocabulary.asked(asked)
  }
}

/** The positions of the highest scores, all of them where there are no more. */
function highest(scores: Float64Array, most: number): Uint32Array {
  const all = Uint32Array.from(scores, (_score, at) => at)
  if (all.length <= most) return all
  const least = scores.slice().sort()[scores.length - most] ?? 0
  return all.filter((at) => (scores[at] ?? 0) >= least).subarray(0, most)
}

interface Index<T extends string | number> {
  readonly vocabulary: Vocabulary<T>
  readonly postings: Postings
}

function unitIndex(texts: readonly Counts<number>[]): Index<number> {
  const vocabulary = new Vocabulary<number>()
  const vectors = texts.map((counts) => vocabulary.add(counts))
  for (const vector of vectors) vocabulary.makeUnit(vector)
  return { vocabulary, postings: new Postings(vectors, vocabulary.size) }
}

function wordIndex(entries: readonly Entry[], stems: (text: string) => string[]): Index<string> {
  const told = entries.map(({ title, questions, body }) => ({
    title: stems(title),
    questions: stems(questions.join('\n')),
    body: stems(body),
  }))
  const usual = (field: Field) => told.reduce((sum, one) => sum + one[field].length, 0) / told.length || 1
  const lengths = { title: usual('title'), questions: usual('questions'), body: usual('body') }
  const vocabulary = new Vocabulary<string>()
  const vectors = told.map((one) => {
    const sums = new Map<string, number>()
    for (const field of Object.keys(FIELDS) as Field[]) {
      const { weight, b } = FIELDS[field]
      const held = 1 - b + (b * one[field].length) / lengths[field]
      for (const [stem, count] of countsOf(one[field])) sums.set(stem, (sums.get(stem) ?? 0) + (weight * count) / held)
    }
    const { terms, weights } = vocabulary.add(sums)
    return { terms, weights: weights.map((sum) => sum / (SATURATION + sum)) }
  })
  return { vocabulary, postings: new Postings(vectors, vocabulary.size) }
}
