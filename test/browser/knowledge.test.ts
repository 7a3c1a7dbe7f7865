import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type Agent, openConsole, openDoor, signIn } from './agent.ts'
import { checked, faults } from './axe.ts'
import { openChat } from './citizen.ts'
import { onStage } from './faces.ts'

const stage = onStage()
const code = () => new TOTP({ secret: Secret.fromBase32('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP') }).generate()
const at = (item = '') =>
  `${stage.product.origin}/console#/waiting?desk=brigade-numerique&page=knowledge${item && `&item=${item}`}`

/** Inès edits at every desk, and reads no conversation. */
async function ines(item = '', options = {}): Promise<Agent> {
  const agent = await openConsole(stage.browser, stage.product.origin, 'ines', options)
  await agent.page.goto(at(item))
  await agent.page.locator('#page-title').waitFor()
  return agent
}

/** A new visitor asks once and reads what the assistant says. */
async function hears(question: string): Promise<string> {
  const chat = await openChat(stage.browser, stage.product.origin)
  await chat.write(question)
  await chat.page.locator('.log .msg.me').first().waitFor()
  await chat.page.locator('.log .msg.me ~ .msg.bot .bubble').first().waitFor()
  const said = await chat.log()
  await chat.close()
  return said
}

const overflow = (page: Page): Promise<number> =>
  page.locator(':root').evaluate((root) => root.scrollWidth - root.ownerDocument.defaultView.innerWidth)

