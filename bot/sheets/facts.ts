import { z } from 'zod'
import { Day, Text } from './schema.ts'

/**
 * A number, an address, opening hours: said in many sheets, written once. Sheets and guides refer to it by
 * `{fact:3919.hours}`, so that one correction reaches them all.
 */
export const Fact = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: Text,
  /** As it is said and dialled: "116 006". */
  number: z.string().min(1).max(40).optional(),
  sms: z.string().min(1).max(40).optional(),
  /** As a phrase that ends a sentence: "jour et nuit". */
  hours: Text.optional(),
  url: z.url({ protocol: /^https$/ }).optional(),
  email: z.email().optional(),
  address: Text.optional(),
  /** A delay, an amount. */
  value: Text.optional(),
  source: z.string().min(1),
  owner: z.string().min(1).optional(),
  verified: Day,
  review: Day,
  /** Sources that disagree, and which one was believed; or that nobody has read a page about it. */
  contradiction: z.string().min(1).optional(),
})
export type Fact = z.infer<typeof Fact>
export type Facts = ReadonlyMap<string, Fact>

/** facts.yaml at the top of a folder of sheets. */
export const FactFile = z.array(Fact)

type Language = 'fr' | 'en'
const REFERENCE = /\{fact:([^{}.]*)\.?([^{}]*)\}/g

/** What may stand after the dot. `site` is the address as people read it: without https and www. */
const factFields = ['number', 'sms', 'hours', 'url', 'site', 'email', 'address', 'value', 'label'] as const
type Field = (typeof factFields)[number]

function factValue(fact: Fact, field: string, language: Language): string | undefined {
  if (field === 'site') return fact.url?.replace(/^https:\/\/(www\.)?|\/$/g, '')
  if (!factFields.includes(field as Field)) return undefined
  const value = fact[field as Exclude<Field, 'site'>]
  return typeof value === 'object' ? value[language] : value
}

const saidValue = (facts: Facts, id: string, field: string, language: Language): string | undefined => {
  const fact = facts.get(id)
  return fact && factValue(fact, field, language)
}

/** The same content with every reference said in its words. One that leads nowhere stays as it is. */
export function withFacts<T>(content: T, facts: Facts, language: Language = 'fr'): T {
  if (typeof content === 'string') {
    const said = content.replace(
      REFERENCE,
      (whole, id: string, field: string) => saidValue(facts, id, field, language) ?? whole,
    )
    return said as T & string
  }
  if (typeof content !== 'object' || content === null) return content
  if (Array.isArray(content)) return content.map((one: unknown) => withFacts(one, facts, language)) as T
  const entries = Object.entries(content).map(([key, value]: [string, unknown]) => {
    const spoken = key === 'fr' || key === 'en' ? key : language
    return [key, withFacts(value, facts, spoken)]
  })
  return Object.fromEntries(entries) as T
}

export interface Reference {
  readonly path: readonly PropertyKey[]
  /** The line inside the text, from 1. */
  readonly line: number
  readonly text: string
  readonly fact: string
  readonly field: string
}

/** Every reference inside some content. */
export function referencesIn(content: unknown, path: readonly PropertyKey[] = []): Reference[] {
  if (typeof content === 'string') {
    return [...content.matchAll(REFERENCE)].map(({ 0: text, 1: fact = '', 2: field = '', index }) => {
      const line = content.slice(0, index).split('\n').length
      return { path, line, text, fact, field }
    })
  }
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content).flatMap(([key, value]) =>
    referencesIn(value, [...path, Array.isArray(content) ? Number(key) : key]),
  )
}

/** Why a reference leads nowhere, and what to write; undefined when it leads somewhere. */
export function lostReference({ fact: id, field, text }: Reference, facts: Facts): [string, string] | undefined {
  const fact = facts.get(id)
  if (fact === undefined) return [`${text}: there is no fact "${id}".`, 'Correct its name, or write it in facts.yaml.']
  if (saidValue(facts, id, field, 'fr') !== undefined) return undefined
  const known = factFields.filter((one) => factValue(fact, one, 'fr') !== undefined).join(', ')
  return [`${text}: the fact "${id}" has no ${field || 'field'}.`, `Write one of: ${known}.`]
}
