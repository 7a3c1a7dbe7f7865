import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openConsole } from './browser/agent.ts'
import { openChat, openMailbox } from './browser/citizen.ts'
import { openBrowser } from './browser.ts'
import { type Product, startProduct } from './product.ts'

/** The whole product in one story. Everything is real: the process, its database, the browser, the mail on its way. */
let product: Product
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ mongo: inject('mongo') })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('a chat message and an e-mail enter one inbox, meet the bot, reach an agent, and are answered where they came from', async () => {
  // Somebody writes in the chat of the portal. The bot says what it is, and answers.
  const chat = await openChat(browser, product.origin)
  await chat.sees('Je suis un assistant automatique, pas une personne.')
  await chat.write('On m’a volé mon vélo')
  await chat.sees('Vol : porter plainte')
  await chat.sees('Source : plainte-en-ligne')

  // It is not enough: the bot hands over.
  await chat.page.getByRole('button', { name: 'Parler à un agent' }).first().click()
  await chat.sees('Un agent va vous répondre ici. Vous pouvez déjà écrire.')

  // Somebody else writes a letter, by SMTP. The bot acknowledges it: a reference, and that it is a machine.
  const mailbox = await openMailbox(browser, product.origin)
  await mailbox.write({ subject: 'Un arbre', text: 'Mon voisin a planté un arbre trop près. Que puis-je faire ?' })
  await mailbox.receives(/assistant automatique[\s\S]*Référence : /)

  // Both wait in one list, before an agent of both desks.
  const agent = await openConsole(browser, product.origin, 'sara')
  await agent.row('Camille Moreau').waitFor()
  await agent.opens('Discussion')
  expect(await agent.row('Discussion').textContent()).toContain('Anonyme')
  expect(await agent.thread.textContent()).toContain('On m’a volé mon vélo')
  expect(await agent.thread.textContent()).toContain('résumé du tri')

  // The agent takes and answers the chat: it is on the other screen at once, under the agent's name.
  await agent.answers('Bonjour, avez-vous le numéro gravé sur le cadre ?')
  await chat.sees('Vous parlez maintenant avec Sara Vidal')
  await chat.sees('Bonjour, avez-vous le numéro gravé sur le cadre ?')
  await chat.write('Oui, le voici : ABC 123')
  await agent.sees('Oui, le voici : ABC 123')

  // The bot stays silent from now on, and the agent knows that the words arrived.
  await agent.sees(/^Lu$/)
  expect((await chat.log()).split('Sara Vidal').at(-1)).not.toContain('Assistant automatique')

  // The agent answers the letter: it comes back as mail, in the citizen's own mailbox.
  await agent.opens('Camille Moreau')
  await agent.answers('Bonjour, un conciliateur peut vous aider gratuitement.')
  await mailbox.receives('un conciliateur peut vous aider gratuitement')
  await agent.sees(/^Envoyé/)

  // Nobody's page spoke to a third party or broke its own policy, and nothing they said is in what the product printed.
  for (const { watch } of [chat, mailbox, agent]) expect(watch).toEqual({ foreign: [], faults: [] })
  for (const word of ['vélo', 'conciliateur', 'Camille']) expect(product.output()).not.toContain(word)
})
