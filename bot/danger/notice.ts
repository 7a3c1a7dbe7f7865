import type { Language } from '../words/language.ts'
import type { Kind } from './lexicon.ts'

interface Help {
  readonly number: string
  readonly text: Readonly<Record<Language, string>>
}

const POLICE: Help[] = [
  { number: '17', text: { fr: 'Appelez maintenant le 17.', en: 'Call 17 now.' } },
  { number: '112', text: { fr: 'Le 112 répond aussi.', en: '112 answers too.' } },
  {
    number: '114',
    text: {
      fr: 'Vous ne pouvez pas parler : envoyez un SMS au 114.',
      en: 'You cannot speak: send a text message to 114.',
    },
  },
]
const CHILD: Help = {
  number: '119',
  text: { fr: 'Enfant en danger : le 119, {fact:119.hours}.', en: 'Child in danger: 119, {fact:119.hours}.' },
}
const SUICIDE: Help = {
  number: '3114',
  text: {
    fr: 'Idées de suicide : le 3114 vous écoute, {fact:3114.hours}.',
    en: 'Thoughts of suicide: 3114 listens to you, {fact:3114.hours}.',
  },
}
const AMBULANCE: Help = { number: '15', text: { fr: 'Blessé ou malaise : le 15.', en: 'Injured or ill: 15.' } }
const FIRE: Help = { number: '18', text: { fr: 'Feu ou accident : le 18.', en: 'Fire or accident: 18.' } }

const ALSO: Readonly<Partial<Record<Kind, readonly Help[]>>> = {
  child: [CHILD],
  wound: [AMBULANCE, FIRE],
  fire: [FIRE],
}

const START: Readonly<Record<'hard' | 'soft', Readonly<Record<Language, string>>>> = {
  hard: { fr: 'Vous êtes peut-être en danger.', en: 'You may be in danger.' },
  soft: {
    fr: 'Si vous êtes en danger, ou si une autre personne l’est :',
    en: 'If you are in danger, or if somebody else is:',
  },
}
const END: Readonly<Record<Language, string>> = {
  fr: 'Vous pouvez continuer à écrire ici.',
  en: 'You can go on writing here.',
}

/** What is shown at once: short lines, the number that fits best first. */
export function noticeFor(
  level: 'hard' | 'soft',
  kinds: ReadonlySet<Kind>,
  language: Language,
): { text: string; numbers: readonly string[] } {
  const more = [...kinds].flatMap((kind) => ALSO[kind] ?? [])
  const all = kinds.has('self-harm') ? [SUICIDE, ...POLICE, AMBULANCE, ...more] : [...POLICE, ...more]
  const helps = [...new Map(all.map((help) => [help.number, help])).values()]
  const text = [START[level][language], ...helps.map((help) => help.text[language]), END[language]].join('\n')
  return { text, numbers: helps.map((help) => help.number) }
}
