import { createHash } from 'node:crypto'
import { type Features, PLACES } from '../../../bot/learn/features.ts'
import { listen } from '../../../bot/learn/listen.ts'
import { MEANINGS } from '../../../bot/learn/meanings.ts'
import { NO_SHEET } from '../../../bot/learn/model.ts'
import { type Packed, together } from '../../../bot/learn/pack.ts'
import { averaged, LEARNING, type Lesson, learn } from '../../../bot/learn/softmax.ts'
import type { Sheet } from '../../../bot/sheets/schema.ts'
import { UTTERANCES } from '../danger/utterances.ts'
import type { Item } from './items.ts'

const DANGERS = ['none', 'soft', 'hard'] as const
const INTENTS = ['emergency', 'victim', 'report', 'information', 'smalltalk', 'other'] as const
const ROUNDS = { danger: 10, intent: 10, redirect: 8, sheet: 6 }
/** "Arguable" teaches a little. */
const EITHER = 0.3
/** Before anything was counted, each intent is met half a time under each sheet. */
const BEFORE = 0.5
/** Three orders of learning. */
const SEEDS = [12_345, 67_890, 13_579]

/** What a sheet says of itself, as lessons: its titles and the questions that people ask. */
const saidBy = ({ title, questions }: Sheet): string[] => [title.fr, title.en, ...questions.fr, ...questions.en]

/** Changes whenever learning again would give something else. Comparing it is enough to know that the model is up to date. */
export function stampOf(items: readonly Item[], { sheets, offered }: Taught): string {
  const hash = createHash('sha256')
    .update(MEANINGS)
    .update(JSON.stringify([LEARNING, PLACES, ROUNDS, SEEDS, EITHER, BEFORE, HELD_COUNTS, UTTERANCES, offered]))
  for (const item of items) hash.update(JSON.stringify(item))
  for (const sheet of sheets) hash.update(JSON.stringify([sheet.id, saidBy(sheet)]))
  return hash.digest('hex').slice(0, 16)
}

type Labels = NonNullable<Item['labels']>

interface Known {
  readonly item: Item
  readonly features: Features
}

/** Features of a text are made once, however often it is learnt from. */
export function prepare(items: readonly Item[]): Known[] {
  return items.map((item) => ({ item, features: listen(item.text).features }))
}

const head = (names: readonly string[], lessons: readonly Lesson[], rounds: number) => ({
  names,
  learnt: averaged(SEEDS.map((seed) => learn(lessons, names.length, PLACES, rounds, seed))),
})

/** The sentences that the rules are held to teach the model too. */
const HELD_COUNTS = 10
const HELD = UTTERANCES.map(([expected, text]) => ({
  features: listen(text).features,
  right: [expected === 'hard' ? 2 : expected === 'raised' ? 1 : 0],
  counts: HELD_COUNTS,
}))

/** What a guide offers to press: nobody who presses a button is in danger for it. */
const PRESSED_COUNTS = 2

function pressed(labels: readonly string[]): Lesson[] {
  return labels.map((text) => ({ features: listen(text).features, right: [0], counts: PRESSED_COUNTS }))
}

function dangerLessons(known: readonly Known[]): Lesson[] {
  const labelled = known.flatMap(({ item: { labels }, features }) => {
    if (!labels) return []
    const level = labels.urgent === 'no' ? 'none' : labels.urgent === 'yes' && labels.hard === 'must' ? 'hard' : 'soft'
    return [{ features, right: [DANGERS.indexOf(level)], counts: labels.urgent === 'either' ? EITHER : 1 }]
  })
  return [...labelled, ...HELD]
}

function sheetLessons(known: readonly Known[], sheets: readonly Sheet[], names: readonly string[]): Lesson[] {
  const own = sheets.flatMap((sheet) =>
    saidBy(sheet).map((text) => ({ features: listen(text).features, right: placesOf([sheet.id], names) })),
  )
  const told = known.map(({ item, features }) => ({
    features,
    right: placesOf(item.sheets.length > 0 ? item.sheets : [NO_SHEET], names),
  }))
  return [...own, ...told.filter(({ right }) => right.length > 0)]
}

const placesOf = (right: readonly string[], names: readonly string[]): number[] =>
  right.map((one) => names.indexOf(one)).filter((place) => place >= 0)

/** What the model learns from beside labelled items: the sheets, and the labels that guides offer. */
export interface Taught {
  readonly sheets: readonly Sheet[]
  readonly offered: readonly string[]
}

function intentsBySheet(labelled: readonly Known[], sheets: readonly string[]): number[][] {
  const names: readonly string[] = INTENTS
  const counted = sheets.map(() => names.map(() => BEFORE))
  for (const { item } of labelled) {
    const row = counted[sheets.indexOf(item.sheets[0] ?? NO_SHEET)]
    const intent = names.indexOf(item.labels?.intent ?? '')
    if (row && intent >= 0) row[intent] = (row[intent] ?? 0) + 1
  }
  return counted.map((row) => {
    const all = row.reduce((sum, one) => sum + one, 0)
    return row.map((one) => Math.round((one / all) * 1e4) / 1e4)
  })
}

/** The whole model, from labelled items and a desk's sheets. The same input gives the same bytes. */
export function learnModel(known: readonly Known[], { sheets, offered }: Taught, stamp: string): Packed {
  const labelled = known.filter(({ item }) => item.labels)
  const redirects = [...new Set(labelled.flatMap(({ item }) => item.labels?.redirect ?? []))].sort()
  const sheetNames = [...sheets.map(({ id }) => id).sort(), NO_SHEET]
  const lessonsOf = (names: readonly string[], right: (labels: Labels) => readonly string[]): Lesson[] =>
    labelled.flatMap(({ item: { labels }, features }) =>
      labels ? [{ features, right: placesOf(right(labels), names) }] : [],
    )
  const facts = { stamp, places: PLACES, intentsBySheet: intentsBySheet(labelled, sheetNames) }
  return together(facts, {
    danger: head(DANGERS, [...dangerLessons(labelled), ...pressed(offered)], ROUNDS.danger),
    intent: head(
      INTENTS,
      lessonsOf(INTENTS, ({ intent }) => [intent]),
      ROUNDS.intent,
    ),
    redirect: head(
      redirects,
      lessonsOf(redirects, ({ redirect }) => redirect),
      ROUNDS.redirect,
    ),
    sheet: head(sheetNames, sheetLessons(known, sheets, sheetNames), ROUNDS.sheet),
  })
}
