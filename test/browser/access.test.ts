import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { freePort } from '../setup/dovecot.ts'
import { openConsole, openDoor } from './agent.ts'
import { checked, faults } from './axe.ts'
import { openChat } from './citizen.ts'
import { onStage, open, seen } from './faces.ts'
import { waiting } from './wire.ts'

const stage = onStage(async () => ({ env: { PORT: String(await freePort()) } }))

const overflow = (page: Page): Promise<number> =>
  page.locator(':root').evaluate((root) => root.scrollWidth - root.ownerDocument.defaultView.innerWidth)

describe('every state of every face has no fault that axe can see', () => {
  test('the checker sees a planted fault', async () => {
    const face = await open(stage.browser, stage.product.origin, checked)
    await face.page.locator('h1').evaluate((title) => title.insertAdjacentHTML('afterend', '<button></button>'))
    expect(await faults(face.page)).toEqual([expect.stringMatching(/^button-name/)])
    await face.close()
  })

  test.each(['light', 'dark'] as const)('the pages of the portal, %s', async (colorScheme) => {
    const face = await open(stage.browser, stage.product.origin, { ...checked, colorScheme })
    for (const path of [
      '/',
      '/infos',
      '/urgence',
      '/donnees',
      '/traces',
      '/accessibilite',
      '/plan',
      '/en',
      '/nowhere',
    ]) {
      await face.page.goto(stage.product.origin + path)
      expect(await faults(face.page), path).toEqual([])
    }
    await face.close()
  })

  test('the chat: greeting, answer, error, danger, waiting', async () => {
    const chat = await openChat(stage.browser, stage.product.origin, checked)
    expect(await faults(chat.page)).toEqual([])
    await chat.write('On m’a volé mon vélo')
    await chat.sees('Vol : porter plainte')
    expect(await faults(chat.page)).toEqual([])
    await chat.write('x'.repeat(4_001))
    await chat.sees('Votre message fait')
    expect(await faults(chat.page)).toEqual([])
    await chat.write('il me frappe il est derrière la porte')
    await chat.page.locator('.log .urgent').waitFor()
    await chat.sees('Un agent va vous répondre ici. Vous pouvez déjà écrire.')
    expect(await faults(chat.page)).toEqual([])
    await chat.close()
  })

  test('the widget, closed and open, and the playground', async () => {
    const face = await open(stage.browser, `${stage.product.origin}/demo`, checked)
    const launch = face.page.getByRole('button', { name: 'Discuter avec un agent' })
    await launch.waitFor()
    expect(await faults(face.page)).toEqual([])
    await launch.click()
    await face.sees('Je suis un assistant automatique')
    expect(await faults(face.page)).toEqual([])
    await face.page.goto(`${stage.product.origin}/playground`)
    expect(await faults(face.page)).toEqual([])
    await face.close()
  })

  test.each(['light', 'dark'] as const)(
    'the console: door, list, conversation, dialogs, pages, %s',
    async (colorScheme) => {
      await waiting(stage.product.origin, `mon mari me frappe, ${colorScheme}`)
      const door = await openDoor(stage.browser, stage.product.origin, { ...checked, colorScheme })
      await door.page.getByLabel('Identifiant').waitFor()
      expect(await faults(door.page)).toEqual([])
      await door.close()
      const agent = await openConsole(stage.browser, stage.product.origin, 'sara', { ...checked, colorScheme })
      await agent.opens(`mon mari me frappe, ${colorScheme}`)
      expect(await faults(agent.page)).toEqual([])
      await agent.press('Note interne')
      await agent.press('Transférer')
      expect(await faults(agent.page)).toEqual([])
      await agent.page.locator('.thread-head h2').focus()
      await agent.page.keyboard.press('?')
      await agent.sees('Aide des touches')
      expect(await faults(agent.page)).toEqual([])
      for (const page of ['counter', 'sessions']) {
        await agent.page.goto(`${stage.product.origin}/console#/waiting?page=${page}`)
        await agent.page.locator('#page-title').waitFor()
        expect(await faults(agent.page), page).toEqual([])
      }
      await agent.close()
    },
  )
})

describe('by the keyboard alone', () => {
  test('a citizen goes from the first page to an agent', async () => {
    const { page, sees, close } = await open(stage.browser, stage.product.origin)
    await page.keyboard.press('Tab')
    expect(await page.locator('a.skip:focus').getAttribute('href')).toBe('#contenu')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.locator('.entry-go:focus').waitFor()
    await page.keyboard.press('Enter')
    await sees('Je suis un assistant automatique, pas une personne.')
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 40; steps++) {
        await page.keyboard.press('Tab')
        if ((await page.locator('button:focus', { hasText: name }).count()) > 0) return
      }
      throw new Error(`Tab never reached ${name}`)
    }
    await tabTo('Je suis victime')
    await page.keyboard.press('Enter')
    await sees('De quoi s’agit-il ?')
    await tabTo('Parler à un agent')
    await page.keyboard.press('Enter')
    await sees('Un agent va vous répondre ici. Vous pouvez déjà écrire.')
    await close()
  })

  test('an agent signs in, chooses, takes, answers and closes', async () => {
    await waiting(stage.product.origin, 'Sans souris')
    const { page, sees, close } = await openDoor(stage.browser, stage.product.origin)
    await page.locator('#login:focus').waitFor()
    await page.keyboard.type('claire')
    await page.keyboard.press('Tab')
    await page.keyboard.type('demo-claire-permanence')
    await page.keyboard.press('Enter')
    await seen(page.locator('.item', { hasText: 'Sans souris' }))
    for (let steps = 0; steps < 20; steps++) {
      await page.keyboard.press('j')
      if ((await page.locator('.item:focus', { hasText: 'Sans souris' }).count()) > 0) break
    }
    await page.keyboard.press('Enter')
    await page.locator('.thread-head h2:focus').waitFor()
    await page.keyboard.press('p')
    await sees('Conversation prise.')
    await page.keyboard.press('r')
    await page.locator('#words:focus').waitFor()
    await page.keyboard.type('Répondu sans souris')
    await page.keyboard.press('Control+Enter')
    await page.locator('.card.out', { hasText: 'Répondu sans souris' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.item:focus', { hasText: 'Répondu sans souris' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.thread-head h2:focus').waitFor()
    await page.keyboard.press('e')
    await sees('Conversation close.')
    await close()
  })
})

test.each([
  ['320 px', { viewport: { width: 320, height: 640 } }],
  ['200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
])('at %s nothing asks to scroll sideways', async (_, options) => {
  const chat = await openChat(stage.browser, stage.product.origin, options)
  await chat.write('il me frappe il est derrière la porte')
  await chat.page.locator('.log .urgent').waitFor()
  expect(await overflow(chat.page)).toBeLessThanOrEqual(0)
  for (const path of ['/', '/infos', '/playground', '/demo']) {
    await chat.page.goto(stage.product.origin + path)
    expect(await overflow(chat.page), path).toBeLessThanOrEqual(0)
  }
  await chat.close()
  const agent = await openConsole(stage.browser, stage.product.origin, 'sara', options)
  expect(await overflow(agent.page)).toBeLessThanOrEqual(0)
  await agent.page.goto(`${stage.product.origin}/console#/all`)
  await agent.page.locator('.item').first().click()
  await agent.page.locator('#thread .log .card').first().waitFor()
  expect(await overflow(agent.page)).toBeLessThanOrEqual(0)
  await agent.close()
})
