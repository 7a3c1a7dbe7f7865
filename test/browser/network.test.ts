import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
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

async function at(login: string, options = {}): Promise<Agent> {
  const agent = await openDoor(browser, net.origin, options)
  await signIn(agent, login, net.password)
  await agent.page.locator('#list-title').waitFor({ state: 'attached' })
  return agent
}

const box = ({ page }: Agent) => page.locator('#words')
const everyone = 'Réponse publique — tout le monde peut la lire'

test('a public conversation says so in the row, the head, each message and the composer', async () => {
  await net.says('@tom_rivage', '@permanence un faux conseiller a vidé mon compte', {
    public: true,
    link: 'https://reseau.example/tom/1',
  })
  const agent = await at('nadia', checked)
  await agent.row('@tom_rivage').locator('.tag.public', { hasText: 'Public' }).waitFor()
  await agent.opens('@tom_rivage')
  await agent.sees('Tout le monde peut lire ces messages et votre réponse.')
  await agent.thread.locator('.card .tag.public', { hasText: 'Public' }).waitFor()
  const link = agent.thread.getByRole('link', { name: 'Voir sur le réseau (nouvel onglet)' })
  expect(await link.getAttribute('rel')).toBe('noreferrer')
  await agent.sees(everyone)
  await agent.page.getByRole('button', { name: 'Prendre et publier' }).waitFor()
  expect(await faults(agent.page)).toEqual([])

  await box(agent).fill('x'.repeat(300))
  await agent.sees(/300 sur 280 signes, sera coupé en 2 messages/)
  await box(agent).fill('Lisez https://service-public.fr')
  await agent.sees(/Ce lien coûte environ 0,20.\$/)
  expect(await faults(agent.page)).toEqual([])
  await agent.close()
})

test('which files a public answer takes is said before one is attached', async () => {
  await net.says('@plan', 'Où est le poste ?', { public: true })
  const agent = await at('nadia', checked)
  await agent.opens('@plan')
  const field = agent.page.getByLabel('Joindre une image (une seule)')
  expect(await field.getAttribute('accept')).toBe('image/png')
  const file = (name: string, mimeType: string) => ({ name, mimeType, buffer: Buffer.from('contenu') })
  await field.setInputFiles(file('note.pdf', 'application/pdf'))
  await agent.sees('note.pdf n’est pas une image que ce réseau prend.')
  await field.setInputFiles(file('plan.png', 'image/png'))
  await agent.page.locator('.attachments', { hasText: 'plan.png' }).waitFor()
  await field.setInputFiles(file('autre.png', 'image/png'))
  await agent.sees('Ce réseau prend une seule image par réponse.')
  expect(await faults(agent.page)).toEqual([])
  await box(agent).fill('Voici le plan.')
  await agent.press('Prendre et publier')
  await expect.poll(() => net.sent.find(({ text }) => text === 'Voici le plan.')?.files?.length).toBe(1)
  await agent.press('Répondre en privé')
  expect(await agent.page.locator('#attach').count()).toBe(0)
  await agent.close()
})

test('the private gesture keeps both texts, publishes nothing, and opens the private conversation', async () => {
  await net.says('@lea', 'On me harcèle, que faire ?', { public: true })
  const agent = await at('nadia', checked)
  await agent.opens('@lea')
  await box(agent).fill('Le début d’une réponse publique')
  await agent.page.locator('.thread-head h2').focus()
  await agent.page.keyboard.press('v')
  await agent.page.locator('#words:focus').waitFor()
  expect(await box(agent).inputValue()).toBe('')
  await agent.sees('Réponse privée — seule la personne la lira')
  await agent.page.keyboard.type('Bonjour, quel est votre numéro de dossier ?')
  await agent.sees('Une réponse publique commencée est gardée.')
  expect(await faults(agent.page)).toEqual([])
  await agent.sees(/Brouillon gardé à/)

  await agent.page.reload()
  await agent.sees(everyone)
  await expect.poll(() => box(agent).inputValue()).toBe('Le début d’une réponse publique')
  await agent.sees('Une réponse privée commencée est gardée.')
  await agent.press('Répondre en privé')
  expect(await box(agent).inputValue()).toBe('Bonjour, quel est votre numéro de dossier ?')
  await box(agent).press('Control+Enter')
  await agent.sees('Réponse privée envoyée. La conversation continue ici.')
  await agent.thread.locator('.card.out', { hasText: 'numéro de dossier' }).waitFor()
  expect(await agent.page.locator('.readers').count()).toBe(0)
  await expect.poll(() => net.sent.at(-1)).toMatchObject({ public: false, text: /numéro de dossier/ })
  expect(net.sent.some(({ public: open, to }) => open && to.name === '@lea')).toBe(false)

  await agent.page.goBack()
  await agent.thread.getByRole('button', { name: 'Ouvrir la conversation privée' }).waitFor()
  await expect.poll(() => box(agent).inputValue()).toBe('Le début d’une réponse publique')
  await agent.close()
})

