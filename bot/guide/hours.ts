import type { Desk } from '../../inbox/index.ts'
import type { Language } from '../words/language.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const NAMES: Readonly<Record<Language, readonly string[]>> = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

const clock = (time: string, language: Language): string => {
  const [hour = '0', minute = '00'] = time.split(':')
  if (language === 'en') return `${Number(hour)}:${minute}`
  return minute === '00' ? `${Number(hour)} h` : `${Number(hour)} h ${minute}`
}

function ranges(times: readonly (readonly [string, string])[], language: Language): string {
  const [from, to, and] = language === 'fr' ? ['de', 'à', ' et '] : ['from', 'to', ' and ']
  return times.map(([start, end]) => `${from} ${clock(start, language)} ${to} ${clock(end, language)}`).join(and)
}

/** A desk's hours as a phrase: "jour et nuit", "du lundi au vendredi de 9 h à 18 h". Days with the same hours are joined. */
export function hoursPhrase(hours: Desk['hours'], language: Language): string {
  const { week } = hours
  if (!week) return language === 'fr' ? 'jour et nuit' : 'day and night'
  const groups: { first: number; last: number; text: string }[] = []
  DAYS.forEach((day, index) => {
    const text = ranges(week[day] ?? [], language)
    const previous = groups.at(-1)
    if (previous && previous.last === index - 1 && previous.text === text) previous.last = index
    else if (text !== '') groups.push({ first: index, last: index, text })
  })
  const name = (index: number) => NAMES[language][index] ?? ''
  const days = ({ first, last }: { first: number; last: number }) => {
    if (first === last) return language === 'fr' ? `le ${name(first)}` : name(first)
    return language === 'fr' ? `du ${name(first)} au ${name(last)}` : `${name(first)} to ${name(last)}`
  }
  return groups.map((group) => `${days(group)} ${group.text}`).join(', ')
}

/** Are humans there now? In the desk's own zone. */
export function isOpen(hours: Desk['hours'], now: Date): boolean {
  const { week, zone } = hours
  if (!week) return true
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const day = DAYS.find((name) => name === part('weekday').toLowerCase())
  const time = `${part('hour')}:${part('minute')}`
  return (day ? (week[day] ?? []) : []).some(([start, end]) => start <= time && time < end)
}
