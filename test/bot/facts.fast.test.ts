import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadGuide } from '../../bot/guide/load.ts'
import { createBot, createDanger } from '../../bot/index.ts'
import { DESKS, deskOf } from './door.ts'

const root = await mkdtemp(join(tmpdir(), 'facts-'))
afterAll(() => rm(root, { recursive: true, force: true }))

const door = { listen: () => () => {}, say: async () => true, handOver: async () => true }
const log = { info: () => {}, warn: () => {}, error: () => {} }

test('no sheet, choice or line of a desk shows a reference, nor does a search hit one', async () => {
  for (const id of ['brigade-numerique', 'commissariat-numerique']) {
    const { guide, sheets, search } = await loadGuide(`${DESKS}${id}`)
    expect(sheets.size).toBe(54)
    expect(JSON.stringify([guide, ...sheets.values()])).not.toMatch(/\{fact/)
    expect(search.rank('à quelles heures répond le 3018', 'fr').hits[0]?.id).toBeDefined()
  }
})

test('one correction of a fact reaches every sheet and the danger notice', async () => {
  await cp(DESKS, root, { recursive: true })
  const file = join(root, 'shared-sheets/facts.yaml')
  const text = await readFile(file, 'utf8')
  const corrected = text
    .replaceAll('7 jours sur 7, de 9 h à 23 h', '7 jours sur 7, de 8 h à minuit')
    .replace(/(id: "119"[\s\S]*?hours: \{ fr: )jour et nuit/, '$1de 7 h à 22 h')
  await writeFile(file, corrected)
  const danger = createDanger()
  const child = 'Mon voisin frappe son enfant en ce moment'
  expect(danger.assess(child).notice?.text).toContain('le 119, jour et nuit.')
  const desk = { ...(await deskOf('brigade-numerique')), folder: join(root, 'brigade-numerique') }
  const bot = await createBot({ door, desks: [desk], log, danger })
  const said = bot.sheets(desk).filter(({ body }) => body.fr.includes('3018'))
  expect(said.map(({ id }) => id)).toEqual(['chantage-intime', 'cyberharcelement', 'numeros', 'harcelement-scolaire'])
  for (const { body } of said) expect(body.fr).toContain('de 8 h à minuit')
  expect(bot.sheets(desk).some(({ body }) => body.fr.includes('23 h'))).toBe(false)
  expect(danger.assess(child).notice?.text).toContain('le 119, de 7 h à 22 h.')
  await bot.close()
})
