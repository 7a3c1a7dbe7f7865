import { longSentence } from '../words/plain.ts'
import type { Fact, Facts } from './facts.ts'
import { lostReference, referencesIn } from './facts.ts'
import type { Sheet, Text } from './schema.ts'

/** What is wrong with a sheet or a fact that its schema cannot see. In codes: a terminal and a screen say it differently. */
export interface Fault {
  readonly path: readonly PropertyKey[]
  /** The line inside the text, from 1. */
  readonly line: number
  readonly code:
    | 'long-sentence'
    | 'untranslated'
    | 'no-day'
    | 'review-early'
    | 'review-late'
    | 'lost-fact'
    | 'written-out'
    | 'no-owner'
  /** What it is about: a number of words, a date, a reference. */
  readonly about: string
  /** What to write instead, where that is known. */
  readonly instead?: string
}

/** Something must be looked at again within so many days of its check. */
const LONGEST_TRUST = 366
const DAY = 86_400_000

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY
const isDay = (date: string): boolean =>
  !Number.isNaN(dayOf(date)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)

function dateFaults({ verified, review }: Pick<Sheet, 'verified' | 'review'>): Fault[] {
  const wrong = Object.entries({ verified, review }).filter(([, date]) => !isDay(date))
  if (wrong.length > 0) return wrong.map(([name, about]) => ({ path: [name], line: 1, code: 'no-day', about }))
  const trust = dayOf(review) - dayOf(verified)
  if (trust <= 0) return [{ path: ['review'], line: 1, code: 'review-early', about: review }]
  if (trust > LONGEST_TRUST) return [{ path: ['review'], line: 1, code: 'review-late', about: review }]
  return []
}

/** What every public text owes its reader, as it will be read. */
function textFaults(path: readonly PropertyKey[], text: Text): Fault[] {
  const found = (['fr', 'en'] as const).flatMap((language): Fault[] => {
    const long = longSentence(text[language])
    if (!long) return []
    const line = text[language].slice(0, text[language].indexOf(long.sentence)).split('\n').length
    return [{ path: [...path, language], line, code: 'long-sentence', about: String(long.words) }]
  })
  const same = text.fr === text.en && text.fr.split(/\s+/).length > 3
  return same ? [...found, { path: [...path, 'en'], line: 1, code: 'untranslated', about: '' }] : found
}

const lostFaults = (content: unknown, facts: Facts): Fault[] =>
  referencesIn(content).flatMap((reference) => {
    const lost = lostReference(reference, facts)
    return lost
      ? [{ path: reference.path, line: reference.line, code: 'lost-fact', about: lost[0], instead: lost[1] }]
      : []
  })

/** Numbers of two digits are also ages and hours: only longer ones are looked for. */
const numbersOf = (facts: Facts): [string, string][] =>
  [...facts.values()].flatMap(({ id, number, sms }): [string, string][] => [
    ...(number && number.length > 2 ? [[number, `{fact:${id}.number}`] as [string, string]] : []),
    ...(sms && sms !== number ? [[sms, `{fact:${id}.sms}`] as [string, string]] : []),
  ])

/** A number that is a fact, typed by hand: a correction of the fact would not reach it. */
function writtenOut(path: readonly PropertyKey[], text: Text, facts: Facts): Fault[] {
  return (['fr', 'en'] as const).flatMap((language) =>
    text[language].split('\n').flatMap((line, index) => {
      const bare = line.replace(/\{[^}]*\}/g, '')
      const found = numbersOf(facts).find(([number]) =>
        new RegExp(`(?<![\\d+.,-])${quoted(number)}(?![\\d])`).test(bare),
      )
      if (!found) return []
      const [about, instead] = found
      return [{ path: [...path, language], line: index + 1, code: 'written-out' as const, about, instead }]
    }),
  )
}

const quoted = (text: string): string => text.replace(/[^\w\s]/g, '\\$&')

/** `said`: the same sheet with its facts, as it will be read. */
export function faultsOfSheet(sheet: Sheet, said: Sheet, facts: Facts): Fault[] {
  return [
    ...textFaults(['title'], said.title),
    ...textFaults(['body'], said.body),
    ...dateFaults(sheet),
    ...(sheet.owner === undefined ? [{ path: ['owner'], line: 1, code: 'no-owner' as const, about: sheet.id }] : []),
    ...lostFaults({ title: sheet.title, body: sheet.body, url: sheet.url }, facts),
    ...writtenOut(['title'], sheet.title, facts),
    ...writtenOut(['body'], sheet.body, facts),
  ]
}

export const faultsOfFact = (fact: Fact): Fault[] => dateFaults(fact)
