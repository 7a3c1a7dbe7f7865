import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import { launchOptions } from './setup/find-browser.ts'

/** The Chromium found by the set-up. Close it when the file is done. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions(inject('chromium')))
}
