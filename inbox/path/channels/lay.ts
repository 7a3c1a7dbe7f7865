import type { Connector } from '../../contract.ts'
import type { Desk } from '../../desk/rules.ts'
import type { Log } from '../../door/inbox.ts'
import type { Wire } from '../core.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/**
 * Every channel of every desk, its settings checked by its connector. Throws ConfigError naming desk, channel and field.
 * A channel whose kind has no connector is left out, and said in the log; one that can be connected on a screen and has
 * no settings yet is left unconnected.
 */
export function layWires(
  desks: readonly Desk[],
  connectors: readonly Connector[],
  settings: Readonly<Record<string, unknown>>,
  log: Log,
): Map<string, Wire> {
  const wires = new Map<string, Wire>()
  for (const desk of desks) {
    for (const { id: local, kind, name, settings: own } of desk.channels) {
      const id = `${desk.id}/${local}`
      const connector = connectors.find((candidate) => candidate.kind === kind)
      if (connector === undefined) {
        // One kind taken out of the house closes its own channels and nobody else's.
        log.error('channel-without-connector', { channel: id, kind })
        continue
      }
      const file = settings[id]
      const given = { ...own, ...(isObject(file) ? file : {}) }
      const waits = connector.fields !== undefined && Object.keys(given).length === 0
      const config = waits ? undefined : connector.parse(given)
      const channel = { id: local, desk: desk.id, name, config }
      wires.set(id, { id, desk, kind, name, capabilities: connector.capabilities, connector, channel, given })
    }
  }
  return wires
}
