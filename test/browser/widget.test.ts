import { expect, test } from 'vitest'
import { freePort } from '../setup/dovecot.ts'
import { kept, onStage, open } from './faces.ts'

const stage = onStage(async () => ({ env: { PORT: String(await freePort()) } }))

test('on a town’s page the widget asks for nothing before the click, and works under the town’s strict policy', async () => {
  const face = await open(stage.browser, `${stage.product.origin}/demo`)
  const { page } = face
  const asked: string[] = []
  await page.getByRole('button', { name: 'Discuter avec un agent' }).waitFor()
  page.on('request', (request) => asked.push(request.url()))
  await page.waitForTimeout(1_500)
  expect(asked).toEqual([])
  expect(await page.context().cookies()).toEqual([])
  expect(await kept(page)).toBe(0)

  await page.getByRole('button', { name: 'Discuter avec un agent' }).click()
  await face.sees('Je suis un assistant automatique, pas une personne.')
  await page.keyboard.type('On a volé mon vélo')
  await page.keyboard.press('Enter')
  await face.sees('Vol : porter plainte')

  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.locator('.launch:focus').count()).toBe(1)
  expect(await page.context().cookies()).toEqual([])
  expect(face.watch).toEqual({ foreign: [], faults: [] })
  await face.close()
})
