import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openConsole } from './agent.ts'
import { checked, faults } from './axe.ts'
import { chatter } from './citizen.ts'
import { onStage, open } from './faces.ts'
import { paneOf } from './pane.ts'

const stage = onStage()
const opened = (options?: Parameters<typeof open>[2]) =>
  open(stage.browser, `${stage.product.origin}/playground`, options)

/** The networks that stand on this machine, whichever they are. */
const networksOn = (page: Page) =>
  page.locator('main > [data-pane]:not(#mail)').evaluateAll((panes: { id: string }[]) => panes.map(({ id }) => id))

/** Is the page's foot within reach without scrolling the window itself? */
const fits = (page: Page) =>
  page.locator(':root').evaluate((root) => root.scrollHeight <= root.ownerDocument.defaultView.innerHeight)

test('a newcomer plays every channel at once, in one window', async () => {
  const face = await opened({ ...checked, viewport: { width: 1280, height: 800 } })
  const { page } = face
  const chat = chatter(face)
  const frame = page.frameLocator('iframe')
  await frame.locator('.log .bubble').first().waitFor()
  expect(await fits(page)).toBe(true)

  // A citizen writes on each channel, and the chat goes on while the others send.
  await frame.locator('.compose textarea').fill('Je préfère un humain')
  await frame.locator('.compose').getByRole('button', { name: 'Envoyer' }).click()
  const networks = await networksOn(page)
  for (const key of networks) await paneOf(chat, key).writes('Je veux parler à un agent', 'Privé')
  await page.getByLabel('Objet').fill('Tapage')
  await page.getByLabel('Message', { exact: true }).fill('Mon voisin fait du bruit toutes les nuits.')
  await page.getByRole('button', { name: 'Envoyer le courriel' }).click()

  // The machine answers each where it wrote, or leaves it to a human.
  await frame.locator('.log').getByText('Je préfère un humain').waitFor()
  await page.locator('#letters .received', { hasText: 'assistant automatique' }).first().waitFor({ timeout: 20_000 })
  for (const key of networks) {
    const pane = paneOf(chat, key)
    await pane.readsPrivately('Un agent prend la suite')
    await pane.writes(`Mon chat est coincé, je suis sur ${key}`, 'Privé')
  }
  expect(await faults(page)).toEqual([])

  // One agent has all of them in one list, and answers on each channel.
  const agent = await openConsole(stage.browser, stage.product.origin, 'sara')
  const talks = [
    ...networks.map((key): [string, string] => [`je suis sur ${key}`, `Bonjour, je vous lis sur ${key}.`]),
    ['Camille Moreau', 'Un tapage se constate sur place.'] as const,
  ]
  for (const [words, answer] of talks) {
    await agent.page.goto(`${stage.product.origin}/console#/all`)
    await agent.opens(words)
    await agent.answers(answer)
  }
  for (const key of networks) await paneOf(chat, key).readsPrivately(`je vous lis sur ${key}`)
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
  for (const key of await networksOn(face.page)) {
    const { pane, writes } = paneOf(face, key)
    await writes('Bonjour', 'Privé')
    await pane
      .getByRole('link', { name: /^Répondre à / })
      .first()
      .click()
    await pane.getByText(/^Réponse à/).waitFor()
  }
  expect(await faults(face.page)).toEqual([])
  await face.close()
})

test('in English, everything but what the people and the desk say', async () => {
  const face = await open(stage.browser, `${stage.product.origin}/playground?lang=en`, checked)
  const { page } = face
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('heading', { name: 'Playground', level: 1 }).waitFor()
  await page.frameLocator('iframe').locator('html[lang=en] .log').waitFor()
  await page.getByLabel('Subject').fill('Lost passport')
  await page.getByLabel('Message', { exact: true }).fill('I lost my passport, what should I do?')
  await page.getByRole('button', { name: 'Send the e-mail' }).click()
  await page.locator('#letters', { hasText: 'Written by Camille Moreau' }).waitFor()
  for (const key of await networksOn(page)) {
    const pane = page.locator(`#${key}`)
    await pane.getByLabel('Private', { exact: true }).check()
    await pane.getByLabel(/ writes to /).fill('Hello')
    await pane.getByRole('button', { name: 'Send', exact: true }).click()
    await pane.locator('.said.citizen', { hasText: 'Hello' }).first().waitFor()
  }
  const said = await page.locator('main > .panel > :is(h2, p), main h3, main label, main .btn').allTextContents()
  expect(said.join(' ')).not.toMatch(/Écri|Envoyer|Privé|Courriel|Répondre|Lu par/)
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: 'Français' }).click()
  await page.getByRole('heading', { name: 'Bac à sable', level: 1 }).waitFor()
  expect(face.watch).toEqual({ foreign: [], faults: [] })
  await face.close()
})
