import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The checker is script from outside: on the pages that it visits, and on no other, the policy makes way for it. */
export const checked = { bypassCSP: true }

/** Rule and place of everything that axe finds wrong. Evaluated, not put into the page: it works where the page runs no scripts. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.locator(':root').evaluate(async (root) => {
    const found = await root.ownerDocument.defaultView.axe.run()
    return found.violations.map(
      ({ id, nodes }: { id: string; nodes: { target: unknown }[] }) => `${id}: ${nodes.map((node) => node.target)}`,
    )
  })
}
