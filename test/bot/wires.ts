import { existsSync } from 'node:fs'
import { connectors } from '../../connectors/index.ts'
import type { Capabilities } from '../../inbox/index.ts'
import type { Shown } from './transcript.ts'

/** The registry of the product, with wires that lead nowhere: only what each kind says of itself is asked for. */
export const kinds = connectors({
  webchat: { listen: () => {} },
  hooks: { listen: () => {}, address: () => undefined },
  reach: {},
})

/** Whether the house has a connector of this kind: one can be taken out, file and registry line. */
export const isHere = (kind: string): boolean => kinds.some((one) => one.kind === kind)

/** What the product's own connector of this kind can carry. */
export function capabilitiesOf(kind: string): Capabilities {
  const found = kinds.find((one) => one.kind === kind)
  if (!found) throw new Error(`No connector is of kind ${kind}.`)
  return found.capabilities
}

/** How a line looks on this wire, where its own tests say so; undefined where it looks as it is. */
export async function shownBy(kind: string): Promise<Shown | undefined> {
  const file = new URL(`../connectors/${kind}/shown.ts`, import.meta.url)
  return existsSync(file) ? ((await import(file.href)) as { asShown: Shown }).asShown : undefined
}
