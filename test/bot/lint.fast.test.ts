import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBot, lintDesk } from '../../bot/index.ts'
import { DESKS, deskOf } from './door.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'desk-lint-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

let copies = 0
/** A copy of the desks with one fault planted; gives the desk's folder and the line of the fault. */
async function planted(file: string, from: string, to: string): Promise<{ desk: string; line: number }> {
  copies += 1
  const desks = join(root, String(copies))
  await cp(DESKS, desks, { recursive: true })
  const path = join(desks, file)
  const text = await readFile(path, 'utf8')
  expect(text, 'the text to spoil is there').toContain(from)
  await writeFile(path, text.replace(from, to))
  const line = text.slice(0, text.indexOf(from)).split('\n').length
  return { desk: join(desks, 'brigade-numerique'), line }
}

test.each(['brigade-numerique', 'commissariat-numerique'])('%s has nothing to mend', async (desk) => {
  expect(await lintDesk(`${DESKS}${desk}`)).toEqual([])
})

const guide = 'brigade-numerique/guide.yaml'
const sheet = 'shared-sheets/vols/vol.yaml'
const burglary = 'shared-sheets/vols/cambriolage.yaml'
const helpline = 'shared-sheets/violences/harcelement-scolaire.yaml'
const facts = 'shared-sheets/facts.yaml'
const long = `${'Ceci est une phrase bien trop longue '.repeat(5)}.`
const orphan =
  '  seule:\n    text: { fr: Seule., en: Alone. }\n    choices:\n      - { id: seul, label: { fr: Retour, en: Return }, to: { step: debut } }\n'

describe('a planted fault is found at its line', () => {
  test.each([
    ['a choice that leads nowhere', guide, 'to: { step: mots }', 'to: { step: nulle-part }', /does not exist/],
    ['a sheet that is not there', guide, 'to: { sheet: discrimination }', 'to: { sheet: rien }', /does not exist/],
    ['an English text that is missing', guide, ', en: Theft or damage }', ' }', /label\.en/],
    ['an id used twice', guide, 'id: vol-connu', 'id: vol-inconnu', /used twice/],
    [
      'emergency numbers left out',
      guide,
      'En danger, appelez maintenant le {fact:17.number} ou le {fact:112.number}.',
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
    ['a long sentence', guide, 'Qu’est-ce qui vous amène ?', long, /words/],
    ['a place to fill that means nothing', guide, '{reference}', '{numero}', /\{numero\}/],
    ['a step that nobody reaches', guide, '  mots:\n', `${orphan}  mots:\n`, /no choice leads here/],
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
    const { desk, line } = await planted(file, from, to)
    const problems = await lintDesk(desk)
    const found = problems.find((problem) => problem.file.endsWith(file) && message.test(problem.message))
    expect(found, JSON.stringify(problems.slice(0, 3))).toBeDefined()
    expect(found?.mend.length).toBeGreaterThan(5)
    // A block of text starts a few lines above the sentence that is wrong in it.
    expect(Math.abs((found?.line ?? 0) - line)).toBeLessThanOrEqual(4)
  })
})

describe('a planted fault is found', () => {
  test.each([
    ['a field that does not exist', guide, 'failed: true', 'echec: true', /echec/],
    ['no way to an agent', guide, '- id: agent\n', '- id: agente\n', /"agent" is not offered/],
    ['broken YAML', guide, 'steps:\n  debut:', 'steps:\n  debut: [', /YAML/],
    ['a sheet without a check date', sheet, 'verified: 2026-11-22\n', '', /verified/],
    ['a sheet that nobody keeps right', sheet, 'owner: Pôle plaintes\n', '', /nobody keeps/],
    ['an id that is not the file', sheet, 'id: vol\n', 'id: vols\n', /not the name of the file/],
    ['two choices with one word', guide, '{ fr: [rodéo], en: [quads] }', '{ fr: [bruit], en: [quads] }', /means both/],
  ])('%s', async (_name, file, from, to, message) => {
    const { desk } = await planted(file, from, to)
    const problems = await lintDesk(desk)
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message)
  })
  test('a desk whose every way to humans and numbers is cut', async () => {
    const { desk } = await planted(guide, 'to: { human: danger }', 'to: { step: debut }')
    const path = join(desk, 'guide.yaml')
    await writeFile(path, (await readFile(path, 'utf8')).replace('to: { human: asked }', 'to: { step: debut }'))
    const messages = (await lintDesk(desk)).map((problem) => problem.message).join('\n')
    expect(messages).toMatch(/steps\.debut: no choice leads to a human/)
  })
  test('a folder without a guide', async () => {
    expect(await lintDesk(join(root, 'nothing'))).toMatchObject([{ line: 1, message: 'The file cannot be read.' }])
  })
})

test('the bot does not start on a broken guide, and says where it is broken', async () => {
  const { desk } = await planted(guide, 'start: debut', 'start: 12')
  const door = { listen: () => () => {}, say: async () => true, handOver: async () => true }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const desks = [{ ...(await deskOf('brigade-numerique')), folder: desk }]
  await expect(createBot({ door, desks, log })).rejects.toThrow(/guide\.yaml:\d+ start/)
})
