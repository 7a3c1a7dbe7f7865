import type { Locator } from 'playwright-core'
import type { Face } from './faces.ts'

/** One network's pane of the playground. */
export interface Pane {
  readonly pane: Locator
  writes(
    text: string,
    place: 'Public' | 'Privé',
    photo?: { name: string; mimeType: string; buffer: Buffer },
  ): Promise<void>
  /** Until these words of the desk stand where everybody reads, or where the citizen alone does. */
  readsPublicly(words: string | RegExp): Promise<void>
  readsPrivately(words: string | RegExp): Promise<void>
}

export function paneOf({ page }: Face, key: string): Pane {
  const pane = page.locator(`#${key}`)
  const reads = (place: 'public' | 'private') => (words: string | RegExp) =>
    pane
      .locator(`[aria-labelledby=${key}-${place}] .said.desk`, { hasText: words })
      .first()
      .waitFor({ timeout: 20_000 })
  return {
    pane,
    writes: async (text, place, photo) => {
      await pane.getByLabel(place, { exact: true }).check()
      await pane.getByLabel(/ écrit à /).fill(text)
      if (photo) await pane.getByLabel('Photo (JPEG ou PNG)').setInputFiles(photo)
      await pane.getByRole('button', { name: 'Envoyer', exact: true }).click()
      await pane.locator('.said.citizen', { hasText: text }).first().waitFor()
    },
    readsPublicly: reads('public'),
    readsPrivately: reads('private'),
  }
}
