import type { TestProject } from 'vitest/node'
import { type BrowserPlace, findBrowser } from './find-browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: BrowserPlace
  }
}

/** Finds the browser once, before any worker: parallel workers would race to unpack it. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', await findBrowser())
}
