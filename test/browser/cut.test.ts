import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProduct } from '../product.ts'
import { freePort } from '../setup/dovecot.ts'
import { openConsole } from './agent.ts'
import { openChat } from './citizen.ts'
import { onStage } from './faces.ts'
import { call, openWire, type Wire, waiting } from './wire.ts'

const stage = onStage(async () => ({ database: `cut_${process.pid}`, env: { PORT: String(await freePort()) } }))
let wire: Wire
beforeAll(async () => {
  wire = await openWire(stage.product.origin)
})
afterAll(() => wire?.close())

test('words written in a tunnel leave once, at the other end', async () => {
  const chat = await openChat(stage.browser, wire.origin)
  await chat.write('Avant le tunnel')
  await chat.page.locator('.sent', { hasText: 'Reçu' }).waitFor()
  wire.cut()
  await chat.sees('Connexion perdue. Vos messages partiront au retour.')
  await chat.write('Dans le tunnel')
  await chat.sees('Partira au retour')
  wire.mend()
  await chat.page.locator('.sent', { hasText: 'Reçu' }).waitFor({ timeout: 20_000 })
  await chat.page.reload()
  await chat.sees('Dans le tunnel')
  expect((await chat.log()).split('Dans le tunnel')).toHaveLength(2)
  await chat.close()
})

test('a server that dies and comes back loses nothing, on either side of the counter', async () => {
  const chat = await openChat(stage.browser, stage.product.origin)
  await chat.write('Avant la panne')
  await chat.page.locator('.sent', { hasText: 'Reçu' }).waitFor()
  const other = await openChat(stage.browser, stage.product.origin)
  await other.write('Je veux parler à un agent')
  await other.sees('Un agent va vous répondre ici. Vous pouvez déjà écrire.')
  await other.write('Deuxième personne')
  const agent = await openConsole(stage.browser, stage.product.origin, 'sara')
  await agent.opens('Deuxième personne')
  await agent.press('Prendre')
  await agent.sees('Conversation prise.')

  await stage.product.kill()
  await chat.sees('Connexion perdue. Vos messages partiront au retour.')
  await chat.write('Pendant la panne')
  await agent.sees('Connexion perdue. Ce que vous écrivez est gardé et partira au retour.')
  await agent.page.locator('#words').fill('Ma réponse pendant la panne')
  await agent.page.keyboard.press('Control+Enter')
  await agent.sees('Partira au retour de la connexion')

  stage.product = await startProduct(stage.options)
  await chat.page.locator('.log .bot', { hasText: /./ }).nth(2).waitFor({ timeout: 30_000 })
  await other.page.locator('.bubble', { hasText: 'Ma réponse pendant la panne' }).waitFor({ timeout: 30_000 })
  await chat.page.reload()
  await chat.sees('Pendant la panne')
  const log = await chat.log()
  for (const words of ['Avant la panne', 'Pendant la panne']) expect(log.split(words)).toHaveLength(2)
  expect((await other.log()).split('Ma réponse pendant la panne')).toHaveLength(2)
  await Promise.all([chat.close(), other.close(), agent.close()])
})

test('after a cut with 500 events the console equals one that has just been opened', async () => {
  const followed = await waiting(stage.product.origin, 'Conversation suivie')
  const others = await Promise.all(Array.from({ length: 24 }, (_, at) => waiting(stage.product.origin, `Avant, ${at}`)))
  const agent = await openConsole(stage.browser, wire.origin, 'sara')
  await agent.opens('Conversation suivie')

  wire.cut()
  await agent.sees('Connexion perdue.')
  const events = Array.from({ length: 18 }, (_, at) =>
    [followed, ...others].map((caller) => caller.say(`Pendant la coupure, ${at}`)),
  )
  await Promise.all(events.flat())
  const fresh = await Promise.all(Array.from({ length: 10 }, () => call(stage.product.origin)))
  await Promise.all(fresh.map((caller, at) => caller.say('agent', 'agent').then(() => caller.say(`Nouvelle ${at}`))))
  wire.mend()

  const other = await openConsole(stage.browser, stage.product.origin, 'sara')
  await other.page.goto(`${stage.product.origin}/console${new URL(agent.page.url()).hash}`)
  await other.page.reload()
  await agent.thread.getByText('Pendant la coupure, 17').waitFor({ timeout: 30_000 })
  await other.thread.getByText('Pendant la coupure, 17').waitFor({ timeout: 30_000 })
  const texts = async ({ page }: typeof agent, what: string) => (await page.locator(what).allTextContents()).sort()
  // Only the rows near the view are drawn: both lists are looked at from their top.
  const fromTop = async ({ page }: typeof agent) => {
    const more = page.locator('.list .fresh')
    if (await more.isVisible()) await more.click()
    await page.locator('.list .rows').evaluate((rows) => rows.scrollTo(0, 0))
    await page.waitForTimeout(100)
  }
  const screen = async (one: typeof agent) => {
    await fromTop(one)
    return {
      list: await texts(one, '.item b, .item p'),
      title: await texts(one, '#list-title'),
      thread: await one.page.locator('#thread [data-seq] .said').allTextContents(),
    }
  }
  await expect.poll(() => screen(agent), { timeout: 20_000 }).toEqual(await screen(other))
  expect((await screen(agent)).thread.filter((words) => words.startsWith('Pendant la coupure'))).toHaveLength(18)
  await Promise.all([agent.close(), other.close()])
})
