import { describe, expect, it } from 'vitest'
import { difference } from '../../../../web/ui/console/rules/knowledge/difference.ts'
import { blank, checkedToday, isOverdue, listed, tidy } from '../../../../web/ui/console/rules/knowledge/entries.ts'
import { offeredBy, withFacts } from '../../../../web/ui/console/rules/knowledge/facts.ts'
import { personalIn } from '../../../../web/ui/console/rules/knowledge/personal.ts'
import type { WireEntry, WireFact, WireSheet } from '../../../../web/wire.ts'

const now = Date.parse('2026-11-22T10:00:00Z')
const sheet = (id: string, more: Partial<WireSheet> = {}): WireSheet => ({
  ...(blank('sheet', id, now) as WireSheet),
  title: { fr: `Titre ${id}`, en: `Title ${id}` },
  ...more,
})
const entry = (body: WireSheet): WireEntry => ({
  kind: 'sheet',
  id: body.id,
  running: { body, version: 0 },
  last: 0,
  withdrawn: false,
})

describe('the list of an editor', () => {
  const entries = [
    entry(sheet('plus-tard', { review: '2027-05-22' })),
    entry(sheet('hier', { review: '2026-11-21', body: { fr: 'Un vélo volé', en: 'A stolen bike' } })),
    entry(sheet('bientot', { review: '2026-12-01' })),
  ]
  it('shows what is overdue first, then what is due soonest', () => {
    expect(listed(entries, '', '2026-11-22', 'fr').map(({ id }) => id)).toEqual(['hier', 'bientot', 'plus-tard'])
    expect(entries.map((one) => isOverdue(one, '2026-11-22'))).toEqual([false, true, false])
  })
  it('finds words in any order, without accents', () => {
    expect(listed(entries, 'vole VELO', '2026-11-22', 'fr').map(({ id }) => id)).toEqual(['hier'])
    expect(listed(entries, 'rien', '2026-11-22', 'fr')).toEqual([])
  })
})

describe('what is written', () => {
  it('checked today is looked at again in half a year', () => {
    expect(checkedToday(sheet('a'), now)).toMatchObject({ verified: '2026-11-22', review: '2027-05-23' })
  })
  it('is sent without the empty lines that typing leaves', () => {
    const body = sheet('a', { questions: { fr: ['Un', '', ' Deux '], en: [''] }, topics: ['vol', ''], owner: ' ' })
    const sent = tidy(body)
    expect(sent).toMatchObject({ questions: { fr: ['Un', 'Deux'], en: [] }, topics: ['vol'] })
    expect('owner' in sent).toBe(false)
  })
  it('says its facts, and shows a reference that leads nowhere', () => {
    const fact: WireFact = {
      ...(blank('fact', '3919', now) as WireFact),
      number: '3919',
      hours: { fr: 'jour et nuit', en: 'day and night' },
      url: 'https://www.exemple.fr/',
    }
    const facts = new Map([['3919', fact]])
    const text = 'Le {fact:3919.number}, {fact:3919.hours}, {fact:3919.site}, {fact:17.number}'
    expect(withFacts(text, facts, 'en')).toBe('Le 3919, day and night, exemple.fr, {fact:17.number}')
    expect(offeredBy(fact, 'fr').map(({ said }) => said)).toEqual([
      '3919',
      'jour et nuit',
      'https://www.exemple.fr/',
      'exemple.fr',
    ])
  })
})

describe('the difference before publishing', () => {
  it('is told field by field and line by line', () => {
    const before = sheet('a', { body: { fr: 'Une\nDeux\nTrois', en: 'x' } })
    const after = { ...before, body: { fr: 'Une\nDeux et demie\nTrois', en: 'x' }, owner: 'Pôle' }
    expect(difference(before, after)).toEqual([
      {
        field: 'body.fr',
        lines: [
          { kind: 'kept', text: 'Une' },
          { kind: 'gone', text: 'Deux' },
          { kind: 'new', text: 'Deux et demie' },
          { kind: 'kept', text: 'Trois' },
        ],
      },
      { field: 'owner', lines: [{ kind: 'new', text: 'Pôle' }] },
    ])
    expect(difference(before, before)).toEqual([])
  })
})

describe('an example question', () => {
  it.each([
    ['Appelez-moi au 06 12 34 56 78', 'phone'],
    ['mon numéro est +33612345678', 'phone'],
    ['écrivez à zoe.martin@exemple.fr', 'email'],
    ['la voiture AB-123-CD est garée', 'plate'],
    ['la plaque 1234 AB 75', 'plate'],
    ['Mme Durand ne répond pas', 'name'],
    ['je m’appelle Karim', 'name'],
    ['Jean Dupont me menace', 'name'],
    ['au 12 rue des Lilas', 'address'],
    ['dossier 20261234567', 'digits'],
  ])('%s may still tell who asked: %s', (text, kind) => {
    expect(personalIn(text)).toContain(kind)
  })
  it.each([
    'On m’a volé mon portable',
    'Comment signaler un SMS au 33700 ?',
    'J’ai payé sur leboncoin ou vinted et rien reçu',
    'Numéro contre le harcèlement à l’école',
    'Quelles sont les heures du 3919',
  ])('%s tells nothing', (text) => {
    expect(personalIn(text)).toEqual([])
  })
})
