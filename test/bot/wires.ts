import { connectors } from '../../connectors/index.ts'
import type { Capabilities } from '../../inbox/index.ts'

/** The registry of the product, with wires that lead nowhere: only what each kind says of itself is asked for. */
export const kinds = connectors({
  webchat: { listen: () => {} },
  hooks: { listen: () => {} },
  reach: {},
})

/** What the product's own connector of this kind can carry. */
export function capabilitiesOf(kind: string): Capabilities {
  const found = kinds.find((one) => one.kind === kind)
  if (!found) throw new Error(`No connector is of kind ${kind}.`)
  return found.capabilities
}
