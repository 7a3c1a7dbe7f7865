import type { Language } from './t.ts'

interface HelpNumber {
  readonly fr: string
  readonly en: string
  /** Reached by text message: for people who cannot speak or hear. */
  readonly text?: true
}

/** What each emergency or help number is. Numbers themselves arrive as data. */
const known: Readonly<Record<string, HelpNumber>> = {
  '15': { fr: 'Urgence médicale', en: 'Medical emergency' },
  '17': { fr: 'Police', en: 'Police' },
  '18': { fr: 'Pompiers', en: 'Fire brigade' },
  '112': { fr: 'Urgences', en: 'Emergencies' },
  '114': { fr: 'Par SMS, sans parler', en: 'By text, without speaking', text: true },
  '116006': { fr: 'Aide aux victimes', en: 'Help for victims' },
  '119': { fr: 'Enfant en danger', en: 'Child in danger' },
  '3018': { fr: 'Violences numériques', en: 'Online abuse' },
  '3114': { fr: 'Pensées suicidaires', en: 'Suicidal thoughts' },
  '3919': { fr: 'Violences faites aux femmes', en: 'Violence against women' },
}

export interface Call {
  readonly number: string
  readonly href: string
  readonly label: string
}

/** How to reach a number from this device, and what it is for. An unknown number is shown without a label. */
export function call(number: string, language: Language): Call {
  const digits = number.replace(/[^\d+]/g, '')
  const what = known[digits]
  return { number, href: `${what?.text ? 'sms' : 'tel'}:${digits}`, label: what?.[language] ?? '' }
}
