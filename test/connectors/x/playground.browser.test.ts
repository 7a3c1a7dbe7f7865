import { describe, expect, test } from 'vitest'
import { onStage, open } from '../../browser/faces.ts'
import { paneOf } from '../../browser/pane.ts'
import { sara } from '../../browser/sara.ts'

const stage = onStage()
const opened = (options?: Parameters<typeof open>[2]) =>
  open(stage.browser, `${stage.product.origin}/playground`, options)
/** One red point: the smallest PNG that a browser shows. */
const photo = {
  name: 'point.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
}

describe('a citizen on X', () => {
  test('names the desk in public; the agent sees a public talk, and answers in public and in private', async () => {
    const face = await opened()
    const x = paneOf(face, 'x')
    await x.writes('Question sur un permis perdu en vacances', 'Public')
    const agent = await sara(stage)
    const head = await agent.finds('permis perdu')
    expect(head).toMatchObject({ channel: 'x', public: true })
    expect((await agent.answers(head, 'Bonjour, nous vous écrivons en privé.', 'reply')).status).toBe(200)
    await x.readsPublicly('nous vous écrivons en privé')
    const again = await agent.finds('nous vous écrivons en privé')
    expect((await agent.answers(again, 'Le permis se redemande en ligne.', 'private')).status).toBe(200)
    await x.readsPrivately('Le permis se redemande en ligne.')
    expect(await x.pane.locator('[aria-labelledby=x-public]').textContent()).not.toContain('se redemande')
    expect(face.watch).toEqual({ foreign: [], faults: [] })
    await face.close()
  })

  test('asks in public what the guide knows: it answers in private', async () => {
    const face = await opened()
    const x = paneOf(face, 'x')
    // On a slow line, whoever types at once must not write under the other's name.
    await face.page.route(/playground\?/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800))
      await route.continue()
    })
    await x.pane.getByRole('link', { name: 'Karim', exact: true }).click()
    await x.writes('On m’a volé mon vélo', 'Public')
    await x.readsPrivately('Vol : porter plainte')
    expect(await x.pane.locator('[aria-labelledby=x-public]').textContent()).not.toContain('porter plainte')
    await face.close()
  })

  test('writes in private and is answered by the guide there, and nowhere else', async () => {
    const face = await opened()
    const x = paneOf(face, 'x')
    await x.pane.getByRole('link', { name: 'Odile', exact: true }).click()
    await x.writes('On m’a volé un scooter', 'Privé')
    await x.readsPrivately('assistant automatique')
    expect(await x.pane.locator('[aria-labelledby=x-public]').textContent()).not.toMatch(/scooter|assistant/)
    await x.pane.getByRole('link', { name: 'Léa', exact: true }).click()
    await x.pane.getByRole('heading', { name: /Léa Martin/ }).waitFor()
    expect(await x.pane.locator('[aria-labelledby=x-private]').textContent()).not.toContain('scooter')
    await face.close()
  })

  test('shows the desk a photo, and is shown one', async () => {
    const face = await opened()
    const pane = paneOf(face, 'x')
    await pane.writes('Je veux parler à un agent, voici une photo', 'Privé', photo)
    const mine = pane.pane
      .locator('.said.citizen', { hasText: 'Je veux parler à un agent, voici une photo' })
      .locator('img.photo')
    await expect.poll(() => mine.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1)
    const agent = await sara(stage)
    const head = await agent.finds('Je veux parler à un agent, voici une photo')
    expect(await agent.photosOf(head)).toEqual([photo.buffer.length])
    const { status } = await agent.answers(head, 'Voici ce que nous voyons.', 'reply', [await agent.uploads(photo)])
    expect(status).toBe(200)
    const theirs = pane.pane.locator('[aria-labelledby=x-private] .said.desk img.photo')
    await theirs.first().waitFor({ timeout: 20_000 })
    expect(await theirs.first().evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1)
    expect(face.watch).toEqual({ foreign: [], faults: [] })
    await face.close()
  })
})

test('without JavaScript, links and forms do the same', async () => {
  const { page, close } = await opened({ javaScriptEnabled: false })
  await page.locator('#x').getByRole('link', { name: 'Odile', exact: true }).click()
  await page.locator('#x').getByLabel('Privé', { exact: true }).check()
  await page
    .locator('#x')
    .getByLabel(/Odile écrit à/)
    .fill('Bonjour, sans script')
  await page.locator('#x').getByRole('button', { name: 'Envoyer' }).click()
  const shown = async () => {
    await page.locator('#x').getByRole('link', { name: 'Voir les nouveautés' }).click()
    return page.locator('[aria-labelledby=x-private]').textContent()
  }
  await expect.poll(shown, { timeout: 20_000 }).toMatch(/sans script[\s\S]*assistant automatique/)
  // Who wrote, and where, is still chosen for the next text.
  await page
    .locator('#x')
    .getByLabel(/Odile écrit à/)
    .waitFor()
  expect(await page.locator('#x').getByLabel('Privé', { exact: true }).isChecked()).toBe(true)
  await page.locator('#x').getByLabel('Public', { exact: true }).check()
  await page
    .locator('#x')
    .getByLabel(/Odile écrit à/)
    .fill('mot '.repeat(100))
  await page.locator('#x').getByRole('button', { name: 'Envoyer' }).click()
  await page.locator('#x .error', { hasText: 'caractères au plus' }).waitFor()
  expect(
    await page
      .locator('#x')
      .getByLabel(/Odile écrit à/)
      .inputValue(),
  ).toContain('mot mot')
  await close()
})
