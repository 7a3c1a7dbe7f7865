import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Copies, copyDesks, guideOf, VERSION } from '../../bot/copies.ts'
import { type Product, startProduct } from '../../product.ts'
import { ask } from '../client.ts'
import { until } from '../mailed.ts'
import { run } from './command.ts'

const guide = guideOf('brigade-numerique')
let copies: Copies
let product: Product
let env: Record<string, string>
beforeAll(async () => {
  copies = await copyDesks()
  product = await startProduct({ mongo: inject('mongo'), env: { DESKS_DIR: copies.folder } })
  env = { NODE_ENV: 'development', DATA_DIR: product.folder, MONGODB_URI: inject('mongo'), DESKS_DIR: copies.folder }
})
afterAll(async () => {
  await product.stop()
  await copies.remove()
})

const count = (code: string) => product.output().split(code).length - 1
const reload = () => run(['--cli', 'guide', 'reload'], env)
const home = async () => (await ask(product.origin, '/parler')).text

test('a running product reads changed guides when it is told to, and refuses broken ones with their place', async () => {
  const asks = 'Que se passe-t-il ? Écrivez-le avec vos mots, ou choisissez.'
  expect(await home()).toContain(asks)

  await copies.edit(guide, [VERSION, 'version: "deux"'], [asks, 'Dites-nous ce qui se passe.'])
  expect(await reload()).toMatchObject({ code: 0, out: expect.stringContaining(`Process ${product.process.pid}`) })
  await until(async () => count('guide.read') === 2)
  expect(await home()).toContain('Dites-nous ce qui se passe.')

  // Broken: the command does not even ask; who signals all the same reads why in the log, and nothing changes.
  await copies.edit(guide, ['to: { step: mots }', 'to: { step: nulle-part }'], ['Dites-nous ce qui', 'Racontez ce qui'])
  expect(await reload()).toMatchObject({ code: 1, out: expect.stringMatching(/guide\.yaml:\d+: .*nulle-part/) })
  product.process.kill('SIGHUP')
  await until(async () => count('guide.refused') > 0)
  expect(product.output()).toMatch(/guide\.yaml","line":\d+.*guide\.refused/)
  expect(product.output()).toMatch(/nulle-part/)
  expect(await home()).toContain('Dites-nous ce qui se passe.')
  expect(product.process.exitCode).toBeNull()
})

test('guide preview plays what the files say, with no database at all', async () => {
  const { code, out } = await run(
    ['--cli', 'guide', 'preview', 'commissariat-numerique', '--channel', 'letter', '--lang', 'fr'],
    { ...env, MONGODB_URI: 'mongodb://127.0.0.1:9/none', DATA_DIR: '/nonexistent' },
    'Bonjour\n3\n',
  )
  expect(code).toBe(0)
  expect(out).toMatch(/Votre message est bien arrivé[\s\S]*Sur quel sujet/)
})
