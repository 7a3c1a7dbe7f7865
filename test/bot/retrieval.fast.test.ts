import { beforeAll, describe, expect, test } from 'vitest'
import { type LoadedGuide, loadGuide, prepare } from '../../bot/guide/load.ts'
import { createAsk } from '../../bot/index.ts'
import { DESKS, deskOf } from './door.ts'
import { type Asked, SCORE, TUNE } from './questions.ts'

let loaded: LoadedGuide
beforeAll(async () => {
  loaded = await loadGuide(`${DESKS}brigade-numerique`)
})

const share = (questions: readonly Asked[], right: (asked: Asked) => boolean) =>
  questions.filter(right).length / questions.length
const police = (questions: readonly Asked[]) => questions.filter(({ sheets }) => sheets.length > 0)
const foreign = (questions: readonly Asked[]) => questions.filter(({ sheets }) => sheets.length === 0)
const ids = (text: string, most: number) =>
  loaded.search
    .rank(text)
    .hits.slice(0, most)
    .map(({ id }) => id)

describe('finding a sheet', () => {
  test('all 54 seed sheets are there', () => {
    expect(loaded.sheets.size).toBe(54)
  })
  test.each(['fr', 'en'] as const)('every sheet is found by its title (%s)', (language) => {
    const missed = [...loaded.sheets.values()].filter(({ id, title }) => {
      const { hits, answered } = loaded.search.rank(title[language], language)
      return !(answered && hits.slice(0, 2).some((hit) => hit.id === id))
    })
    expect(missed.map(({ id }) => id)).toEqual([])
  })
  test('a question written on a sheet leads to it', () => {
    const own = [...loaded.sheets.values()].flatMap(({ id, questions }) =>
      (['fr', 'en'] as const).flatMap((language) => questions[language].map((text) => ({ id, text, language }))),
    )
    const right = own.filter(({ id, text, language }) => loaded.search.rank(text, language).hits[0]?.id === id)
    expect(right.length / own.length).toBeGreaterThan(0.95)
  })
  test('a question that its sheet has forgotten still leads to it more often than not', () => {
    const sheets = [...loaded.sheets.values()]
    const cases = sheets.map((sheet) => {
      const [gone = '', ...rest] = sheet.questions.fr
      const others = sheets.map((one) => (one === sheet ? { ...one, questions: { ...one.questions, fr: rest } } : one))
      return prepare(loaded.guide, others)
        .search.rank(gone, 'fr')
        .hits.slice(0, 3)
        .some(({ id }) => id === sheet.id)
    })
    expect(cases.filter(Boolean).length / cases.length).toBeGreaterThan(0.6)
  }, 60_000)
  test('questions that nobody tuned to: the right sheet first in nine of ten', () => {
    expect(share(police(SCORE), ({ text, sheets }) => sheets.includes(ids(text, 1)[0] ?? ''))).toBeGreaterThan(0.88)
    expect(share(police(SCORE), ({ text, sheets }) => ids(text, 3).some((id) => sheets.includes(id)))).toBeGreaterThan(
      0.93,
    )
  })
})

describe('refusing to guess', () => {
  test('questions for other services are not answered', () => {
    const wrong = [...foreign(TUNE), ...foreign(SCORE)].filter(({ text }) => loaded.search.rank(text).answered)
    expect(wrong.length).toBeLessThanOrEqual(2)
  })
  test('most police questions are answered, hardly any with the wrong sheet', () => {
    const questions = police(SCORE)
    const answers = questions.filter(({ text }) => loaded.search.rank(text).answered)
    expect(answers.length / questions.length).toBeGreaterThan(0.7)
    expect(answers.filter(({ text, sheets }) => !sheets.includes(ids(text, 1)[0] ?? '')).length).toBeLessThanOrEqual(1)
  })
  test.each(['', '?', '🙂', 'asdkjh qwe', 'le la de', '\ud800', '通報'])('%j is not answered', (text) => {
    expect(loaded.search.rank(text).answered).toBe(false)
  })
})

test('it is quick: the guide loads in a second, a question takes milliseconds', async () => {
  const start = performance.now()
  await loadGuide(`${DESKS}commissariat-numerique`)
  expect(performance.now() - start).toBeLessThan(1000)
  const asked = performance.now()
  for (const { text } of SCORE) loaded.search.rank(text)
  expect((performance.now() - asked) / SCORE.length).toBeLessThan(10)
})

test('asking without a conversation gives banner, redirect and ranking', async () => {
  const ask = await createAsk(await deskOf('commissariat-numerique'))
  expect(ask("on m'a volé ma moto")).toMatchObject({ banner: 'none', redirect: 'appointment', answered: true })
  expect(ask('my wallet was stolen').ranked[0]).toBe('vol')
  expect(ask('il me frappe')).toMatchObject({ banner: 'hard', numbers: ['17', '112', '114'] })
  expect(ask('recette de la tarte aux pommes')).toMatchObject({ answered: false, redirect: 'none' })
})
