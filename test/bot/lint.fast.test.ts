import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBot, lintDesk } from '../../bot/index.ts'
import { type Memory, openMemory } from '../../bot/sheets/memory.ts'
import type { Desk } from '../../inbox/index.ts'
import { DESKS, deskOf } from './door.ts'
import { kinds } from './wires.ts'

let root: string
/** The files nobody spoilt are read once. */
let memory: Memory
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'desk-lint-'))
  memory = await openMemory(join(root, 'memory.json'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

type Edit = readonly [from: string | RegExp, to: string]
let copies = 0
/** A copy of the desks with one fault planted; gives the desk and the line of the fault. */
async function planted(file: string, ...edits: readonly Edit[]): Promise<{ desk: Desk; line: number }> {
  copies += 1
  const desks = join(root, String(copies))
  await cp(DESKS, desks, { recursive: true })
  const path = join(desks, file)
  const whole = await readFile(path, 'utf8')
  const spoilt = edits.reduce((text, [from, to]) => {
    expect(text, 'the text to spoil is there').toMatch(from)
    return text.replace(from, to)
  }, whole)
  await writeFile(path, spoilt)
  const [from] = edits[0] ?? ['']
  const at = typeof from === 'string' ? whole.indexOf(from) : whole.search(from)
  const line = whole.slice(0, at).split('\n').length
  return { desk: { ...(await deskOf('brigade-numerique')), folder: join(desks, 'brigade-numerique') }, line }
}

const told = (problems: Awaited<ReturnType<typeof lintDesk>>) => problems.map(({ message }) => message).join('\n')

test.each(['brigade-numerique', 'commissariat-numerique'])('%s has nothing to mend', async (id) => {
  const desk = await deskOf(id)
  expect(await lintDesk(desk, kinds, memory)).toEqual([])
})

/** What is wrong on every wire is found on one. */
const chat = kinds.filter(({ kind }) => kind === 'webchat')

const guide = 'brigade-numerique/guide.yaml'
const sheet = 'shared-sheets/vols/vol.yaml'
const burglary = 'shared-sheets/vols/cambriolage.yaml'
const helpline = 'shared-sheets/violences/harcelement-scolaire.yaml'
const facts = 'shared-sheets/facts.yaml'
const asks = 'Que se passe-t-il ? Écrivez-le avec vos mots, ou choisissez.'
const long = `${'Ceci est une phrase bien trop longue '.repeat(5)}.`
const step = (name: string, to: string) =>
  `  ${name}:\n    text: { fr: Seule., en: Alone. }\n    choices:\n      - { id: ${name}-a, label: { fr: Aller là, en: Go there }, to: { step: ${to} } }\n`
/** Both choices that stand under every step, gone to the first step alone. */
const onlyAtStart: Edit[] = [
  [
    /always:\n[\s\S]*?\nsmalltalk:/,
    'always:\n  - { id: retour, label: { fr: Retour, en: Return }, to: { step: debut } }\n\nsmalltalk:',
  ],
  [
    /( {2}debut:\n[\s\S]*?choices:\n)/,
    '$1      - { id: danger, label: { fr: En danger, en: In danger }, to: { human: danger } }\n      - { id: agent, label: { fr: Un agent, en: An officer }, to: { human: asked } }\n',
  ],
]

describe('a planted fault is found at its line', () => {
  test.each([
    ['a choice that leads nowhere', guide, 'to: { step: mots }', 'to: { step: nulle-part }', /does not exist/],
    ['a sheet that is not there', guide, 'to: { sheet: discrimination }', 'to: { sheet: rien }', /does not exist/],
    ['an English text that is missing', guide, ', en: Theft or damage }', ' }', /label\.en/],
    ['an English text left empty', guide, ', en: Theft or damage }', ', en: "" }', /label\.en/],
    ['an English text still to write', guide, ', en: Theft or damage }', ', en: "…" }', /says nothing/],
    [
      'an English text in French',
      guide,
      'en: Does this help you?',
      'en: Est-ce que ça vous aide ?',
      /not written in English/,
    ],
    ['words in one language only', guide, 'en: [theft, damage, burglary]', 'en: []', /no words in this language/],
    ['an id used twice', guide, 'id: vol-connu', 'id: vol-inconnu', /used twice/],
    [
      'emergency numbers left out',
      guide,
      'Appelez maintenant le {fact:17.number} ou le {fact:112.number}.',
      'Appelez.',
      /17, 112 and 114/,
    ],
    [
      'a bot that does not say it is one',
      guide,
      'Je suis un assistant automatique, pas une personne.',
      'Je suis Camille.',
      /automatic/,
    ],
    ['a place to fill that means nothing', guide, '{reference}', '{numero}', /\{numero\}/],
    ['a step that nobody reaches', guide, '  mots:\n', `${step('seule', 'debut')}  mots:\n`, /no choice leads here/],
    ['a step that leads back to itself', guide, 'to: { sheet: vol }', 'to: { step: vol }', /back to its own step/],
    ['a label longer than a button', guide, 'Un cambriolage', 'C’est '.repeat(7), /label of \d+ characters/],
    ['a long sentence', guide, asks, long, /sentence of \d+ words/],
    ['a word of offices', guide, asks, 'Veuillez nous écrire.', /"Veuillez" is office language/],
    ['an English word of offices', guide, 'en: What happened?', 'en: Kindly tell us.', /"Kindly" is office language/],
    ['a very long word', guide, asks, 'La dématérialisation vous attend.', /very long word/],
    [
      'a text where nobody does anything',
      guide,
      asks,
      'Votre message est traité. Une réponse sera envoyée.',
      /2 of 2 sentences are passive/,
    ],
    ['a typewriter’s apostrophe', guide, asks, "Qu'est-ce qui se passe ?", /typewriter/],
    [
      'a sheet longer than the chat takes',
      sheet,
      /^ {2}fr: \|-\n/m,
      `  fr: |-\n${'    Un mot de plus.\n'.repeat(300)}`,
      /the wire takes 4000/,
    ],
    ['a date that is no date', sheet, 'verified: 2026-11-22', 'verified: 2026-02-30', /not a day/],
    ['a review before the check', sheet, 'review: 2027-05-22', 'review: 2026-05-22', /review/],
    ['a redirect nobody knows', sheet, 'redirect: pre-plainte', 'redirect: ailleurs', /redirect/],
    ['an address that is not https', burglary, 'url: https://', 'url: http://', /url/],
    [
      'a fact that is not there',
      burglary,
      'appelez le {fact:17.number}.',
      'appelez le {fact:71.number}.',
      /no fact "71"/,
    ],
    ['a fact without that field', burglary, 'call {fact:17.number}.', 'call {fact:17.url}.', /"17" has no url/],
    ['a fact of a guide that is not there', guide, '{fact:114.sms}', '{fact:411.sms}', /no fact "411"/],
    ['a number that is a fact, written by hand', helpline, '{fact:3018.number}', '3018', /3018 is a fact/],
    ['a fact reviewed before it was checked', facts, 'review: 2027-05-22', 'review: 2026-05-22', /review/],
    ['a fact without an English label', facts, ', en: Police }', ' }', /label\.en/],
    ['a fact that is there twice', facts, 'id: "112"', 'id: "17"', /twice/],
  ])('%s', async (_name, file, from, to, message) => {
    const { desk, line } = await planted(file, [from, to])
    const problems = await lintDesk(desk, chat, memory)
    const found = problems.find((problem) => problem.file.endsWith(file) && message.test(problem.message))
    expect(found, JSON.stringify(problems.slice(0, 3))).toBeDefined()
    expect(found?.mend.length).toBeGreaterThan(5)
    // A block of text starts a few lines above the sentence that is wrong in it.
    expect(Math.abs((found?.line ?? 0) - line)).toBeLessThanOrEqual(4)
  })
})

describe('a planted fault is found', () => {
  const many = [1, 2, 3, 4, 5, 6]
    .map((n) => `  - { id: plus-${n}, label: { fr: Plus ${n}, en: More ${n} }, to: { step: mots } }\n`)
    .join('')
  const ring = `${step('un', 'deux')}${step('deux', 'un')}`
  test.each<[string, string, Edit[], RegExp]>([
    ['a field that does not exist', guide, [['failed: true', 'echec: true']], /echec/],
    ['no way to an agent', guide, [['- id: agent\n', '- id: agente\n']], /"agent" is not offered/],
    ['broken YAML', guide, [['steps:\n  debut:', 'steps:\n  debut: [']], /YAML/],
    ['a sheet without a check date', sheet, [['verified: 2026-11-22\n', '']], /verified/],
    ['a sheet that nobody keeps right', sheet, [['owner: Pôle plaintes\n', '']], /nobody keeps/],
    ['an id that is not the file', sheet, [['id: vol\n', 'id: vols\n']], /not the name of the file/],
    [
      'two choices with one word',
      guide,
      [['{ fr: [rodéo], en: [quads] }', '{ fr: [bruit], en: [quads] }']],
      /means both/,
    ],
    [
      'steps that go round in circles',
      guide,
      [
        ['  mots:\n', `${ring}  mots:\n`],
        ['to: { sheet: vol }', 'to: { step: un }'],
      ],
      /steps\.un: its choices go round in circles/,
    ],
    ['a human who is far away', guide, onlyAtStart, /steps\.vol: it takes 2 gestures, not 1, to come to a human/],
    ['numbers that are far away', guide, onlyAtStart, /steps\.vol: it takes 2 gestures, not 1, to come to 17, 112/],
    [
      'a hand-over at night that names no number',
      guide,
      [[/( {2}emergency:\n {4}fr: \|-\n)[^\n]*\n/, '$1      Courage.\n']],
      /lines\.closed\.fr: whoever is handed over reads/,
    ],
  ])('%s', async (_name, file, edits, message) => {
    const { desk } = await planted(file, ...edits)
    expect(told(await lintDesk(desk, kinds, memory))).toMatch(message)
  })
  test('more choices than a wire has buttons', async () => {
    const { desk } = await planted(guide, ['\nsmalltalk:', `${many}\nsmalltalk:`])
    const bear = chat.map(({ kind, capabilities }) => ({
      kind,
      capabilities: { ...capabilities, buttonsBear: { most: 13, longest: 20 } },
    }))
    expect(told(await lintDesk(desk, bear, memory))).toMatch(/14 choices .* Chat, buttons.* shows 13/)
  })
  test('a desk whose every way to humans and numbers is cut', async () => {
    const { desk } = await planted(
      guide,
      ['to: { human: danger }', 'to: { step: debut }'],
      ['to: { human: asked }', 'to: { step: debut }'],
    )
    const messages = told(await lintDesk(desk, kinds, memory))
    expect(messages).toMatch(/steps\.debut: no choice leads to a human/)
    expect(messages).toMatch(/steps\.fin: no choice leads to 17, 112 and 114/)
  })
  test('a folder without a guide', async () => {
    const desk = { ...(await deskOf('brigade-numerique')), folder: join(root, 'nothing') }
    expect(await lintDesk(desk, kinds, memory)).toMatchObject([{ line: 1, message: 'The file cannot be read.' }])
  })
})

test('what a fault says is said once, however many wires and languages it is met on', async () => {
  const { desk } = await planted(guide, ['to: { human: danger }', 'to: { step: debut }'])
  const all = (await lintDesk(desk, kinds, memory)).map(
    ({ file, line, message }) => `${file}:${line} ${message.split(' (')[0]}`,
  )
  expect(new Set(all).size).toBe(all.length)
})

test('the bot does not start on a broken guide, and says where it is broken', async () => {
  const { desk } = await planted(guide, ['start: debut', 'start: 12'])
  const door = { listen: () => () => {}, say: async () => true, handOver: async () => true }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  await expect(createBot({ door, desks: [desk], log })).rejects.toThrow(/guide\.yaml:\d+ start/)
})
