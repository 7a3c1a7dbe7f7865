import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { type Product, startProduct } from '../product.ts'
import { freePort } from '../setup/dovecot.ts'
import { kept, open } from './faces.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ mongo: inject('mongo'), env: { PORT: String(await freePort()) } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('on a town’s page the widget asks for nothing before the click, and works under the town’s strict policy', async () => {
  const face = await open(browser, `${product.origin}/demo`)
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
