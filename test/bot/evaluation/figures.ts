import type { Item } from './items.ts'
import { isLetter } from './items.ts'
import type { Read } from './readings.ts'

/** How often something was right, of how many. */
export interface Share {
  readonly name: string
  readonly right: number
  readonly of: number
  readonly goal?: { readonly least?: number; readonly most?: number }
}

type Labels = NonNullable<Item['labels']>
type Labelled = Read & { readonly labels: Labels }

const first = ({ reading }: Read): string => reading.found.hits[0]?.id ?? ''

/** Every figure the bot is measured by, from what it made of labelled items. */
export function figuresOf(reads: readonly Read[]): Share[] {
  const labelled = reads.flatMap((one): Labelled[] => (one.item.labels ? [{ ...one, labels: one.item.labels }] : []))
  const utterances = labelled.filter(({ item }) => !isLetter(item))
  const letters = labelled.filter(({ item }) => isLetter(item))
  const questions = reads.filter(({ item }) => !item.labels)
  return [
    ...found(questions, utterances),
    ...triage(utterances),
    ...danger(utterances),
    ...refusal(utterances, letters),
  ]
}

function share<T>(name: string, list: readonly T[], right: (one: T) => boolean, goal?: Share['goal']): Share {
  return { name, right: list.filter(right).length, of: list.length, ...(goal ? { goal } : {}) }
}

function found(questions: readonly Read[], utterances: readonly Read[]): Share[] {
  const has = utterances.filter(({ item }) => item.sheets.length > 0)
  const isFirst = (one: Read) => one.item.sheets.includes(first(one))
  const inThree = ({ item, reading }: Read) => reading.found.hits.slice(0, 3).some(({ id }) => item.sheets.includes(id))
  return [
    share('questions: right sheet first', questions, isFirst, { least: 0.88 }),
    share('questions: right sheet in three', questions, inThree, { least: 0.95 }),
    share('messages: right sheet first', has, isFirst),
    share('messages: right sheet in three', has, inThree),
  ]
}

const triage = (utterances: readonly Labelled[]): Share[] => [
  share('intent', utterances, ({ reading, labels }) => reading.intent === labels.intent, { least: 0.87 }),
  share('acceptable redirect', utterances, ({ reading, labels }) => labels.redirect.includes(reading.redirect), {
    least: 0.9,
  }),
]

function danger(utterances: readonly Labelled[]): Share[] {
  const urgent = utterances.filter(({ labels }) => labels.urgent === 'yes')
  const calm = utterances.filter(({ labels }) => labels.urgent === 'no')
  const must = utterances.filter(({ labels }) => labels.hard === 'must')
  return [
    share('urgent seen', urgent, ({ reading }) => reading.danger !== 'none', { least: 0.95 }),
    share('calm with a banner', calm, ({ reading }) => reading.danger !== 'none', { most: 0.1 }),
    share('calm called an emergency', calm, ({ reading }) => reading.danger === 'hard', { most: 0.02 }),
    share('emergencies at the top of the queue', must, ({ reading }) => reading.danger === 'hard'),
  ]
}

function refusal(utterances: readonly Labelled[], letters: readonly Labelled[]): Share[] {
  const elsewhere = letters.filter(({ labels }) => labels.scope === 'elsewhere')
  const short = utterances.filter(({ labels }) => labels.scope === 'elsewhere')
  const police = utterances.filter(({ item, labels }) => item.sheets.length > 0 && labels.urgent !== 'yes')
  const answered = police.filter(({ reading }) => reading.found.answered)
  const isAnswered = ({ reading }: Read) => reading.found.answered
  return [
    share('letters to other services answered', elsewhere, isAnswered, { most: 0.04 }),
    share('letters to other services called an emergency', elsewhere, ({ reading }) => reading.danger === 'hard', {
      most: 0,
    }),
    share('short messages to other services answered', short, isAnswered),
    share('police matters answered', police, isAnswered, { least: 0.75 }),
    share('answers that were right', answered, (one) => one.item.sheets.includes(first(one))),
  ]
}

const Z = 1.96

/** Wilson's 95 % interval of a share, as shares. (E. B. Wilson, JASA 22, 1927.) */
export function interval({ right, of }: Share): readonly [number, number] {
  if (of === 0) return [0, 1]
  const p = right / of
  const middle = (p + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of)
  const half = (Z * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2))) / (1 + Z ** 2 / of)
  return [middle - half, middle + half]
}
