import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { type Agent, openConsole, openDoor, signIn } from './agent.ts'
import { openMailbox } from './citizen.ts'
import { onStage } from './faces.ts'
import { waiting } from './wire.ts'

const stage = onStage()

const code = () => new TOTP({ secret: Secret.fromBase32('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP') }).generate()

describe('an agent at the door', () => {
  test('with a wrong password stays out, and is told what to check', async () => {
    const agent = await openDoor(stage.browser, stage.product.origin)
    await signIn(agent, 'claire', 'wrong')
    await agent.sees('L’identifiant ou le mot de passe ne convient pas.')
    expect(await agent.page.locator('.list').count()).toBe(0)
    await signIn(agent, 'claire')
    await agent.sees('Danger d’abord, puis attente')
    await agent.close()
  })

  test('with a second factor is asked for the code, and for the right one', async () => {
    const agent = await openDoor(stage.browser, stage.product.origin)
    await signIn(agent, 'hugo')
    await agent.sees('Il faut aussi votre code à 6 chiffres.')
    await agent.page.getByLabel('Code à 6 chiffres').fill(code() === '000000' ? '000001' : '000000')
    await agent.press('Continuer')
    await agent.sees('Ce code ne convient pas.')
    await agent.page.getByLabel('Code à 6 chiffres').fill(code())
    await agent.press('Continuer')
    await agent.sees('Danger d’abord, puis attente')
    await agent.close()
  })
})

