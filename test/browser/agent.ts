import type { Browser, BrowserContextOptions, Locator } from 'playwright-core'
import { type Face, open } from './faces.ts'

export interface Agent extends Face {
  /** The row of the list that shows these words. */
  row(words: string | RegExp): Locator
  /** Opens that row's conversation, asking for newcomers first where the list holds them back. */
  opens(words: string | RegExp): Promise<void>
  readonly thread: Locator
  /** Answers in the opened conversation. */
  answers(text: string): Promise<void>
}

/** An agent at the door of the console. */
export async function openDoor(browser: Browser, origin: string, options?: BrowserContextOptions): Promise<Agent> {
  const face = await open(browser, `${origin}/console`, options)
  const { page } = face
  const row = (words: string | RegExp) => page.locator('.item', { hasText: words }).first()
  return {
    ...face,
    row,
    thread: page.locator('#thread'),
    opens: async (words) => {
      const fresh = page.locator('.list .fresh')
      await row(words).or(fresh).first().waitFor({ timeout: 20_000 })
      if (!(await row(words).isVisible())) await fresh.click()
      await row(words).click()
      await page.locator('#thread .log .card').first().waitFor()
    },
    answers: async (text) => {
      await page.locator('#words').fill(text)
      await page.locator('.write .under .btn').first().click()
      await page.locator('#thread .card.out', { hasText: text }).waitFor()
    },
  }
}

export async function signIn({ page }: Face, login: string, password = `demo-${login}-permanence`): Promise<void> {
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe').fill(password)
  await page.getByRole('button', { name: 'Continuer' }).click()
}

/** An agent who has started work. */
export async function openConsole(
  browser: Browser,
  origin: string,
  login: string,
  options?: BrowserContextOptions,
): Promise<Agent> {
  const agent = await openDoor(browser, origin, options)
  await signIn(agent, login)
  await agent.page.locator('#list-title').waitFor({ state: 'attached' })
  return agent
}
