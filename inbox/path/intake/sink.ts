import type { Gauge, Sink } from '../../contract.ts'
import { secretsOf } from '../channels/kept-settings.ts'
import type { Core, Wire } from '../core.ts'
import { knows, readByPerson } from './known.ts'
import { countCopies } from './raw.ts'
import { receive } from './receive.ts'
import { report } from './report.ts'

/** How a wire is, in this process. */
export interface WireHealth {
  state: 'up' | 'down' | 'closed' | 'paused' | 'unconnected'
  code?: string
  gauge?: Gauge
}

/** The cursor of a wire that has but one place. */
const WHOLE = 'whole'

/** The inbox as one channel's connector sees it. */
export function sinkOf(core: Core, wire: Wire, health: Map<string, WireHealth>): Sink {
  const row = { _id: wire.id }
  return {
    receive: (inbound) => receive(core, wire, inbound),
    report: (told) => report(core, wire, told),
    read: (mark) => readByPerson(core, wire, mark),
    knows: (wireId) => knows(core, wire, wireId),
    copies: (raw, besides) => countCopies(core, wire, raw, besides),
    cursor: {
      load: async (name = WHOLE) => (await core.store.channels.findOne(row))?.cursors?.[name],
      save: async (cursor, name = WHOLE) => {
        await core.store.channels.updateOne(
          row,
          { $set: { [`cursors.${name}`]: cursor, lastSuccess: new Date(core.now()) } },
          { upsert: true },
        )
      },
    },
    secrets: secretsOf(core, wire),
    health(state, code) {
      const before = health.get(wire.id)
      health.set(wire.id, { ...gaugeOf(before), state, ...(code !== undefined && { code }) })
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
    gauge(values) {
      const before = health.get(wire.id) ?? { state: 'closed' }
      health.set(wire.id, { ...before, gauge: { ...before.gauge, ...values } })
    },
  }
}

const gaugeOf = (known: WireHealth | undefined) => known?.gauge && { gauge: known.gauge }
