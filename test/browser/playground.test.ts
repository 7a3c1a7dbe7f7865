import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ask, signIn } from '../whole/client.ts'
import { until } from '../whole/mailed.ts'
import { openConsole } from './agent.ts'
import { checked, faults } from './axe.ts'
import { chatter } from './citizen.ts'
import { onStage, open } from './faces.ts'
import { paneOf } from './pane.ts'

const stage = onStage()

interface Head {
  readonly id: string
  readonly channel: string
  readonly public: boolean
  readonly preview: string
  readonly lastSeq: number
  readonly status: string
}

/** Sara, by the API. */
async function sara() {
  const { origin } = stage.product
  const headers = await signIn(origin, 'sara', 'demo-sara-permanence')
  return {
    /** The conversation whose newest words are these, once it is there for humans. */
    finds: (words: string) =>
      until(async () => {
        const { text } = await ask(origin, '/api/queue?view=all', { headers })
        return (JSON.parse(text) as { items: Head[] }).items.find(
          ({ preview, status }) => preview.includes(words) && status !== 'pending',
        )
      }),
    answers: async ({ id, lastSeq }: Head, text: string, way: 'reply' | 'private') => {
      const take = await ask(origin, `/api/conversations/${id}/take`, { method: 'POST', body: {}, headers })
      const seen = take.status === 200 ? (JSON.parse(take.text) as Head).lastSeq : lastSeq
      const body = { text, seen, clientId: `c-${way}-${id}` }
      return ask(origin, `/api/conversations/${id}/${way}`, { method: 'POST', body, headers })
    },
  }
}

const opened = (options?: Parameters<typeof open>[2]) =>
  open(stage.browser, `${stage.product.origin}/playground`, options)

describe('a citizen on X', () => {
  test('names the desk in public; the agent sees a public talk, and answers in public and in private', async () => {
    const face = await opened()
    const x = paneOf(face, 'x')
    await x.writes('Question sur un permis perdu en vacances', 'Public')
    const agent = await sara()
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
})

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

/** Is the page's foot within reach without scrolling the window itself? */
const fits = (page: Page) =>
  page.locator(':root').evaluate((root) => root.scrollHeight <= root.ownerDocument.defaultView.innerHeight)

test('a newcomer plays all four channels at once, in one window', async () => {
  const face = await opened({ ...checked, viewport: { width: 1280, height: 800 } })
  const { page } = face
  const chat = chatter(face)
  const frame = page.frameLocator('iframe')
  await frame.locator('.log .bubble').first().waitFor()
  expect(await fits(page)).toBe(true)

  // Four citizens write, one a channel, and the chat goes on while the others send.
  await frame.locator('.compose textarea').fill('Je préfère un humain')
  await frame.locator('.compose').getByRole('button', { name: 'Envoyer' }).click()
  const x = paneOf(chat, 'x')
  const messenger = paneOf(chat, 'messenger')
  await x.writes('Un chien aboie toutes les nuits', 'Public')
  await messenger.writes('Je veux parler à un agent', 'Privé')
  await page.getByLabel('Objet').fill('Tapage')
  await page.getByLabel('Message', { exact: true }).fill('Mon voisin fait du bruit toutes les nuits.')
  await page.getByRole('button', { name: 'Envoyer le courriel' }).click()

  // The machine answers each where it wrote, or leaves it to a human.
  await frame.locator('.log').getByText('Je préfère un humain').waitFor()
  await page.locator('#letters .received', { hasText: 'assistant automatique' }).first().waitFor({ timeout: 20_000 })
  await messenger.readsPrivately('Un agent prend la suite')
  await messenger.writes('Mon chat est coincé sur un toit', 'Privé')
  expect(await faults(page)).toEqual([])

  // One agent has all of them in one list, and answers on each channel.
  const agent = await openConsole(stage.browser, stage.product.origin, 'sara')
  for (const [words, answer] of [
    ['Un chien aboie', 'Nous vous lisons, écrivez-nous en privé.'],
    ['Mon chat est coincé', 'Bonjour, je vous écoute.'],
    ['Camille Moreau', 'Un tapage se constate sur place.'],
  ] as const) {
    await agent.page.goto(`${stage.product.origin}/console#/all`)
    await agent.opens(words)
    await agent.answers(answer)
  }
  await x.readsPublicly('écrivez-nous en privé')
  await messenger.readsPrivately('je vous écoute')
  await page.locator('#letters .received', { hasText: 'se constate sur place' }).first().waitFor({ timeout: 20_000 })
  expect(await frame.locator('.log').textContent()).toContain('Je préfère un humain')
  expect(face.watch).toEqual({ foreign: [], faults: [] })
  await Promise.all([face.close(), agent.close()])
})

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('axe finds no fault, %s at %i', async (colorScheme, width) => {
  const face = await opened({ ...checked, colorScheme, viewport: { width, height: 800 } })
  await paneOf(face, 'messenger').writes('Bonjour', 'Privé')
  await face.page
    .getByRole('link', { name: /^Répondre à / })
    .first()
    .click()
  await face.sees(/^Réponse à/)
  expect(await faults(face.page)).toEqual([])
  await face.close()
})
