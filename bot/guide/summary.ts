import type { Assess, Turn } from '../../inbox/index.ts'
import { ageIn } from '../triage/age.ts'
import type { Intent } from '../triage/intent.ts'
import { declaredLanguage, languageOf } from '../words/language.ts'
import { townIn } from '../words/town.ts'
import { choiceById } from './choose.ts'
import type { LoadedGuide } from './load.ts'
import type { State } from './state.ts'

/** What the assistant understood, for the agent: it may be wrong, so it says that it is a reading. */
const UNDERSTOOD: Readonly<Partial<Record<Intent, string>>> = {
  emergency: 'une urgence',
  victim: 'une victime',
  report: 'un signalement',
  information: 'une question',
  other: 'hors du service',
}

export type Summary = readonly (readonly [string, string])[]

const REASONS = {
  asked: 'A demandé un agent',
  danger: 'Danger possible',
  choice: 'Sujet traité par un agent',
  'two-failed-turns': 'Deux réponses sans succès',
  'automatic-limit': 'Réponse automatique interdite ici',
  'guide-changed': 'Le guide a changé pendant l’échange',
  letter: 'Premier message sans fiche sûre',
} as const
export type Reason = keyof typeof REASONS

/** Short numbers, where the words around show that they are to be called: not "15 jours", not "18 ans". */
const NUMBER =
  /(?:(?:\b(?:le|au|ou|et|call|or|to|on|and)\s)|[,:.]\s|^)(1[578]|112|11[459]|196|3018|3114|3919|33700|116 00[06]|39 28|31 17)\b(?! (?:h|am|pm|ans|jours|euros|hours|years|days|working)\b)/gim

export function numbersIn(text: string): string[] {
  return [...new Set([...text.matchAll(NUMBER)].flatMap((found) => (found[1] ? [found[1]] : [])))]
}

export const together = (known: readonly string[], more: readonly string[], most: number): string[] =>
  [...new Set([...known, ...more])].slice(0, most)

/** What a turn tells about the person before anything is answered: language, town, numbers the danger notice gave. */
export function learn(state: State, said: Turn['said'], assess: Assess): State {
  let learnt = state
  for (const { text, language, danger } of said) {
    const spoken = languageOf(text) ?? learnt.language ?? declaredLanguage(language)
    const town = townIn(text)
    const age = ageIn(text)
    const numbers = danger ? (assess(text, spoken).notice?.numbers ?? []) : []
    learnt = {
      ...learnt,
      ...(spoken ? { language: spoken } : {}),
      ...(town ? { town } : {}),
      ...(age ? { age } : {}),
      numbers: together(learnt.numbers, numbers, 30),
    }
  }
  return learnt
}

/** What the agent reads first, in the language of the house. Only what is known: an empty line is a question to ask. */
export function summarise(reason: Reason, state: State, loaded: LoadedGuide): Summary {
  const label = (id: string | undefined) => (id ? (choiceById(id, loaded)?.label.fr ?? id) : undefined)
  const shown = state.shown.map((id) => loaded.sheets.get(id)?.title.fr ?? id).join(' · ')
  const rows: [string, string | undefined][] = [
    ['Motif', REASONS[reason]],
    ['Rôle', label(state.role)],
    ['Sujet', label(state.topic)],
    ['Compris comme', state.intent && UNDERSTOOD[state.intent]],
    ['Âge', state.age === 'minor' ? 'dit être mineur' : undefined],
    ['Ville', state.town],
    ['Langue', state.language === 'en' ? 'anglais' : undefined],
    ['Fiches montrées', shown],
    ['Numéros donnés', state.numbers.join(', ')],
  ]
  return rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}
