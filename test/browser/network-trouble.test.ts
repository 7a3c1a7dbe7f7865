import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { SendError } from '../../inbox/contract.ts'
import { openBrowser } from '../browser.ts'
import { type Agent, openDoor, signIn } from './agent.ts'
import { checked, faults } from './axe.ts'
import { type Network, openNetwork } from './network.ts'

let net: Network
let browser: Browser

beforeAll(async () => {
  net = await openNetwork(inject('mongo'))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await net?.close()
})
afterEach(() => {
  net.trouble.error = undefined
  net.sink.health('up')
})

const sizes = [
  ['1280 px', { viewport: { width: 1280, height: 800 } }],
  ['390 px', { viewport: { width: 390, height: 800 } }],
] as const

describe.each(sizes)('what an agent sees at %s of an answer that does not leave', (size, options) => {
  /** Somebody wrote; an agent opens it and answers. */
  async function answered(who: string, text: string): Promise<Agent> {
    const name = `${who} ${size.slice(0, 4).trim()}`
    await net.says(name, 'Bonjour, une question')
    const agent = await openDoor(browser, net.origin, { ...checked, ...options })
    await signIn(agent, 'nadia', net.password)
    await agent.page.locator('#list-title').waitFor({ state: 'attached' })
    await agent.opens(name)
    await agent.answers(text)
    return agent
  }
  const card = (agent: Agent, text: string) => agent.thread.locator('.card.out', { hasText: text })
  /** Nothing asks to scroll sideways, and nothing is wrong for assistive tools. */
  async function isWell(agent: Agent): Promise<void> {
    expect(await faults(agent.page)).toEqual([])
    const over = await agent.page
      .locator(':root')
      .evaluate((root) => root.scrollWidth - root.ownerDocument.defaultView.innerWidth)
    expect(over).toBeLessThanOrEqual(0)
  }

  test('the day’s money is spent: it waits, says until when, and asks for no gesture', async () => {
    net.trouble.error = new SendError('retry', 'spend-cap', 3_600_000)
    const text = `Réponse au plafond ${size}`
    const agent = await answered('Plafond', text)
    await card(agent, text).getByText('Le plafond de dépense du jour est atteint.').waitFor()
    expect(await card(agent, text).getByRole('button', { name: 'Renvoyer' }).count()).toBe(0)
    await isWell(agent)
    expect(net.sent.some((one) => one.text === text)).toBe(false)
    await agent.close()
  })

  test('the network closed its window a moment before: it failed, why, and what remains', async () => {
    net.trouble.error = new SendError('never', 'window-closed')
    const text = `Réponse trop tard ${size}`
    const agent = await answered('Tard', text)
    await card(agent, text)
      .getByText('Le délai de réponse du réseau est passé. Attendez que la personne écrive, puis renvoyez.')
      .waitFor()
    await isWell(agent)
    net.trouble.error = undefined
    await card(agent, text).getByRole('button', { name: 'Renvoyer' }).click()
    await expect.poll(() => net.sent.some((one) => one.text === text), { timeout: 20_000 }).toBe(true)
    await agent.close()
  })

  test('the token is dead: the answer waits, and the channel is said to be down above everything', async () => {
    net.trouble.error = new SendError('retry', 'token-dead', 300_000)
    const text = `Réponse sans clé ${size}`
    const agent = await answered('Clé', text)
    net.sink.health('down', 'token-dead')
    await agent.sees('Les messages de Réseau n’arrivent plus.')
    await card(agent, text).getByText('Le réseau ne reconnaît plus notre clé d’accès.').waitFor()
    expect(net.sent.some((one) => one.text === text)).toBe(false)
    await isWell(agent)
    await agent.close()
  })
})
