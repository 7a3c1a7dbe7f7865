import type { Capabilities, Desk, Inbox } from '../../../inbox/index.ts'
import type { WireIcon } from '../../wire.ts'

interface ListedChannel {
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

export function createDirectory(inbox: Pick<Inbox, 'desks' | 'channels'>): Directory {
  const { desks } = inbox
  const byDesk = new Map<string, ListedChannel[]>(desks.map((desk) => [desk.id, []]))
  for (const { id, desk, name, capabilities } of inbox.channels()) {
    byDesk.get(desk)?.push({ id, desk, name, icon: capabilities.label.icon, capabilities })
  }
  const deskById = new Map(desks.map((desk) => [desk.id, desk]))
  return {
    desk: (id) => deskById.get(id),
    channel: (desk, id) => byDesk.get(desk)?.find((channel) => channel.id === id),
    channelsOf: (desk) => byDesk.get(desk) ?? [],
  }
}
