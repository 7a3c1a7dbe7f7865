import { beforeAll, describe, expect, test } from 'vitest'
import { type LoadedGuide, loadGuide } from '../../bot/guide/load.ts'
import { freshState, readState, type State } from '../../bot/guide/state.ts'
import { type Outcome, step } from '../../bot/guide/step.ts'
import { assess } from '../../bot/index.ts'
import type { Capabilities, Desk } from '../../inbox/index.ts'
import { CHAT, DESKS, deskOf, MAIL } from './door.ts'

let desk: Desk
let loaded: LoadedGuide
beforeAll(async () => {
  desk = await deskOf('brigade-numerique')
  loaded = await loadGuide(`${DESKS}brigade-numerique`)
})

const fresh = () => freshState(loaded.guide)
interface With {
  capabilities?: Capabilities
  choice?: string
  first?: boolean
  moved?: boolean
  maySpeak?: boolean
  shown?: boolean
  danger?: 'hard' | 'soft'
  at?: string
  hours?: Desk['hours']
}
function turn(state: State, text: string, options: With = {}): Outcome {
  const {
    capabilities = CHAT,
    choice,
    first = false,
    moved = false,
    maySpeak = true,
    shown = false,
    danger,
    at,
    hours = desk.hours,
  } = options
  const said = [{ text, ...(choice ? { choice } : {}), ...(danger ? { danger } : {}) }]
  const now = new Date(at ?? '2026-11-22T10:00:00Z')
  return step(state, said, {
    desk: { ...desk, hours },
    loaded,
    assess,
    moved,
    now,
    turn: { capabilities, first, maySpeak, public: shown, reference: 'R1' },
  })
}
const line = (outcome: Outcome) => {
  if (outcome.kind !== 'line') throw new Error(`handed over: ${outcome.reason}`)
  return outcome
}
const reason = (outcome: Outcome) => (outcome.kind === 'human' ? outcome.reason : 'line')

test('what is handed over in public says no word there, and elsewhere it does', () => {
  const text = (shown: boolean) => {
    const over = turn(fresh(), 'je veux parler à un agent', { shown })
    return over.kind === 'human' ? over.text : 'not handed over'
  }
  expect(text(true)).toBeUndefined()
  expect(text(false)).toContain('agent')
})

describe('walking every choice of the guide', () => {
  test.each(['fr', 'en'] as const)(
    'each leads to a line or a human; agent and danger are always offered (%s)',
    (language) => {
      const seen = new Set<string>()
      const open: State[] = [line(turn({ ...fresh(), language }, 'info', { choice: 'information' })).state]
      open.push(line(turn({ ...fresh(), language }, language === 'fr' ? 'bonjour' : 'hello')).state)
      for (let state = open.pop(); state; state = open.pop()) {
        expect(state.options).toContain('agent')
        expect(state.options).toContain('danger')
        for (const choice of state.options) {
          const outcome = turn({ ...state, failed: 0 }, '', { choice })
          expect(outcome.kind === 'line' ? outcome.line.text : outcome.text).toMatch(/\S{3}/)
          const key = outcome.kind === 'line' ? outcome.state.options.join() : ''
          if (outcome.kind === 'line' && !seen.has(key)) {
            seen.add(key)
            open.push(outcome.state)
          }
        }
      }
      expect(seen.size).toBeGreaterThanOrEqual(Object.keys(loaded.guide.steps).length - 1)
    },
  )
})

describe('choosing', () => {
  const menu = () => line(turn(fresh(), 'bonjour')).state
  test.each([
    '3',
    '3.',
    ' 3 ) ',
    'n°3',
    'choix 3',
    '3\n\n--\nJean Dupont\n06 00 00 00 00',
    "J'ai besoin d'une information",
    'information',
    'INFO',
  ])('%j means the third choice', (text) => {
    expect(line(turn(menu(), text)).state).toMatchObject({ step: 'information', role: 'information' })
  })
  test('a number that was not offered counts as not understood', () => {
    expect(line(turn(menu(), '42')).state).toMatchObject({ failed: 1, step: 'debut' })
  })
  test('a year or an amount in a sentence is not a choice', () => {
    expect(line(turn(menu(), "on m'a volé 2 vélos")).state.step).not.toBe('signaler')
  })
  test('an old button keeps its meaning', () => {
    expect(line(turn(fresh(), '', { choice: 'vol-cambriolage' })).line.sheet?.id).toBe('cambriolage')
  })
  test('a button that does not exist any more is read as text', () => {
    expect(line(turn(fresh(), 'procuration pour voter', { choice: 'disparu' })).line.sheet?.id).toBe('procuration')
  })
})