describe('an agent at work', () => {
  test('and a colleague ask for the same conversation: one gets it, and the other reads who', async () => {
    await waiting(stage.product.origin, 'Une seule main')
    const both = await Promise.all(
      ['sara', 'claire'].map((login) => openConsole(stage.browser, stage.product.origin, login)),
    )
    await Promise.all(both.map((agent) => agent.opens('Une seule main')))
    // The slower one may find the button gone: that is an answer too.
    const take = ({ page }: Agent) => page.locator('.thread-head').getByRole('button', { name: 'Prendre' })
    await Promise.allSettled(both.map((agent) => take(agent).click({ timeout: 3_000 })))
    await Promise.all(both.map((agent) => agent.page.locator('.thread-head p', { hasText: /prise par/ }).waitFor()))
    const heads = await Promise.all(both.map(({ page }) => page.locator('.thread-head p').textContent()))
    expect(heads.filter((head) => head?.includes('prise par vous'))).toHaveLength(1)
    expect(heads.filter((head) => /prise par (Sara Vidal|Claire Fontaine)/.test(head ?? ''))).toHaveLength(1)
    await Promise.all(both.map((agent) => agent.close()))
  })

  test('notes, passes on, closes and opens again', async () => {
    await waiting(stage.product.origin, 'Un tour complet')
    const agent = await openConsole(stage.browser, stage.product.origin, 'sara')
    await agent.opens('Un tour complet')
    await agent.press('Prendre')
    await agent.sees('Conversation prise.')
    await agent.press('Note interne')
    await agent.page.locator('#words').fill('Une note pour le service')
    await agent.press('Ajouter la note')
    await agent.page.locator('.card.note', { hasText: 'Une note pour le service' }).waitFor()
    await agent.press('Clore')
    await agent.sees('Conversation close.')
    await agent.press('Rouvrir')
    await agent.sees('Conversation rouverte.')
    await agent.press('Transférer')
    await agent.page.getByLabel('Transférer à').selectOption({ label: 'Claire Fontaine' })
    await agent.page.locator('form.transfer').getByRole('button', { name: 'Transférer' }).click()
    await agent.sees('Conversation transférée à Claire Fontaine.')
    await agent.sees(/prise par Claire Fontaine/)
    await agent.close()
  })

  test('who missed the newest words is stopped, reads them, then sends; a draft survives a reload', async () => {
    const caller = await waiting(stage.product.origin, 'Première demande')
    const agent = await openConsole(stage.browser, stage.product.origin, 'sara')
    await agent.opens('Première demande')
    await agent.page.locator('#words').fill('Ma réponse')
    await agent.sees(/Brouillon gardé à/)
    await agent.page.reload()
    await agent.sees(/Brouillon gardé à/)
    expect(await agent.page.locator('#words').inputValue()).toBe('Ma réponse')

    await caller.say('Non, attendez')
    await agent.sees('Relisez avant d’envoyer.')
    await agent.page.locator('#words').press('Control+Enter')
    expect(await agent.thread.locator('.card.out').count()).toBe(0)
    await agent.press('Le lire')
    await agent.page.locator('#words').press('Control+Enter')
    await agent.thread.locator('.card.out', { hasText: 'Ma réponse' }).waitFor()
    await agent.close()
  })

  test('finds rows where they were: newcomers wait above until they are asked for', async () => {
    await waiting(stage.product.origin, 'La ligne sous la souris')
    const agent = await openConsole(stage.browser, stage.product.origin, 'claire')
    const row = agent.row('La ligne sous la souris')
    await row.hover()
    const before = await row.boundingBox()
    await waiting(stage.product.origin, 'Mon mari me frappe, il est là')
    const fresh = agent.page.locator('.list .fresh', { hasText: 'nouvelle' })
    await fresh.waitFor()
    expect((await row.boundingBox())?.y).toBe(before?.y)
    await fresh.click()
    await agent.row('Mon mari me frappe').waitFor()
    await agent.close()
  })

  test('sees a letter beside the chats, and a call noted at the counter until it is marked as done', async () => {
    const mailbox = await openMailbox(stage.browser, stage.product.origin)
    await mailbox.write({
      subject: 'Notre entretien',
      text: 'Je vous écris à propos de notre entretien de mardi, merci de me rappeler.',
    })
    const agent = await openConsole(stage.browser, stage.product.origin, 'sara')
    await agent.opens('Camille Moreau')
    await agent.sees('camille.moreau@exemple.invalid')
    await agent.page.getByRole('link', { name: 'Noter un appel' }).click()
    await agent.page.getByLabel('Nom de la personne').fill('Madame Durand')
    await agent.page.getByLabel('Ce que la personne a dit').fill('Demande qu’on la rappelle')
    await agent.press('Enregistrer')
    await agent.sees('C’est noté. La conversation est ouverte.')
    await agent.answers('Rappeler madame Durand demain')
    await agent.press('Marquer comme fait')
    await agent.page.getByLabel('Ce qui s’est passé').fill('Appelée, c’est réglé')
    await agent.press('Enregistrer')
    await agent.page.locator('.delivery.done', { hasText: 'Appelée, c’est réglé' }).waitFor()
    await Promise.all([agent.close(), mailbox.close()])
  })

  test('whose session is ended elsewhere signs in again and finds the text', async () => {
    await waiting(stage.product.origin, 'Session coupée')
    const agent = await openConsole(stage.browser, stage.product.origin, 'claire')
    await agent.opens('Session coupée')
    await agent.page.locator('#words').fill('Ce texte doit rester')
    await agent.sees(/Brouillon gardé à/)
    const elsewhere = await openConsole(stage.browser, stage.product.origin, 'claire')
    await elsewhere.page.goto(`${stage.product.origin}/console#/waiting?page=sessions`)
    const others = elsewhere.page.locator('.sessions li', { hasNotText: 'Celle-ci' }).getByRole('button')
    await others.first().waitFor()
    for (let left = await others.count(); left > 0; left = await others.count()) {
      await others.first().click()
      await expect.poll(() => others.count()).toBeLessThan(left)
    }
    await agent.sees('Votre session est terminée. Ce que vous écriviez est gardé')
    await signIn(agent, 'claire')
    await agent.page.locator('#words').waitFor()
    await expect.poll(() => agent.page.locator('#words').inputValue()).toBe('Ce texte doit rester')
    expect(agent.watch).toEqual({ foreign: [], faults: [] })
    await Promise.all([agent.close(), elsewhere.close()])
  })
})
