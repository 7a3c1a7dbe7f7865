import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../setup/dovecot.ts'
import { openConsole } from './agent.ts'
import { checked, faults } from './axe.ts'
import { chatter, openChat } from './citizen.ts'
import { onStage, open } from './faces.ts'
import { openWire, type Wire, waiting } from './wire.ts'

const stage = onStage(async () => ({ env: { PORT: String(await freePort()) } }))
let wire: Wire
beforeAll(async () => {
  wire = await openWire(stage.product.origin)
})
afterAll(() => wire?.close())

/** What <noscript> holds is shown, and no script is there to take it away again. */
const withoutScripts = (html: string): string =>
  html.replace(/<script\b[\s\S]*?<\/script>/gi, '').replace(/<(\/?)noscript\b/gi, '<$1div')

describe('axe finds no fault in a bad hour either:', () => {
  test('the portal and its chat without JavaScript', async () => {
    const chat = chatter(await open(stage.browser, `${stage.product.origin}/parler`, { javaScriptEnabled: false }))
    const checker = await open(stage.browser, stage.product.origin, checked)
    /** axe cannot run where scripts do not: it is given the page as it stands there. */
    const asShown = async () => {
      await checker.page.setContent(withoutScripts(await chat.page.content()))
      return faults(checker.page)
    }
    expect(await asShown()).toEqual([])
    await chat.write('On m’a volé mon vélo')
    const refreshed = async () => {
      await chat.page.getByRole('link', { name: 'Actualiser' }).click()
      return chat.log()
    }
    await expect.poll(refreshed, { timeout: 20_000 }).toContain('Vol : porter plainte')
    expect(await asShown()).toEqual([])
    for (const path of ['/', '/infos', '/urgence']) {
      await chat.page.goto(stage.product.origin + path)
      expect(await asShown(), path).toEqual([])
    }
    await chat.page.locator('h1').evaluate((title) => title.insertAdjacentHTML('afterend', '<button></button>'))
    expect(await asShown()).toEqual([expect.stringMatching(/^button-name/)])
    await Promise.all([chat.close(), checker.close()])
  })

  test('the chat in a tunnel, with words that wait', async () => {
    const chat = await openChat(stage.browser, wire.origin, checked)
    await chat.write('Avant le tunnel')
    await chat.page.locator('.sent', { hasText: 'Reçu' }).waitFor()
    wire.cut()
    await chat.sees('Connexion perdue. Vos messages partiront au retour.')
    expect(await faults(chat.page)).toEqual([])
    await chat.write('Dans le tunnel')
    await chat.sees('Partira au retour')
    expect(await faults(chat.page)).toEqual([])
    wire.mend()
    await chat.page.locator('.sent', { hasText: 'Reçu' }).waitFor({ timeout: 20_000 })
    await chat.close()
  })

  test('the console whose connection is lost, and the answer that was overtaken', async () => {
    const caller = await waiting(stage.product.origin, 'Une demande dépassée')
    const agent = await openConsole(stage.browser, wire.origin, 'sara', checked)
    await agent.opens('Une demande dépassée')
    await agent.press('Prendre')
    await agent.sees('Conversation prise.')
    await agent.page.locator('#words').fill('Ma réponse')
    await agent.sees(/Brouillon gardé à/)
    await caller.say('Non, attendez')
    await agent.sees('Relisez avant d’envoyer.')
    expect(await faults(agent.page)).toEqual([])
    await agent.press('Le lire')
    wire.cut()
    await agent.sees('Connexion perdue.')
    expect(await faults(agent.page)).toEqual([])
    await agent.page.locator('#words').press('Control+Enter')
    await agent.sees('Partira au retour de la connexion')
    expect(await faults(agent.page)).toEqual([])
    wire.mend()
    await agent.page.locator('.card.out', { hasText: 'Ma réponse' }).waitFor()
    await agent.close()
  })
})

interface Drawn {
  readonly outline: string
  readonly outlineWidth: number
  readonly border: string
  readonly borderWidth: number
}

/** What is drawn around the element that has the focus, or around the first that matches. */
const drawn = (page: Awaited<ReturnType<typeof open>>['page'], selector: string): Promise<Drawn> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const style = element.ownerDocument.defaultView.getComputedStyle(element)
      return {
        outline: style.outlineStyle,
        outlineWidth: Number.parseFloat(style.outlineWidth),
        border: style.borderTopStyle,
        borderWidth: Number.parseFloat(style.borderTopWidth),
      }
    })

const seenAround = { outline: 'solid', outlineWidth: expect.toSatisfy((width: number) => width >= 2) }
const bordered = { border: 'solid', borderWidth: expect.toSatisfy((width: number) => width >= 1) }

describe('where the system chooses the colours (forced colours)', () => {
  const forced = { forcedColors: 'active' as const }

  test('the portal draws the focus and the danger card with lines, not with colours alone', async () => {
    const face = await open(stage.browser, stage.product.origin, forced)
    for (let steps = 0; steps < 6; steps += 1) {
      await face.page.keyboard.press('Tab')
      expect(await drawn(face.page, ':focus')).toMatchObject(seenAround)
    }
    await face.close()
    const chat = await openChat(stage.browser, stage.product.origin, forced)
    await chat.write('il me frappe il est derrière la porte')
    await chat.page.locator('.log .urgent').waitFor()
    expect(await drawn(chat.page, '.log .urgent')).toMatchObject(bordered)
    await chat.page.keyboard.press('Tab')
    expect(await drawn(chat.page, ':focus')).toMatchObject(seenAround)
    await chat.close()
  })

  test('so does the console', async () => {
    await waiting(stage.product.origin, 'mon mari me frappe, il est là')
    const agent = await openConsole(stage.browser, stage.product.origin, 'sara', forced)
    await agent.opens('mon mari me frappe, il est là')
    expect(await drawn(agent.page, '#thread .card.alert, #thread .alarm')).toMatchObject(bordered)
    let looked = 0
    for (let steps = 0; steps < 12; steps += 1) {
      await agent.page.keyboard.press('Tab')
      // Past its last stop the focus leaves the page.
      if ((await agent.page.locator(':focus').count()) === 0) continue
      expect(await drawn(agent.page, ':focus')).toMatchObject(seenAround)
      looked += 1
    }
    expect(looked).toBeGreaterThanOrEqual(4)
    await agent.close()
  })
})
