import { beforeAll, describe, expect, test } from 'vitest'
import { readGuide, type WrittenGuide } from '../../bot/guide/load.ts'
import { checkOn } from '../../bot/sheets/shelf/check.ts'
import { overlay } from '../../bot/sheets/shelf/overlay.ts'
import type { ContentVersion } from '../../inbox/index.ts'
import { DESKS } from './door.ts'

let written: WrittenGuide
beforeAll(async () => {
  written = await readGuide(`${DESKS}brigade-numerique`)
})

const version = (kind: 'sheet' | 'fact', id: string, body: unknown, state: ContentVersion['state'] = 'published') => ({
  kind,
  id,
  body,
  state,
  version: 1,
  author: { id: 'x', name: 'X' },
  at: new Date(0),
})
const sheet = (id: string) => structuredClone(written.shelf.sheets.get(id))
const check = (kind: 'sheet' | 'fact', id: string, body: unknown) =>
  checkOn(written.shelf, new Map([['brigade', written.guide]]), { kind, id }, body)

describe('versions over files', () => {
  test('one that can no longer be read leaves the file’s in its place, and says so', () => {
    const broken: unknown[] = []
    const shelf = overlay(written.shelf, [version('sheet', 'vol', { id: 'vol' })], (one) => broken.push(one))
    expect(shelf.sheets.get('vol')).toEqual(sheet('vol'))
    expect(broken).toEqual([{ kind: 'sheet', id: 'vol' }])
  })
  test('a sheet whose fact is gone is left out: nobody reads a reference', () => {
    const broken: unknown[] = []
    const shelf = overlay(written.shelf, [version('fact', '33700', undefined, 'withdrawn')], (one) => broken.push(one))
    expect(shelf.sheets.has('phishing')).toBe(false)
    expect(shelf.sheets.size).toBe(53)
    expect(broken).toEqual([{ kind: 'sheet', id: 'phishing' }])
  })
})

describe('what an editor must mend', () => {
  test('nothing, in every sheet and fact as they come', () => {
    for (const [id, body] of written.shelf.sheets) expect(check('sheet', id, body), id).toEqual([])
    for (const [id, body] of written.shelf.facts) expect(check('fact', id, body), id).toEqual([])
  })
  test.each([
    [
      'a long sentence, at its line',
      { body: { fr: `Court.\n${'mot '.repeat(30)}.`, en: 'x' } },
      'body.fr',
      2,
      'long-sentence',
    ],
    ['a question too few', { questions: { fr: ['Une seule'], en: ['One', 'Two'] } }, 'questions.fr', 1, 'schema'],
    [
      'a question too short, at its line',
      { questions: { fr: ['Assez', 'x'], en: ['One', 'Two'] } },
      'questions.fr',
      2,
      'schema',
    ],
    ['a number written by hand', { body: { fr: 'Un.\nLe 3919.', en: 'x' } }, 'body.fr', 2, 'written-out'],
    ['an address that is no link', { url: 'javascript:alert(1)' }, 'url', 1, 'schema'],
    ['nobody who keeps it', { owner: undefined }, 'owner', 1, 'no-owner'],
    ['another name', { id: 'autre' }, 'id', 1, 'renamed'],
    ['a review that comes first', { review: '2020-01-01' }, 'review', 1, 'review-early'],
  ])('%s', (_name, change, field, line, code) => {
    const faults = check('sheet', 'vol', { ...sheet('vol'), ...change })
    expect(faults).toContainEqual(expect.objectContaining({ field, line, code }))
  })
  test('a fact that loses what a sheet says of it', () => {
    const { hours: _, ...bare } = structuredClone(written.shelf.facts.get('3919')) ?? { hours: '' }
    const faults = check('fact', '3919', bare)
    expect(faults).toContainEqual(
      expect.objectContaining({ code: 'still-said', about: '{fact:3919.hours}', instead: 'numeros' }),
    )
  })
  test('emergency numbers that a guide would no longer lead to', () => {
    const emergency = written.shelf.facts.get('112')
    const faults = check('fact', '112', { ...emergency, number: '911' })
    expect(faults.map(({ code }) => code)).toContain('guide')
  })
})
