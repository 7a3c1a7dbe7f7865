import { ConfigError, type Connector, type Line, type Sink } from '../contract.ts'
import type { Desk } from '../desk/rules.ts'
import type { Log } from '../door/inbox.ts'
import type { Wire } from './core.ts'

/** Every channel of every desk, its settings checked by its connector. Throws ConfigError naming desk, channel and field. */
export function layWires(
  desks: readonly Desk[],
  connectors: readonly Connector[],
  settings: Readonly<Record<string, unknown>>,
): Map<string, Wire> {
  const wires = new Map<string, Wire>()
  for (const desk of desks) {
    for (const { id: local, kind, name, settings: own } of desk.channels) {
      const id = `${desk.id}/${local}`
      const connector = connectors.find((candidate) => candidate.kind === kind)
      if (connector === undefined)
        throw new ConfigError(`${id}.kind`, `Channel ${id}: there is no connector of kind "${kind}".`)
      const given = settings[id]
      const config = connector.parse({
        ...own,
        ...(typeof given === 'object' && given !== null ? given : {}),
      })
      const channel = { id: local, desk: desk.id, name, config }
      wires.set(id, {
        id,
        desk,
        kind,
        name,
        capabilities: connector.capabilities,
        connector,
        channel,
      })
    }
  }
  return wires
}

/** Opens each wire; one that cannot open is shown as down and leaves the others alone. */
export async function openWires(
  wires: ReadonlyMap<string, Wire>,
  sinkFor: (wire: Wire) => Sink,
  signal: AbortSignal,
  log: Log,
): Promise<Map<string, Line>> {
  const lines = new Map<string, Line>()
  await Promise.all(
    [...wires.values()].map(async (wire) => {
      const sink = sinkFor(wire)
      try {
        const line = await wire.connector.open(wire.channel, sink, signal)
        if (wire.capabilities.delivery === 'lease') lines.set(wire.id, line)
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'cannot-open'
        log.error('channel-cannot-open', { channel: wire.id, code })
        sink.health('down', code)
      }
    }),
  )
  return lines
}
