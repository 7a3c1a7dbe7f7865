import type { Lang } from './words.ts'

/** Invented people who write by e-mail. */
export const citizens = [
  { address: 'camille.moreau@exemple.invalid', name: 'Camille Moreau' },
  { address: 'j.lefevre@exemple.invalid', name: 'Jean Lefèvre' },
] as const

export function clock(at: Date, lang: Lang): string {
  return at.toLocaleTimeString(lang === 'en' ? 'en-GB' : 'fr-FR', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Paris',
  })
}
