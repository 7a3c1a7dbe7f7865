import type { WireFact } from '../../../../wire.ts'
import type { Lang } from '../phrases.ts'

const REFERENCE = /\{fact:([^{}.]*)\.?([^{}]*)\}/g

/** What may stand after the dot, in the order it is offered. */
const fields = ['number', 'sms', 'hours', 'url', 'site', 'email', 'address', 'value'] as const

function saidOf(fact: WireFact, field: string, lang: Lang): string | undefined {
  if (field === 'site') return fact.url?.replace(/^https:\/\/(www\.)?|\/$/g, '')
  const value = (fact as unknown as Readonly<Record<string, unknown>>)[field]
  if (typeof value === 'string') return value
  const spoken = (value as Readonly<Record<Lang, string>> | undefined)?.[lang]
  return typeof spoken === 'string' ? spoken : undefined
}

/** A text as the person will read it. What leads nowhere stays, so that the editor sees it. */
export const withFacts = (text: string, facts: ReadonlyMap<string, WireFact>, lang: Lang): string =>
  text.replace(REFERENCE, (whole, id: string, field: string) => {
    const fact = facts.get(id)
    return (fact && saidOf(fact, field, lang)) ?? whole
  })

export interface Offered {
  readonly reference: string
  readonly said: string
}

/** What can be inserted of one fact. */
export const offeredBy = (fact: WireFact, lang: Lang): readonly Offered[] =>
  fields.flatMap((field) => {
    const said = saidOf(fact, field, lang)
    return said === undefined || said === '' ? [] : [{ reference: `{fact:${fact.id}.${field}}`, said }]
  })

/** The names of the sheets in which a fact is said. */
export const saysFact = (text: string, id: string): boolean => text.includes(`{fact:${id}.`)
