import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { openBrowser } from '../browser.ts'
import { type Product, type ProductOptions, startProduct } from '../product.ts'

/** One product and one browser for all the tests of a file. */
export interface Stage {
  /** A test that kills it puts its successor here. */
  product: Product
  readonly browser: Browser
  /** What it was started with, for a successor on the same data. */
  readonly options: ProductOptions
}

/** Starts both before the tests of the file and ends both after them. Its parts are there once the tests run. */
export function onStage(wanted: () => Promise<Omit<ProductOptions, 'mongo'>> = async () => ({})): Stage {
  const stage: { product?: Product; browser?: Browser; options?: ProductOptions } = {}
  beforeAll(async () => {
    const options = { mongo: inject('mongo'), ...(await wanted()) }
    stage.product = await startProduct(options)
    stage.options = { ...options, folder: stage.product.folder }
    stage.browser = await openBrowser()
  })
  afterAll(async () => {
    await stage.browser?.close()
    await stage.product?.stop()
  })
  return stage as Stage
}

/** What every face must never do; filled while the page is used. */
interface Watch {
  /** Requests to anyone but us. */
  readonly foreign: string[]
  /** Violations of the content policy and errors of scripts. */
  readonly faults: string[]
}

export interface Face {
  readonly page: Page
  readonly watch: Watch
  /** Until these words are on the screen. */
  sees(words: string | RegExp): Promise<void>
  press(name: string | RegExp): Promise<void>
  close(): Promise<void>
}

/** A browser of its own, as another person would have, on the given page. */
export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Face> {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const watch = watched(page, new URL(address).origin)
  await page.goto(address)
  return face(page, watch)
}

function face(page: Page, watch: Watch): Face {
  return {
    page,
    watch,
    sees: (words) => seen(page.getByText(words)),
    press: (name) => page.getByRole('button', { name }).first().click(),
    close: () => page.context().close(),
  }
}

/** Until at least one of them is really on the screen. */
export async function seen(found: Locator): Promise<void> {
  await found.filter({ visible: true }).first().waitFor({ timeout: 15_000 })
}

function watched(page: Page, origin: string): Watch {
  const watch: Watch = { foreign: [], faults: [] }
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith(origin.replace(/^http/, 'ws')) && !url.startsWith('data:')) {
      watch.foreign.push(url)
    }
  })
  page.on('pageerror', (error) => watch.faults.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy|violates/i.test(message.text())) watch.faults.push(message.text())
  })
  return watch
}

/** How many things this tab keeps on the device. */
export const kept = (page: Page): Promise<number> =>
  page.locator(':root').evaluate((root) => {
    const { sessionStorage, localStorage } = root.ownerDocument.defaultView ?? {}
    return (sessionStorage?.length ?? -1) + (localStorage?.length ?? -1)
  })
