import { beforeAll, describe, expect, test } from 'vitest'
import { embedding } from '../../../bot/learn/embedding.ts'
import { model } from '../../../bot/learn/model.ts'
import { figuresOf, type Share } from './figures.ts'
import { foreignFigures } from './foreign.ts'
import { FOREIGN, foreignBase, itemsOf, topicRows } from './items.ts'
import { stampOf } from './lessons.ts'
import { readAll } from './readings.ts'
import { readTaught } from './taught.ts'
import { allTopics, topicStamp } from './topics.ts'

const score = itemsOf('score')
const tune = itemsOf('tune')

describe('the two halves', () => {
  test('are wide enough: 600 labelled messages and 250 questions that only score', () => {
    expect(score.length).toBeGreaterThanOrEqual(700)
    expect(score.filter(({ labels }) => labels).length + tune.filter(({ labels }) => labels).length).toBeGreaterThan(
      600,
    )
    expect(score.filter(({ labels }) => !labels).length).toBeGreaterThanOrEqual(250)
  })
  test('share no item: what tunes never scores', () => {
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
    // "Bonjour" and "merci" are written by everybody.
    const long = (text: string) => plain(text).split(' ').length > 3
    const learnt = new Set(tune.map(({ text }) => plain(text)))
    expect(score.filter(({ text }) => long(text) && learnt.has(plain(text))).map(({ id }) => id)).toEqual([])
  })
})

test('model and embedding were learnt from the examples, topics, sheets and guides of today (npm run learn)', async () => {
  const taught = await readTaught()
  expect(model().stamp).toBe(stampOf(tune, taught))
  expect(embedding().stamp).toBe(topicStamp(allTopics(topicRows(), taught.sheets, tune)))
})

describe('the bases of other administrations', () => {
  const foreign = new Map(foreignFigures().map((share) => [share.name, share]))
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
  const alike = (one: Set<string>, other: Set<string>) => {
    const shared = [...one].filter((word) => other.has(word)).length
    return shared / (one.size + other.size - shared)
  }

  test('are asked nothing that the embedding has learnt from', () => {
    const asked = FOREIGN.flatMap((name) => foreignBase(name).questions.map(({ text }) => wordsOf(text)))
    const learnt = topicRows().flatMap(({ questions }) => questions.map((text) => ({ text, words: wordsOf(text) })))
    const long = learnt.filter(({ words }) => words.size > 3)
    expect(long.filter(({ words }) => asked.some((one) => alike(one, words) >= 0.8)).map(({ text }) => text)).toEqual(
      [],
    )
  })
  test.each([
    ['oblique', 0.87],
    ['plain', 0.96],
  ])('%s: the right sheet is first more often than %d', (name, least) => {
    const share = foreign.get(`${name}: right sheet first`)
    expect(share ? share.right / share.of : Number.NaN).toBeGreaterThan(least)
  })
})

describe('what the bot makes of the score half does not fall', () => {
  let shares: ReadonlyMap<string, Share>
  beforeAll(async () => {
    const { sheets } = await readTaught()
    shares = new Map(figuresOf(readAll(score, sheets)).map((share) => [share.name, share]))
  }, 60_000)
  const value = (name: string) => {
    const share = shares.get(name)
    return share ? share.right / share.of : Number.NaN
  }

  test.each([
    ['questions: right sheet first', 0.88],
    ['questions: right sheet in three', 0.96],
    ['messages: right sheet in three', 0.95],
    ['intent', 0.86],
    ['acceptable redirect', 0.88],
    ['urgent seen', 0.97],
    ['police matters answered', 0.9],
    ['answers that were right', 0.86],
  ])('%s stays over %d', (name, least) => {
    expect(value(name)).toBeGreaterThan(least)
  })
  test.each([
    ['calm with a banner', 0.1],
    ['calm called an emergency', 0.02],
    ['letters to other services answered', 0.05],
    ['letters to other services called an emergency', 0.01],
  ])('%s stays under %d', (name, most) => {
    expect(value(name)).toBeLessThan(most)
  })
})