describe('a human is one gesture away', () => {
  test.each([
    'agent',
    'Parler à un agent',
    'je veux parler à quelqu’un',
    'je voudrais discuter avec un policier svp',
    'un humain svp',
    'passez moi un conseiller, je veux parler à un vrai humain',
    'talk to a human please',
    'I want to speak to someone',
    'can I talk to an officer?',
  ])('%s', (text) => {
    expect(reason(turn(fresh(), text))).toBe('asked')
  })
  test('telling of an officer is not asking for one', () => {
    expect(reason(turn(fresh(), "un policier m'a insulté pendant un contrôle"))).toBe('line')
  })
  test('two turns without help lead to one', () => {
    const once = line(turn(fresh(), 'blabla truc machin')).state
    expect(once.failed).toBe(1)
    expect(reason(turn(once, 'recette de la tarte aux pommes'))).toBe('two-failed-turns')
  })
  test('"No" under two sheets leads to one', () => {
    const sheet = line(turn(fresh(), 'comment faire une procuration')).state
    const no = line(turn(sheet, 'non')).state
    const again = line(turn(no, 'procuration pour voter')).state
    expect(reason(turn(again, 'Non'))).toBe('two-failed-turns')
  })
  test('danger leads to one at once, with the numbers', () => {
    const over = turn(fresh(), 'il est derrière la porte', { danger: 'hard' })
    expect(over).toMatchObject({ kind: 'human', reason: 'danger' })
    expect(over.kind === 'human' ? over.text : '').toMatch(/17 ou le 112[\s\S]*114/)
  })
  test('a doubt about danger does not stop the talk', () => {
    expect(reason(turn(fresh(), 'mon mari est violent', { danger: 'soft' }))).toBe('line')
  })
  test('when no human is there, the hours are said and the message is kept', () => {
    const day: [string, string][] = [['09:00', '18:00']]
    const hours = { zone: 'Europe/Paris', week: { mon: day, tue: day } }
    const over = turn(fresh(), 'agent', { hours, at: '2026-11-22T10:00:00Z' })
    expect(over.kind === 'human' ? over.text : '').toContain('du lundi au mardi de 9 h à 18 h')
    const open = turn(fresh(), 'agent', { hours, at: '2026-11-23T10:00:00Z' })
    expect(open.kind === 'human' ? open.text : '').toContain('Un agent prend la suite')
  })
})

test.each(['fr', 'en'] as const)(
  'whoever waits for a human reads what to do in danger, day and night (%s)',
  (language) => {
    for (const at of ['2026-11-22T10:00:00Z', '2026-11-23T10:00:00Z']) {
      const hours: Desk['hours'] = { zone: 'Europe/Paris', week: { mon: [['09:00', '18:00']] } }
      for (const capabilities of [CHAT, MAIL]) {
        const over = turn({ ...fresh(), language }, '', { choice: 'agent', hours, at, capabilities })
        expect(over.kind === 'human' ? over.text : '').toMatch(/17 (ou le|or) 112[\s\S]*114/)
      }
    }
    const first = turn({ ...fresh(), language }, '', { choice: 'agent', capabilities: MAIL, first: true })
    expect(first.kind === 'human' ? first.text?.match(/114/g) : []).toHaveLength(1)
  },
)

describe('what the agent is told', () => {
  test('role, topic, town, sheets shown and numbers given, so that nothing is asked twice', () => {
    const role = line(turn(fresh(), 'victime')).state
    const topic = line(turn(role, 'violences')).state
    const sheet = line(turn(topic, 'Des violences dans le couple ou la famille')).state
    const over = turn(sheet, "j'habite à Saint-Malo 35400, je veux parler à un agent")
    expect(over.kind === 'human' ? Object.fromEntries(over.summary) : {}).toEqual({
      Motif: 'A demandé un agent',
      Rôle: 'Je suis victime',
      Sujet: 'Violences dans le couple ou la famille',
      Ville: 'Saint-Malo (35400)',
      'Fiches montrées': 'Violences conjugales : être aidé et signaler',
      'Numéros donnés': '17, 114, 3919, 112',
    })
  })
  test.each([
    ["j'habite à Rennes", 'Rennes'],
    ['je vis à Le Mans', 'Le Mans'],
    ['I live in Lyon', 'Lyon'],
    ['vers 97400', '97400'],
    ['je suis Paul', undefined],
    ['je suis en danger', undefined],
    ['appelez le 0612345678', undefined],
  ])('the town in %j', (text, town) => {
    expect(turn(fresh(), text).state.town).toBe(town)
  })
})

