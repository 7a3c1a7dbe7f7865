import { describe, expect, test } from 'vitest'
import { openConsole } from './agent.ts'
import { chatter, openChat } from './citizen.ts'
import { kept, onStage, open } from './faces.ts'

const stage = onStage()

describe('a citizen in the chat', () => {
  test('is asked with buttons, and answers with one', async () => {
    const chat = await openChat(stage.browser, stage.product.origin)
    await chat.press('Je suis victime')
    await chat.sees('De quoi s’agit-il ?')
    await chat.press('Un vol ou une dégradation')
    await chat.sees('Que s’est-il passé ?')
    expect(await chat.log()).not.toMatch(/undefined|null|\{/)
    expect(chat.watch).toEqual({ foreign: [], faults: [] })
    await chat.close()
  })

  test('in danger sees the numbers at once, on the screen, ready to call', async () => {
    const chat = await openChat(stage.browser, stage.product.origin, { viewport: { width: 390, height: 844 } })
    await chat.write('mon mari me frappe il est derrière la porte')
    const call = chat.page.locator('.log .urgent a[href="tel:17"]')
    await call.waitFor()
    await chat.sees('Un agent va vous répondre ici. Vous pouvez déjà écrire.')
    const box = await call.boundingBox()
    const log = await chat.page.locator('.log').boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(log?.y ?? Number.NaN)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((log?.y ?? 0) + (log?.height ?? 0))
    expect(await chat.page.locator('.log .urgent a[href="sms:114"]').count()).toBe(1)
    await chat.close()
  })

  test('reads who is writing and that their words were read, and is answered by name', async () => {
    const chat = await openChat(stage.browser, stage.product.origin)
    await chat.write('Je veux parler à un agent')
    await chat.sees('Un agent va vous répondre ici. Vous pouvez déjà écrire.')
    await chat.write('Question du jour')
    const agent = await openConsole(stage.browser, stage.product.origin, 'claire')
    await agent.opens('Question du jour')
    await chat.page.locator('.sent', { hasText: 'Lu' }).waitFor()
    await agent.press('Prendre')
    await chat.sees('Vous parlez maintenant avec Claire Fontaine')
    await agent.page.locator('#words').pressSequentially('Bonjour')
    await chat.sees('Claire Fontaine écrit')
    await chat.page.locator('.compose textarea').pressSequentially('Mer')
    await agent.sees('La personne écrit')
    await agent.answers('Bonjour à vous')
    await chat.sees('Bonjour à vous')
    await agent.close()

    await chat.page.reload()
    await chat.sees('Bonjour à vous')
    expect(await chat.log()).toContain('Question du jour')
    await chat.close()
  })

  test('who writes 4,001 characters is told so and keeps every one of them', async () => {
    const chat = await openChat(stage.browser, stage.product.origin)
    await chat.write('é'.repeat(4_001))
    await chat.sees('Votre message fait')
    expect(await chat.page.locator('.compose textarea').inputValue()).toHaveLength(4_001)
    expect(await chat.page.locator('.log .me').count()).toBe(0)
    await chat.write('é'.repeat(4_000))
    await chat.page.locator('.log .me').waitFor()
    expect(await chat.page.locator('.compose textarea').inputValue()).toBe('')
    await chat.close()
  })

  test('in English, is met in English', async () => {
    const chat = await openChat(stage.browser, stage.product.origin, { locale: 'en-GB' }, '/en/parler')
    await chat.sees('I am an automatic assistant, not a person.')
    await chat.press('I am a victim')
    await chat.sees('What is it about?')
    await chat.close()
  })
})

describe('a citizen who must leave at once', () => {
  test.each(['the button', 'Shift three times'])(
    'by %s: a blank page, nothing kept, nothing behind Back',
    async (way) => {
      const chat = await openChat(stage.browser, stage.product.origin)
      const { page } = chat
      await page
        .context()
        .route('https://meteofrance.com/**', (route) => route.fulfill({ body: '<h1>Il fait beau</h1>' }))
      await chat.write('Un secret')
      await page.locator('.log .me').waitFor()
      if (way === 'the button')
        await page
          .getByRole('link', { name: /Quitter/ })
          .last()
          .click()
      else for (const _ of [1, 2, 3]) await page.keyboard.press('Shift')
      await page.waitForURL('https://meteofrance.com/**')
      await page.goBack().catch(() => null)
      expect(await page.locator('body').textContent()).not.toContain('secret')
      await page.goto(`${stage.product.origin}/infos`)
      expect(await kept(page)).toBe(0)
      expect(await page.context().cookies(stage.product.origin)).toEqual([])
      await chat.close()
    },
  )
})

test('without JavaScript a citizen writes and reads the assistant’s answer at once, a human’s after refreshing', async () => {
  const chat = chatter(await open(stage.browser, `${stage.product.origin}/parler`, { javaScriptEnabled: false }))
  // The keys need scripts: nobody is told of a way out that would not open.
  expect(await chat.page.getByText('3 fois la touche Majuscule').isVisible()).toBe(false)
  await chat.write('Bonjour, je n’ai pas de scripts')
  await chat.page.getByRole('button', { name: 'Parler à un agent' }).waitFor()
  await chat.page.getByRole('button', { name: 'Parler à un agent' }).click()
  // The page that follows shows what the assistant said: nobody has to ask for it.
  await chat.sees(/Un agent prend la suite/)
  await chat.write('Encore un mot, sans scripts')
  const agent = await openConsole(stage.browser, stage.product.origin, 'claire')
  await agent.opens('Encore un mot')
  await agent.answers('Une réponse sans scripts')
  await agent.close()
  await chat.page.getByRole('link', { name: 'Actualiser' }).click()
  await chat.sees('Une réponse sans scripts')
  expect(await chat.log()).toContain('Claire Fontaine')
  expect(chat.watch).toEqual({ foreign: [], faults: [] })
  await chat.close()
})
