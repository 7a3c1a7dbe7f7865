import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One labelled message or question: LABELS.md says what the fields mean. */
export interface Item {
  readonly id: string
  readonly text: string
  readonly lang: 'fr' | 'en'
  readonly voice: string
  /** Acceptable sheets, best first. */
  readonly sheets: readonly string[]
  readonly labels?: Labels
}

interface Labels {
  readonly intent: string
  readonly urgent: 'yes' | 'no' | 'either'
  readonly hard: 'must' | 'may' | 'never'
  readonly redirect: readonly string[]
  readonly scope: 'police' | 'elsewhere' | 'none'
}

type Row = Omit<Item, 'labels'> & Partial<Labels>

const here = new URL('.', import.meta.url).pathname

/** The lines of a file of JSON lines. */
const readLines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)

/** The lines of all such files in a folder. */
const rowsOf = <T>(folder: string): T[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readLines<T>(join(folder, name)))

/** Every item of a split: `tune` may be looked at and learnt from, `score` only scores. */
export function itemsOf(split: 'tune' | 'score'): Item[] {
  return rowsOf<Row>(join(here, split)).map(
    ({ id, text, lang, voice, sheets, intent, urgent, hard, redirect, scope }) => {
      const item = { id, text, lang, voice, sheets }
      return intent && urgent && hard && redirect && scope
        ? { ...item, labels: { intent, urgent, hard, redirect, scope } }
        : item
    },
  )
}

/** A message is a letter when its id says so. */
export const isLetter = ({ id }: Item): boolean => /^[st]l/.test(id)

export interface ForeignSheet {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly alts?: string
}

/** Bases of other administrations, and what is asked of them: by people who avoid the official words, and as it comes. */
export const FOREIGN = ['oblique', 'plain'] as const

/** Nothing here was learnt from. */
export const foreignBase = (name: (typeof FOREIGN)[number]) => ({
  sheets: readLines<ForeignSheet>(join(here, `foreign-${name}`, 'sheets.jsonl')),
  questions: readLines<{ id: string; text: string; sheets: string[] }>(
    join(here, `foreign-${name}`, 'questions.jsonl'),
  ),
})

/** A page of some administration and what people ask who need it: what the embedding is learnt from. */
export interface TopicRow {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly questions: readonly string[]
}

export const topicRows = (): TopicRow[] => rowsOf<TopicRow>(join(here, 'topics'))
