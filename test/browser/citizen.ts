import type { Browser, BrowserContextOptions } from 'playwright-core'
import { type Face, open } from './faces.ts'

export interface Chatter extends Face {
  write(text: string): Promise<void>
  /** Bubbles and cards of the log, one a line. */
  log(): Promise<string>
}

/** Somebody on the chat page, ready to write. */
export async function openChat(
  browser: Browser,
  origin: string,
  options?: BrowserContextOptions,
  path = '/parler',
): Promise<Chatter> {
  const face = await open(browser, origin + path, options)
  await face.page.locator('.log .bubble').first().waitFor()
  return chatter(face)
}

export function chatter(face: Face): Chatter {
  const { page } = face
  return {
    ...face,
    write: async (text) => {
      await page.locator('.compose textarea').fill(text)
      await page
        .locator('.compose')
        .getByRole('button', { name: /^(Envoyer|Send)$/ })
        .click()
    },
    log: async () => (await page.locator('.log').textContent()) ?? '',
  }
}

export interface Writer extends Face {
  write(letter: { subject: string; text: string }): Promise<void>
  /** Until a letter with these words lies in the mailbox. */
  receives(words: string | RegExp): Promise<void>
}

/** Somebody with a mailbox: their letters leave and arrive by SMTP. */
export async function openMailbox(browser: Browser, origin: string): Promise<Writer> {
  const face = await open(browser, `${origin}/playground`)
  const { page } = face
  return {
    ...face,
    write: async ({ subject, text }) => {
      await page.getByLabel('Objet').fill(subject)
      await page.getByLabel('Message', { exact: true }).fill(text)
      await page.getByRole('button', { name: 'Envoyer le courriel' }).click()
    },
    receives: (words) => page.locator('#letters .received', { hasText: words }).first().waitFor({ timeout: 20_000 }),
  }
}
