/** Times and sizes as an agent says them. Pure: the clock and the language come in. */
export type Lang = 'fr' | 'en'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

const format = (lang: Lang, options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { ...options, timeZone })

/** 21:44 */
export const clock = (at: string | number, lang: Lang, timeZone = zone): string =>
  format(lang, { hour: '2-digit', minute: '2-digit', hour12: false }, timeZone).format(new Date(at))

const dayKey = (at: number, timeZone: string): string =>
  format('en', { year: 'numeric', month: '2-digit', day: '2-digit' }, timeZone).format(at)

/** Today only the clock; before that the day, and the year when it is another one. */
export function moment(at: string | number, now: number, lang: Lang, timeZone = zone): string {
  const then = new Date(at).getTime()
  if (dayKey(then, timeZone) === dayKey(now, timeZone)) return clock(then, lang, timeZone)
  return `${date(then, now, lang, timeZone)}, ${clock(then, lang, timeZone)}`
}

/** 9 octobre · 9 octobre 2025 */
export function date(at: string | number, now: number, lang: Lang, timeZone = zone): string {
  const then = new Date(at)
  const sameYear = then.getFullYear() === new Date(now).getFullYear()
  return format(lang, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }, timeZone).format(
    then,
  )
}

const dayLong = 86_400_000

export interface DayWords {
  readonly today: string
  readonly tomorrow: string
  readonly yesterday: string
}

/** demain 14 h 05 · mardi 14 h 05 · mardi 1 décembre 14 h 05: a near moment as one says it aloud. */
export function near(at: number, now: number, lang: Lang, days: DayWords, timeZone = zone): string {
  const said = clock(at, lang, timeZone)
  const time = lang === 'fr' ? said.replace(/^0/, '').replace(':', '\u00a0h\u00a0') : said
  return `${nearDay(at, now, lang, days, timeZone)} ${time}`
}

/** demain · mardi · mardi 1 décembre */
export function nearDay(at: number, now: number, lang: Lang, days: DayWords, timeZone = zone): string {
  const key = dayKey(at, timeZone)
  if (key === dayKey(now, timeZone)) return days.today
  if (key === dayKey(now + dayLong, timeZone)) return days.tomorrow
  if (key === dayKey(now - dayLong, timeZone)) return days.yesterday
  const far = Math.abs(at - now) > 6 * dayLong
  return format(lang, { weekday: 'long', ...(far ? { day: 'numeric', month: 'long' } : {}) }, timeZone).format(at)
}

/** 0,20 $ · 3,40 € */
export const money = (cents: number, currency: 'USD' | 'EUR', lang: Lang): string =>
  new Intl.NumberFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).format(cents / 100)

export const figure = (count: number, lang: Lang): string =>
  new Intl.NumberFormat(lang === 'fr' ? 'fr-FR' : 'en-GB').format(count)

/** How long someone has been waiting: 3 min · 2 h 05 · 4 j */
export function span(milliseconds: number, lang: Lang): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`
  return `${Math.floor(hours / 24)} ${lang === 'fr' ? 'j' : 'd'}`
}

/** 1,2 Mo · 640 ko */
export function size(bytes: number, lang: Lang): string {
  const number = new Intl.NumberFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 1 })
  const unit = lang === 'fr' ? 'o' : 'B'
  if (bytes < 1_000) return `${bytes} ${lang === 'fr' ? 'octets' : 'bytes'}`
  if (bytes < 1_000_000) return `${number.format(Math.round(bytes / 1_000))} k${unit}`
  return `${number.format(bytes / 1_000_000)} M${unit}`
}