test('the time to reply is told before typing; past it, the composer waits for the person', async () => {
  await net.says('Moussa', 'Quels papiers pour une procuration ?')
  const agent = await at('nadia', checked)
  await agent.page.clock.install()
  await agent.opens('Moussa')
  await agent.sees(/Vous pouvez répondre jusqu’à \S+/)
  await agent.page.clock.fastForward(7 * 24 * 3_600_000 - 2 * 3_600_000)
  await agent.sees(/Plus que 1 h 5\d\./)
  await agent.page.clock.fastForward(3 * 3_600_000)
  await agent.sees('Le délai de réponse est passé')
  expect(await box(agent).getAttribute('readonly')).not.toBeNull()
  await agent.press('Note interne')
  await box(agent).fill('À rappeler')
  expect(await faults(agent.page)).toEqual([])
  await agent.close()
})

test('an edit and a removal are told where they happen, and the earlier text can be reached', async () => {
  const first = await net.says('Inès', 'Je suis à Brest')
  const second = await net.says('Inès', 'Mon adresse est ici')
  await net.says('Inès', 'Je suis à Rennes', { replaces: { externalId: first } })
  await net.says('Inès', '', { replaces: { externalId: second, removed: true }, aside: true })
  await net.says('Inès', '👍', { aside: true })
  await net.says('Inès', '', { flags: { defects: ['encrypted'] } })
  const agent = await at('nadia', checked)
  await agent.opens('Inès')
  const card = agent.thread.locator('.card', { hasText: 'Je suis à Rennes' })
  await card.getByText(/Modifié : \d/).waitFor()
  await card.getByText('Texte d’avant').click()
  await card.locator('del', { hasText: 'Je suis à Brest' }).waitFor()
  await agent.sees(/Message retiré par son auteur \(/)
  await agent.sees(/Inès a modifié un message/)
  await agent.sees('Inès : 👍')
  await agent.sees('Message chiffré que nous ne pouvons pas lire')
  expect(await faults(agent.page)).toEqual([])
  await agent.close()
})

test('a person is filed apart with a reason, and comes back', async () => {
  await net.says('Bruno', 'Des insultes')
  const agent = await at('nadia', checked)
  await agent.opens('Bruno')
  await agent.page.locator('.more summary').click()
  await agent.press('Classer à part…')
  await agent.press('Classer à part')
  await agent.sees('Dites en quelques mots pourquoi.')
  expect(await faults(agent.page)).toEqual([])
  await agent.page.getByLabel('Pourquoi').fill('insultes répétées')
  await agent.page.getByLabel('Pourquoi').press('Enter')
  await agent.sees(/Classée à part par Nadia Leroux : insultes répétées/)
  await agent.sees('À revoir demain.')
  await agent.row('Bruno').locator('.tag', { hasText: 'À part' }).waitFor()
  expect(await faults(agent.page)).toEqual([])
  await agent.press('Remettre dans la file')
  await agent.sees('Personne remise dans la file.')
  await agent.close()
})

test('an administrator connects, checks and pauses a channel; secrets never come back', async () => {
  const agent = await at('ada', checked)
  await agent.page.goto(`${net.origin}/console#/waiting?page=channels`)
  const card = agent.page.locator('.channel', { hasText: 'Autre page' })
  await card.getByText('Pas encore connecté').waitFor()
  await card.getByRole('button', { name: 'Connecter…' }).click()
  await card.getByLabel('Numéro de la page').fill('douze')
  await card.getByRole('button', { name: 'Enregistrer et connecter' }).click()
  await card.getByText('Remplissez ce champ.').waitFor()
  await card.getByLabel('Clé d’accès').fill('une-cle-secrete')
  await card.getByRole('button', { name: 'Enregistrer et connecter' }).click()
  await card.getByText('Écrivez le numéro de la page : des chiffres.').waitFor()
  expect(await faults(agent.page)).toEqual([])
  await card.getByLabel('Numéro de la page').fill('34')
  await card.getByRole('button', { name: 'Enregistrer et connecter' }).click()
  await card.getByText('En marche').waitFor()
  await card.getByRole('button', { name: 'Vérifier' }).click()
  await card.getByText('Les réglages conviennent. Compte : Page 34').waitFor()
  await card.getByRole('button', { name: 'Changer les réglages…' }).click()
  const secret = card.getByLabel('Clé d’accès')
  expect(await secret.inputValue()).toBe('')
  expect(await secret.getAttribute('placeholder')).toBe('déjà enregistré')
  await card.getByRole('button', { name: 'Annuler' }).click()
  await card.getByRole('button', { name: 'Mettre en pause' }).click()
  await card.getByText('En pause', { exact: true }).waitFor()
  await card.getByRole('button', { name: 'Reprendre' }).click()
  await card.getByText('En marche').waitFor()
  expect(await faults(agent.page)).toEqual([])
  await agent.close()
})

test('a supervisor sees how channels are and changes nothing; when one falls, everyone of the desk is told', async () => {
  const [agent, chief] = await Promise.all([at('nadia', checked), at('hugo', checked)])
  await chief.page.goto(`${net.origin}/console#/waiting?page=channels`)
  await chief.sees('1,20 € sur 5,00 €')
  expect(await chief.page.getByRole('button', { name: 'Mettre en pause' }).count()).toBe(0)
  expect(await agent.page.getByRole('link', { name: 'Canaux' }).count()).toBe(0)
  net.sink.health('down', 'token-dead')
  await agent.sees('Les messages de Réseau n’arrivent plus.')
  await chief.sees(/Cause : le réseau ne reconnaît plus la clé d’accès/)
  expect(await faults(agent.page)).toEqual([])
  expect(await faults(chief.page)).toEqual([])
  net.sink.health('up')
  await agent.sees('Réseau répond de nouveau.')
  await agent.page.locator('.banner').waitFor({ state: 'detached' })
  // The network no longer calls us: late is said, and not that nothing comes.
  net.sink.health('down', 'webhook-silent')
  await agent.sees('Réseau ne nous prévient plus')
  await chief.sees(/Cause : le réseau ne nous appelle plus/)
  expect(await chief.page.locator('.channel .tag', { hasText: 'En panne' }).count()).toBe(0)
  expect(await faults(agent.page)).toEqual([])
  net.sink.health('up')
  await agent.page.locator('.banner').waitFor({ state: 'detached' })
  await Promise.all([agent.close(), chief.close()])
})

test.each([
  ['320 px', { viewport: { width: 320, height: 640 } }],
  ['200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
])('at %s nothing asks to scroll sideways', async (_, options) => {
  await net.says('@large', `https://${'long'.repeat(40)}.example`, { public: true })
  const agent = await at('ada', options)
  const overflow = () =>
    agent.page.locator(':root').evaluate((root) => root.scrollWidth - root.ownerDocument.defaultView.innerWidth)
  await agent.opens('@large')
  expect(await overflow()).toBeLessThanOrEqual(0)
  await agent.page.goto(`${net.origin}/console#/waiting?page=channels`)
  await agent.page.locator('.channel').first().waitFor()
  expect(await overflow()).toBeLessThanOrEqual(0)
  await agent.close()
})
