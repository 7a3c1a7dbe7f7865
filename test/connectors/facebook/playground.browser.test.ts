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

describe('a citizen on the Facebook page', () => {
  test('writes by Messenger, presses what the guide offers, and gets on', async () => {
    const face = await opened()
    const page = paneOf(face, 'messenger')
    await page.writes('On m’a volé mon vélo', 'Privé')
    await page.readsPrivately('Vol : porter plainte')
    await page.pane.getByRole('button', { name: 'Parler à un agent' }).click()
    await page.pane.locator('.said.citizen', { hasText: 'Parler à un agent' }).waitFor()
    await page.readsPrivately('Un agent prend la suite')
    await face.close()
  })

  test('comments in public, and is answered in private', async () => {
    const face = await opened()
    const page = paneOf(face, 'messenger')
    await page.pane.getByRole('link', { name: 'Marc', exact: true }).click()
    await page.writes('Comment signaler une arnaque sur internet ?', 'Public')
    await page.readsPrivately('assistant automatique')
    expect(await page.pane.locator('[aria-labelledby=messenger-public]').textContent()).not.toContain('assistant')
    await face.close()
  })

  test('shows the desk a photo, and is shown one', async () => {
    const face = await opened()
    const pane = paneOf(face, 'messenger')
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
    const theirs = pane.pane.locator('[aria-labelledby=messenger-private] .said.desk img.photo')
    await theirs.first().waitFor({ timeout: 20_000 })
    expect(await theirs.first().evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1)
    expect(face.watch).toEqual({ foreign: [], faults: [] })
    await face.close()
  })
})
