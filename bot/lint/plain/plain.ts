import type { Language } from '../../words/language.ts'
import { longSentence, sentencesOf } from '../../words/plain.ts'
import { HARD_WORDS } from './hard-words.ts'
import { isPassive } from './passive.ts'

/** Plain language, as far as counting can tell. What is found, and what to do about it. */
export interface Unplain {
  readonly message: string
  readonly mend: string
}

/** Letters of one word. "cyberharcèlement" is the longest that a person would look for. */
const LONGEST_WORD = 16

const EDGE = '(?![\\p{L}\\p{N}])'
const hardWords = (language: Language) =>
  HARD_WORDS[language].map(({ hard, plain }) => ({
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${hard})${hard.endsWith('?') ? '' : EDGE}`, 'iu'),
    plain,
  }))
const HARD = { fr: hardWords('fr'), en: hardWords('en') }

/** Everything hard to read in one text of one language. `longest`: words of a sentence, where nobody else counts them. */
export function unplain(text: string, language: Language, longest?: number): Unplain[] {
  return [
    ...tooLong(text, longest),
    ...HARD[language].flatMap(({ pattern, plain }) => hardWord(text, pattern, plain)),
    ...longWord(text),
    ...passives(text, language),
    ...apostrophe(text, language),
  ]
}

function tooLong(text: string, longest: number | undefined): Unplain[] {
  const long = longest === undefined ? undefined : longSentence(text, longest)
  if (!long) return []
  return [{ message: `a sentence of ${long.words} words.`, mend: `Cut it in two: ${longest} words at most.` }]
}

function hardWord(text: string, pattern: RegExp, plain: string): Unplain[] {
  const found = pattern.exec(text)
  return found ? [{ message: `"${found[0]}" is office language.`, mend: `Write instead: ${plain}.` }] : []
}

function longWord(text: string): Unplain[] {
  const words = text.replace(/https?:\S+|\S+@\S+|\w+\.\w+\S*/g, '').match(/\p{L}+/gu) ?? []
  const long = words.find((word) => word.length > LONGEST_WORD)
  return long ? [{ message: `"${long}" is a very long word.`, mend: 'Say it with shorter words.' }] : []
}

/** One passive is often right ("your bike was stolen"); a text made of them says nobody does anything. */
function passives(text: string, language: Language): Unplain[] {
  const sentences = sentencesOf(text)
  const passive = sentences.filter((sentence) => isPassive(sentence, language))
  if (passive.length < 2 || passive.length * 2 <= sentences.length) return []
  const message = `${passive.length} of ${sentences.length} sentences are passive.`
  return [{ message, mend: 'Say who does it: "an officer calls you", not "you will be called".' }]
}

function apostrophe(text: string, language: Language): Unplain[] {
  if (language !== 'fr' || !/\p{L}'\p{L}/u.test(text)) return []
  return [{ message: "the apostrophe is the typewriter's (').", mend: 'Write the typographic one: ’.' }]
}
