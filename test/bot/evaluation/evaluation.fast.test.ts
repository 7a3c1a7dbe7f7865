import { beforeAll, describe, expect, test } from 'vitest'
import { model } from '../../../bot/learn/model.ts'
import { figuresOf, type Share } from './figures.ts'
import { itemsOf } from './items.ts'
import { stampOf } from './lessons.ts'
import { readAll } from './readings.ts'
import { readTaught } from './taught.ts'

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

test('the model was learnt from the examples, sheets and guides of today (npm run learn)', async () => {
  expect(model().stamp).toBe(stampOf(tune, await readTaught()))
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
