import { expect, test } from 'vitest'
import { ask, signIn } from '../whole/client.ts'
import { checked, faults } from './axe.ts'
import { onStage, open } from './faces.ts'

const stage = onStage()

/** Every conversation that Sara can see. */
async function conversations(): Promise<number> {
  const headers = await signIn(stage.product.origin, 'sara', 'demo-sara-permanence')
  const { text } = await ask(stage.product.origin, '/api/counts', { headers })
  return (JSON.parse(text) as { all: number }).all
}

test('a guide is tried in both languages, with nothing stored and nobody called', async () => {
  const before = await conversations()
  const face = await open(stage.browser, `${stage.product.origin}/playground`)
  const { page } = face
  await page.getByRole('link', { name: 'Essayer un guide' }).click()
  const [french, english] = [page.locator('#fr'), page.locator('#en')]
  await french.getByRole('button', { name: 'Je suis victime' }).click()
  await english.getByText('I am sorry this happened to you').waitFor()
  await french.getByText('Je suis désolé').waitFor()
  await french.getByLabel('Votre message').fill('il est derrière la porte')
  await french.getByRole('button', { name: 'Envoyer' }).click()
  await french.getByText('Un agent prend la suite (danger)').waitFor()
  await french.getByText('Je suis victime').first().waitFor()
  expect(await english.getByRole('textbox').count()).toBe(1)
  expect(page.url()).not.toContain('porte')

  await page.getByLabel('Canal').selectOption('x')
  await page.getByRole('button', { name: 'Recommencer' }).click()
  await french.getByLabel('Votre message').fill('Bonjour')
  await french.getByLabel('Votre message').press('Tab')
  await page.keyboard.press('Enter')
  await french.getByText('Répondez par un numéro').waitFor()
  expect(face.watch).toEqual({ foreign: [], faults: [] })
  expect(await conversations()).toBe(before)
  await face.close()
})

test.each([
  ['wide', { width: 1280, height: 800 }],
  ['narrow', { width: 320, height: 640 }],
])('it can be used by everyone, %s, and without JavaScript', async (_name, viewport) => {
  const face = await open(stage.browser, `${stage.product.origin}/playground/guide`, { ...checked, viewport })
  await face.page.locator('#fr').getByRole('button', { name: 'Je veux signaler' }).click()
  await face.page.locator('#en').getByText('What do you want to report?').waitFor()
  expect(await faults(face.page)).toEqual([])
  const { scrollWidth, clientWidth } = await face.page
    .locator(':root')
    .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth)
  await face.close()
  const plain = await open(stage.browser, `${stage.product.origin}/playground/guide`, { javaScriptEnabled: false })
  await plain.page.locator('#en').getByRole('button', { name: 'I have a question' }).click()
  await plain.page.locator('#fr').getByText('Sur quel sujet').waitFor()
  await plain.close()
})