describe('the same guide on every wire', () => {
  test('without buttons the choices are numbers in the text, and answers follow them', () => {
    const menu = line(turn(fresh(), 'bonjour', { capabilities: MAIL }))
    expect(menu.line.choices).toBeUndefined()
    expect(menu.line.text).toContain('1. Je suis victime\n2. Je veux signaler')
    expect(line(turn(menu.state, '2.', { capabilities: MAIL })).state.step).toBe('signaler')
  })
  test('whom a question is addressed to is no part of it', () => {
    const asked = (text: string) => turn(fresh(), text, { capabilities: MAIL, first: true })
    expect(line(asked('@PoliceLocale On m’a volé mon vélo')).line).toEqual(line(asked('On m’a volé mon vélo')).line)
  })
  test('a first letter is acknowledged: reference, hours, delay, numbers, no need to send again', () => {
    const over = turn(fresh(), 'Ma caisse de retraite ne me répond plus depuis mars, que faire ?', {
      capabilities: MAIL,
      first: true,
    })
    const text = over.kind === 'human' ? over.text : ''
    for (const part of ['automatique', 'R1', 'jour et nuit', 'en quelques minutes', '17', '112', '114', 'Inutile']) {
      expect(text).toContain(part)
    }
    expect(reason(over)).toBe('letter')
  })
  test('where a machine may not write, the hand-over is silent', () => {
    const over = turn(fresh(), 'comment faire une procuration', { capabilities: MAIL, maySpeak: false })
    expect(over).toMatchObject({ kind: 'human', reason: 'automatic-limit' })
    expect(over).not.toHaveProperty('text')
  })
  test.each([160, 280, 500, 1000])('a line fits %i characters', (maxLength) => {
    const outcome = line(turn(fresh(), 'comment faire une procuration', { capabilities: { ...MAIL, maxLength } }))
    expect(outcome.line.text.length).toBeLessThanOrEqual(maxLength)
  })
  test('English is answered in English, and can be asked for', () => {
    expect(line(turn(fresh(), 'my wallet was stolen')).line.text).toContain('Theft: file a complaint')
    expect(line(turn(fresh(), 'in English please')).line.text).toContain('What is happening?')
  })
  test('an answer shows title, body, link, source and the day it was checked: in words where the wire has no cards', () => {
    const { line: said } = line(turn(fresh(), 'comment faire une procuration', { capabilities: MAIL }))
    expect(said.text).toMatch(/Procuration pour voter[\s\S]*maprocuration\.gouv\.fr[\s\S]*Vérifié le 22 novembre 2026/)
    expect(said.sheet).toMatchObject({ id: 'procuration', verified: '2026-11-22' })
  })
  test('and beside the words on our own faces, never twice', () => {
    const { line: said } = line(turn(fresh(), 'comment faire une procuration'))
    expect(said.text).toMatch(/Procuration pour voter/)
    expect(said.text).not.toMatch(/https:|Vérifié le/)
    expect(said.sheet).toMatchObject({ url: expect.stringContaining('maprocuration.gouv.fr'), verified: '2026-11-22' })
  })
})

describe('a state from before', () => {
  test('a guide that changed leads a bare number to a human, and reads words on', () => {
    const { state, moved } = readState(
      { ...fresh(), guide: 'old', options: ['a', 'b'], role: 'victime' },
      { ...loaded.guide, version: '2' },
    )
    expect(moved).toBe(true)
    expect(reason(turn(state, '2', { moved }))).toBe('guide-changed')
    expect(line(turn(state, 'comment faire une procuration', { moved })).state.role).toBe('victime')
  })
  test.each([null, 'text', 42, {}, { v: 99 }, { __proto__: { v: 1 } }])('%j restarts safely', (stored) => {
    expect(readState(stored, loaded.guide).state).toEqual(fresh())
  })
  test('it is plain JSON and holds no words of the person', () => {
    const { state } = line(turn(fresh(), 'mon secret est Zanzibar 77, procuration pour voter'))
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    expect(JSON.stringify(state)).not.toContain('Zanzibar')
  })
})
