import type { Capabilities, Connector, Desk } from '../../inbox/index.ts'
import type { WireIcon } from '../wire.ts'

export interface ListedChannel {
  readonly id: string
  readonly desk: string
  readonly name: string
  readonly icon: WireIcon
  readonly capabilities: Capabilities
}

/** Names, icons and capabilities of desks and channels, so that nobody compares a kind. */
export interface Directory {
  desk(id: string): Desk | undefined
  channel(desk: string, id: string): ListedChannel | undefined
  channelsOf(desk: string): readonly ListedChannel[]
}

export function createDirectory(
  desks: readonly Desk[],
  connectors: readonly Pick<Connector, 'kind' | 'capabilities'>[],
): Directory {
  const kinds = new Map(connectors.map(({ kind, capabilities }) => [kind, capabilities]))
  const byDesk = new Map(
    desks.map((desk) => [
      desk.id,
      desk.channels.flatMap(({ id, kind, name }): ListedChannel[] => {
        const capabilities = kinds.get(kind)
        return capabilities === undefined
          ? []
          : [{ id, desk: desk.id, name, icon: capabilities.label.icon, capabilities }]
      }),
    ]),
  )
  const deskById = new Map(desks.map((desk) => [desk.id, desk]))
  return {
    desk: (id) => deskById.get(id),
    channel: (desk, id) => byDesk.get(desk)?.find((channel) => channel.id === id),
    channelsOf: (desk) => byDesk.get(desk) ?? [],
  }
}
