import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readContent } from '../../bot/index.ts'
import type { Desk } from '../../inbox/index.ts'
import { DESKS, deskOf } from './door.ts'

let root: string
let file: string
let desks: Desk[]
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'memory-'))
  file = join(root, 'read-content.json')
  await cp(DESKS, join(root, 'desks'), { recursive: true })
  desks = [{ ...(await deskOf('brigade-numerique')), folder: join(root, 'desks/brigade-numerique') }]
})
afterAll(() => rm(root, { recursive: true, force: true }))

const sheet = 'desks/shared-sheets/vols/vol.yaml'
const change = async (from: string, to: string) => {
  const path = join(root, sheet)
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
}
const titleOf = async () => (await readContent(desks, file)).get('brigade-numerique')?.shelf.sheets.get('vol')?.title.fr

test('what was read once is the same when it is remembered', async () => {
  const read = await readContent(desks, file)
  const kept = JSON.parse(await readFile(file, 'utf8')) as { texts: object }
  // 54 sheets, their facts, one guide.
  expect(Object.keys(kept.texts)).toHaveLength(56)
  expect(await readContent(desks, file)).toEqual(read)
})

test('a file that changed is read again, and a broken one still names its line', async () => {
  await change('Vol : porter plainte', 'Vol : un autre titre')
  expect(await titleOf()).toBe('Vol : un autre titre')
  await change('review: 2027-05-22', 'review: bientôt')
  await expect(readContent(desks, file)).rejects.toThrow(/vol\.yaml:\d+ review/)
  await change('review: bientôt', 'review: 2027-05-22')
})

test('a reference that leads nowhere is found at its line in a remembered file too', async () => {
  const facts = join(root, 'desks/shared-sheets/facts.yaml')
  const text = await readFile(facts, 'utf8')
  await writeFile(facts, text.replace('- id: "17"', '- id: "71"'))
  await expect(readContent(desks, file)).rejects.toThrow(/\.yaml:[1-9]\d* .*there is no fact "17"/)
  await writeFile(facts, text)
})

test.each(['', '{', '{"format":1,"texts":{"x":3}}', '{"format":0,"texts":{}}', 'null'])(
  'a spoilt memory is an empty one: %s',
  async (spoilt) => {
    await writeFile(file, spoilt)
    expect(await titleOf()).toBe('Vol : un autre titre')
  },
)
