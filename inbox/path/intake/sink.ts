import type { Sink } from '../../contract.ts'
import type { Core, Wire } from '../core.ts'
import { countCopies } from './raw.ts'
import { receive } from './receive.ts'
import { report } from './report.ts'

/** How a wire is, in this process. */
export interface WireHealth {
  state: 'up' | 'down' | 'closed'
  code?: string
}

/** The inbox as one channel's connector sees it. */
export function sinkOf(core: Core, wire: Wire, health: Map<string, WireHealth>): Sink {
  const row = { _id: wire.id }
  return {
    receive: (inbound) => receive(core, wire, inbound),
    report: (told) => report(core, wire, told),
    copies: (raw, besides) => countCopies(core, wire, raw, besides),
    cursor: {
      load: async () => (await core.store.channels.findOne(row))?.cursor,
      save: async (cursor) => {
        await core.store.channels.updateOne(
          row,
          { $set: { cursor, lastSuccess: new Date(core.now()) } },
          { upsert: true },
        )
      },
    },
    health(state, code) {
      const before = health.get(wire.id)
      health.set(wire.id, { state, ...(code !== undefined && { code }) })
      if (before?.state === state && before.code === code) return
      core.log.info('channel', {
        channel: wire.id,
        state,
        ...(code !== undefined && { code }),
      })
      core.topics.emit('desk', wire.desk.id, {
        type: 'health',
        desk: wire.desk.id,
        channel: wire.channel.id,
        state,
        ...(code !== undefined && { code }),
      })
    },
  }
}
