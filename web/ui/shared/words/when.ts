import type { Language } from './t.ts'

const locale = { fr: 'fr-FR', en: 'en-GB' } as const

/** "21:02": the hour and minute where the reader is. Server pages name a zone; a browser knows its own. */
export function hour(iso: string, language: Language, zone?: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  return at.toLocaleTimeString(locale[language], {
    hour: '2-digit',
    minute: '2-digit',
    ...(zone && { timeZone: zone }),
  })
}

/** "14 novembre 2025", or the words as given when they are no date. */
export function day(date: string, language: Language): string {
  const at = new Date(date)
  if (Number.isNaN(at.getTime())) return date
  return at.toLocaleDateString(locale[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** "120 Ko". */
export function size(bytes: number, language: Language): string {
  const units = language === 'fr' ? ['octets', 'Ko', 'Mo'] : ['bytes', 'kB', 'MB']
  const power = bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0
  const number = (bytes / 1000 ** power).toLocaleString(locale[language], {
    maximumFractionDigits: power === 2 ? 1 : 0,
  })
  return `${number} ${units[power]}`
}