describe('an editor', () => {
  test('writes, sees it as people will, publishes, and the chat says it; then goes back', async () => {
    const agent = await ines()
    const { page } = agent
    await page.getByLabel('Chercher dans les textes').fill('trottinette portefeuille')
    await page.getByRole('link', { name: 'Vol : porter plainte' }).click()
    await page.locator('#k-body-fr').fill('Le texte neuf. Le numéro est le {fact:3919.number}, {fact:3919.hours}.')
    await page.locator('.k-preview .bubble', { hasText: 'Le numéro est le 3919, jour et nuit.' }).waitFor()
    await agent.press('Enregistrer le brouillon')
    await agent.sees('Brouillon enregistré. Rien n’a changé pour les personnes.')
    expect(await hears('On m’a volé mon portable')).not.toContain('Le texte neuf')

    await agent.press('Publier…')
    await page.locator('.k-changes ins', { hasText: 'Le texte neuf.' }).waitFor()
    await page.locator('.k-changes del', { hasText: 'Il faut être majeur.' }).waitFor()
    await page.locator('.k-panel .btn[aria-disabled="false"]').waitFor()
    await agent.press('Publier maintenant')
    await agent.sees('Publié. L’assistant le dit dès maintenant.')
    expect(await hears('On m’a volé mon portable')).toContain('Le texte neuf. Le numéro est le 3919, jour et nuit.')
    const portal = await (await fetch(`${stage.product.origin}/infos/vol`)).text()
    expect(portal).toContain('Le texte neuf. Le numéro est le 3919')

    await agent.press('Revenir au texte d’origine')
    await page.locator('.k-panel .btn[aria-disabled="false"]').waitFor()
    await agent.press('Publier maintenant')
    await page.locator('.k-history li', { hasText: 'retour au texte d’origine' }).waitFor()
    const again = await hears('On m’a volé mon portable')
    expect(again).toContain('Il faut être majeur.')
    expect(again).not.toContain('Le texte neuf')
    expect(agent.watch.faults).toEqual([])
    await agent.close()
  })

  test('is stopped by what is broken, led to the line, and what is said stays', async () => {
    const agent = await ines('sheet%2Fphishing')
    const { page } = agent
    await page.locator('#k-body-fr').fill('Une ligne juste.\nSignalez-le au {fact:33700.couleur}.')
    await agent.press('Publier…')
    await agent.sees('1 point à corriger avant de publier')
    await agent.sees('ne mène nulle part')
    expect(await page.locator('.k-panel .btn', { hasText: 'Publier maintenant' }).getAttribute('aria-disabled')).toBe(
      'true',
    )
    await agent.press('Texte (français), ligne 2')
    expect(await page.locator('#k-body-fr:focus[aria-invalid="true"]').count()).toBe(1)
    expect(await hears('Signaler un SMS au 33700')).toContain('Transférez le SMS au 33700')
    await agent.close()
  })

  test('corrects a number once, and every sheet says it', async () => {
    const agent = await ines('fact%2F3018')
    const { page } = agent
    await agent.sees('Cyberharcèlement')
    await page.locator('#k-hours-fr').fill('tous les jours, de 8 h à minuit')
    await agent.press('Publier…')
    await page.locator('.k-panel .btn[aria-disabled="false"]').waitFor()
    await agent.press('Publier maintenant')
    await agent.sees('Publié. L’assistant le dit dès maintenant.')
    for (const sheet of ['cyberharcelement', 'harcelement-scolaire', 'numeros', 'chantage-intime']) {
      const text = await (await fetch(`${stage.product.origin}/infos/${sheet}`)).text()
      expect(text, sheet).toContain('tous les jours, de 8 h à minuit')
    }
    await agent.close()
  })

  test('withdraws what no guide leads to, and begins again from its words', async () => {
    const agent = await ines('sheet%2Fobjet-trouve')
    const { page } = agent
    await agent.press('Retirer…')
    await agent.press('Retirer maintenant')
    await agent.sees('Retiré. L’assistant ne le dit plus.')
    expect((await fetch(`${stage.product.origin}/infos/objet-trouve`)).status).toBe(404)
    await page.locator('.k-title .tag', { hasText: 'Retirée' }).waitFor()
    expect(await page.locator('#k-title-fr').inputValue()).toBe('Objets trouvés')
    await agent.press('Publier…')
    await page.locator('.k-panel .btn[aria-disabled="false"]').waitFor()
    await agent.press('Publier maintenant')
    await agent.sees('Publié. L’assistant le dit dès maintenant.')
    expect((await fetch(`${stage.product.origin}/infos/objet-trouve`)).status).toBe(200)
    await page.goto(at('sheet%2Fdiscrimination'))
    await page.locator('.k-title h3', { hasText: 'iscrimination' }).waitFor()
    await agent.press('Retirer…')
    await agent.press('Retirer maintenant')
    await agent.sees('Le guide de brigade-numerique mène encore à cette fiche. Changez-le d’abord.')
    await agent.close()
  })

  test('marks a sheet as checked today, and a second editor’s older screen is told', async () => {
    const [one, other] = await Promise.all([ines('sheet%2Famende'), ines('sheet%2Famende')])
    await one.press('Vérifiée aujourd’hui')
    await one.page.locator('.k-changes dt', { hasText: 'À revoir le' }).waitFor()
    await one.page.locator('.k-panel .btn[aria-disabled="false"]').waitFor()
    await one.press('Publier maintenant')
    await one.page.locator('.k-history li', { hasText: 'vérifiée' }).waitFor()
    await other.page.locator('#k-source').fill('Une autre source')
    await other.press('Enregistrer le brouillon')
    await other.sees(/Inès Morel a écrit une version plus récente/)
    expect(await other.page.locator('#k-source').inputValue()).toBe('Une autre source')
    await Promise.all([one.close(), other.close()])
  })

  test('works by the keyboard alone: search, open, insert a number, save', async () => {
    const agent = await ines()
    const { page } = agent
    await page.locator('#k-search').focus()
    await page.keyboard.type('otv')
    await page.keyboard.press('Tab')
    await page.locator('.k-list a:focus', { hasText: 'tranquillité vacances' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.k-title h3:focus').waitFor()
    await page.locator('#k-body-fr').focus()
    await page.keyboard.press('Control+Home')
    await page.locator('#k-insert').focus()
    await page.locator('#k-insert').selectOption('{fact:17.number}')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('#k-body-fr').inputValue()).toMatch(/^\{fact:17\.number\}La police/)
    await page.keyboard.press('Control+s')
    await agent.sees('Brouillon enregistré. Rien n’a changé pour les personnes.')
    await agent.close()
  })
})

test('a question that failed becomes an example, and then it is answered', async () => {
  const asked = 'Zorglub frimoute et sapristi'
  expect(await hears(asked)).not.toContain('Objets trouvés')
  const agent = await openDoor(stage.browser, stage.product.origin)
  const { page } = agent
  await signIn(agent, 'hugo')
  await page.getByLabel('Code à 6 chiffres').fill(code())
  await agent.press('Continuer')
  await page.locator('#list-title').waitFor({ state: 'attached' })
  await page.goto(at('asked'))
  await page.locator('.k-list .tag.danger', { hasText: 'Sans réponse' }).first().waitFor()
  const row = page.locator('.k-list > li').first()
  await row.getByRole('button', { name: 'Lire la question' }).click()
  await row.locator('blockquote', { hasText: asked }).waitFor()
  const words = row.getByLabel('Récrire comme question d’exemple')
  await words.fill('Zorglub, appelez M. Dupont au 06 12 34 56 78')
  await agent.sees(/Il reste peut-être un numéro de téléphone, un nom/)
  await words.fill('Zorglub et frimoute')
  expect(await row.getByText('Il reste peut-être').count()).toBe(0)
  await row.getByLabel('Fiche qui doit répondre').selectOption('objet-trouve')
  await row.getByRole('button', { name: 'Ajouter à la fiche' }).click()
  await page.locator('.k-title h3', { hasText: 'Objets trouvés' }).waitFor()
  await agent.press('Publier…')
  await page.locator('.k-changes ins', { hasText: 'Zorglub et frimoute' }).waitFor()
  await page.locator('.k-panel .btn[aria-disabled="false"]').waitFor()
  await agent.press('Publier maintenant')
  await agent.sees('Publié. L’assistant le dit dès maintenant.')
  expect(await hears(asked)).toContain('Objets trouvés')
  await agent.close()
})

describe('the editor’s screen', () => {
  test.each(['light', 'dark'] as const)('has no fault that axe can see, %s', async (colorScheme) => {
    const agent = await ines('', { ...checked, colorScheme })
    const { page } = agent
    await page.locator('.k-list li').first().waitFor()
    expect(await faults(page)).toEqual([])
    await page.goto(at('asked'))
    await page.locator('#k-outcome').waitFor()
    expect(await faults(page)).toEqual([])
    for (const item of ['sheet%2Fnumeros', 'fact%2F119']) {
      await page.goto(at(item))
      await page.locator('.k-title').waitFor()
      await page.locator('#k-source').fill('')
      await agent.press('Publier…')
      await page.locator('.k-faults li').first().waitFor()
      expect(await faults(page), item).toEqual([])
    }
    await agent.close()
  })

  test('fits a phone of 390 pixels: list, sheet, last look', async () => {
    const agent = await ines('', { viewport: { width: 390, height: 844 } })
    const { page } = agent
    await page.locator('.k-list li').first().waitFor()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.goto(at('sheet%2Fvol'))
    await page.locator('.k-preview .bubble').waitFor()
    await page.locator('#k-title-fr').fill('Un autre titre')
    await agent.press('Publier…')
    await page.locator('.k-changes').waitFor()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await agent.close()
  })

  test('is not there for who does not edit', async () => {
    const agent = await openConsole(stage.browser, stage.product.origin, 'sara')
    expect(await agent.page.getByRole('link', { name: 'Fiches et réponses' }).count()).toBe(0)
    await agent.page.goto(at())
    await agent.page.locator('#page-title').waitFor()
    expect(await agent.page.locator('.k-list').count()).toBe(0)
    await agent.close()
  })
})
