import type { Capabilities, Turn } from '../../../inbox/index.ts'
import { choiceById } from '../../guide/choose.ts'
import type { LoadedGuide } from '../../guide/load.ts'
import type { State } from '../../guide/state.ts'
import type { Language } from '../../words/language.ts'

/** One thing that a person can do now. */
export interface Gesture {
  readonly said: Turn['said']
  /** It stands on the screen: a button, or a numbered line. What must be typed out of one's own head does not. */
  readonly offered: boolean
  /** Words that nobody could understand: they must lead to a human soon. */
  readonly lost?: true
  /** Whatever the guide says, it leads to a human. */
  readonly human?: string
  /** What is different in this turn from any other. */
  readonly turn?: { readonly maySpeak?: false; readonly moved?: true }
}

/** In no sheet, no guide and no language. */
const NONSENSE = 'zqxj vlmrp'

export function offered({ options }: State, { buttons }: Capabilities): Gesture[] {
  return options.map((id, index) => ({
    said: [buttons ? { text: '', choice: id } : { text: String(index + 1) }],
    offered: true,
  }))
}

/** What is typed: nothing that can be understood, courtesy, half a question, an old button. */
export function typed({ guide, search, sheets }: LoadedGuide, language: Language): Gesture[] {
  const courtesy = guide.smalltalk.flatMap(({ words }) => words[language].slice(0, 1))
  const words = new Set([...sheets.values()].flatMap(({ title }) => title[language].split(/[^\p{L}\p{N}]+/u)))
  const vague = [...words].find((word) => {
    const { hits, answered } = search.rank(word, language)
    return word.length > 3 && hits.length > 0 && !answered
  })
  const texts = [...courtesy, ...(vague === undefined ? [] : [vague])]
  return [
    { said: [{ text: NONSENSE }], offered: false, lost: true },
    ...texts.map((text) => ({ said: [{ text }], offered: false })),
  ]
}

/** Hard times: danger, a wish for a human in plain words, a machine that may not write, a button of a guide that is gone. */
export const urgent = (language: Language): Gesture[] => [
  { said: [{ text: NONSENSE, danger: 'hard' }], offered: false, human: 'danger' },
  { said: [{ text: HUMAN[language] }], offered: false, human: 'asking for a human' },
  { said: [{ text: NONSENSE }], offered: false, human: 'a machine that may not write', turn: { maySpeak: false } },
  { said: [{ text: '99' }], offered: false, human: 'a number of an older guide', turn: { moved: true } },
  { said: [{ text: '', choice: 'gone' }], offered: false, human: 'a button of an older guide', turn: { moved: true } },
]

const HUMAN: Readonly<Record<Language, string>> = { fr: 'je veux parler à quelqu’un', en: 'I want to talk to someone' }

/** Every sheet can be suggested, so each can be chosen. */
export const suggested = ({ sheets }: LoadedGuide): Gesture[] =>
  [...sheets.keys()].map((id) => ({ said: [{ text: '', choice: `sheet:${id}` }], offered: false }))

export const labelsOf = ({ options }: State, loaded: LoadedGuide, language: Language): string[] =>
  options.flatMap((id) => choiceById(id, loaded)?.label[language] ?? [])
