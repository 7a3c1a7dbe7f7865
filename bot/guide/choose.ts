import { fold, wordsOf } from '../words/fold.ts'
import type { Language } from '../words/language.ts'
import { once, plainWords } from '../words/sms.ts'
import type { LoadedGuide } from './load.ts'
import type { Choice, Target } from './schema.ts'
import type { State } from './state.ts'

/** The prefix of a choice that stands for a sheet: suggestions are not written in the guide. */
const SHEET = 'sheet:'

const NOBODY = '(?:un |une |l |le |la |des |les |an |a |the |some )?(?:vrai |vraie |real |autre )?'
const HUMAN =
  '(?:agents?|humains?|humans?|polici\\w*|gendarmes?|quelqu un|conseil\\w*|operat\\w*|persons?|persones?|oficers?|someone|somebody|people)'
/** Written against doubled letters reduced to one. */
const ASKS_HUMAN = new RegExp(
  `\\b(?:parl\\w*|discut\\w*|repond\\w*|joindre|contacter|avoir|voir|veux|voudrais|talk|speak|chat|want|ned) (?:\\w+ )?(?:a |au |avec |par |to |with )?${NOBODY}${HUMAN}\\b`,
)
const ONLY_HUMAN = new RegExp(`^(?:un |une |an |a )?(?:vrai |real )?${HUMAN}(?: (?:please|merci))?$`)
const TO_FRENCH = /^(?:en )?fran[cç]ais(?: merci| please)?$/
const TO_ENGLISH = /^(?:in )?(?:english|anglais)(?: please| merci)?$/

/** What a message says, ready to be compared. */
export interface Said {
  readonly text: string
  /** Plain words, phone spelling undone. */
  readonly words: readonly string[]
  readonly choice?: string
}

export const understandWords = (text: string): string[] => plainWords(wordsOf(fold(text)))

const phrase = (words: readonly string[]): string => once(words.join(' '))

export function asksForHuman(said: Said): boolean {
  if (said.words.length > 60) return false
  const text = phrase(said.words)
  return ONLY_HUMAN.test(text) || ASKS_HUMAN.test(text)
}

export function asksForLanguage(said: Said): Language | undefined {
  const text = said.words.join(' ')
  if (TO_ENGLISH.test(text)) return 'en'
  return TO_FRENCH.test(text) ? 'fr' : undefined
}

/** "2", "2.", "n° 2", "choix 2": on the first line that holds anything, since mail adds a signature. */
function numberIn(text: string): number | undefined {
  const line = text.split('\n').find((one) => one.trim() !== '')
  const found = /^\s*(?:n[°o]?|num[ée]ro|number|choix|choice|le|la|option)?\s*\(?(\d{1,2})\s*[.):,!]*\s*$/i.exec(
    line ?? '',
  )
  return found ? Number(found[1]) : undefined
}

/** A choice by id: the guide's own, or a sheet. */
export function choiceById(id: string, loaded: LoadedGuide): Choice | undefined {
  const known = loaded.choices.get(id)
  if (known) return known
  const sheet = id.startsWith(SHEET) ? loaded.sheets.get(id.slice(SHEET.length)) : undefined
  return sheet && sheetChoice(sheet.id, loaded)
}

export function sheetChoice(id: string, loaded: LoadedGuide): Choice | undefined {
  const sheet = loaded.sheets.get(id)
  return sheet && { id: `${SHEET}${id}`, label: sheet.title, keep: 'topic', to: { sheet: id } }
}

/** What the person chose, by button, by number or by its words. Undefined: it is free text. */
export function chosen(said: Said, state: State, loaded: LoadedGuide): Choice | 'unknown-number' | undefined {
  if (said.choice !== undefined) return choiceById(said.choice, loaded)
  const number = numberIn(said.text)
  if (number !== undefined) {
    const id = state.options[number - 1]
    return (id === undefined ? undefined : choiceById(id, loaded)) ?? 'unknown-number'
  }
  const text = phrase(said.words)
  if (text === '') return undefined
  const offered = [...state.options, ...loaded.guide.always.map((choice) => choice.id)]
  const says = (one: string) => spelt(one, loaded) === text
  const shown = offered.flatMap((id) => choiceById(id, loaded) ?? []).find((choice) => spellings(choice).some(says))
  // A button of an earlier line, pressed late on a wire that sends its label alone.
  return shown ?? [...loaded.choices.values()].find(({ label }) => says(label.fr) || says(label.en))
}

/** A guide's own words are undone once, not at every turn. */
const known = new WeakMap<LoadedGuide['choices'], Map<string, string>>()

function spelt(words: string, { choices }: LoadedGuide): string {
  const ofGuide = known.get(choices) ?? new Map<string, string>()
  known.set(choices, ofGuide)
  const found = ofGuide.get(words) ?? phrase(understandWords(words))
  ofGuide.set(words, found)
  return found
}

const spellings = ({ label, words }: Choice): readonly string[] => [
  label.fr,
  label.en,
  ...(words ? [...words.fr, ...words.en] : []),
]

/** Where a message made of nothing but courtesy leads. */
export function smalltalk(said: Said, loaded: LoadedGuide): Target | undefined {
  if (said.words.length === 0 || said.words.length > 8) return undefined
  return loaded.guide.smalltalk.find(({ words }) => {
    const courtesy = new Set([...words.fr, ...words.en].flatMap((one) => spelt(one, loaded).split(' ')))
    return said.words.every((word) => courtesy.has(once(word)))
  })?.to
}
