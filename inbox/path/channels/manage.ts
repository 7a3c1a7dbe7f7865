import { SendError } from '../../contract.ts'
import type { ChannelCheck, ChannelInfo } from '../../door/channel-door.ts'
import type { Reader } from '../../door/door.ts'
import { NotFound } from '../../door/inbox.ts'
import { mayAdminister, maySupervise } from '../../guard/rights.ts'
import type { Core, Wire } from '../core.ts'
import type { WireHealth } from '../intake/sink.ts'
import { type Kept, keptSettings, settingsOf } from './kept-settings.ts'
import type { Switchboard } from './switchboard.ts'

/** Whoever administers a desk connects its channels; its supervisors see how they are. */
export class Channels {
  readonly #core: Core
  readonly #board: Switchboard
  readonly #health: ReadonlyMap<string, WireHealth>

  constructor(core: Core, board: Switchboard, health: ReadonlyMap<string, WireHealth>) {
    this.#core = core
    this.#board = board
    this.#health = health
  }

  /** Wires of these desks that are down now: whoever begins to watch must not wait for the next change to know. */
  down(desks: readonly string[]): readonly { desk: string; channel: string; code?: string }[] {
    return [...this.#core.wires.values()].flatMap(({ id, desk, channel }) => {
      const { state, code } = this.#health.get(id) ?? {}
      if (state !== 'down' || !desks.includes(desk.id)) return []
      return [{ desk: desk.id, channel: channel.id, ...(code !== undefined && { code }) }]
    })
  }

  async list(reader: Reader): Promise<readonly ChannelInfo[]> {
    const seen = [...this.#core.wires.values()].filter(
      ({ desk }) => mayAdminister(reader, desk.id) || maySupervise(reader, desk.id),
    )
    return Promise.all(seen.map((wire) => this.#show(reader, wire)))
  }

  async connect(reader: Reader, id: string, written: Kept): Promise<ChannelInfo> {
    const wire = this.#mine(reader, id)
    await this.#board.connect(wire, written)
    await this.#core.audit.write(wire.desk.id, reader, 'channel-connect', id)
    return this.#show(reader, wire)
  }

  async pause(reader: Reader, id: string, paused: boolean): Promise<ChannelInfo> {
    const wire = this.#mine(reader, id)
    await this.#board.pause(wire, paused)
    await this.#core.audit.write(wire.desk.id, reader, paused ? 'channel-pause' : 'channel-resume', id)
    return this.#show(reader, wire)
  }

  async check(reader: Reader, id: string): Promise<ChannelCheck> {
    const wire = this.#mine(reader, id)
    try {
      return { ok: true, account: await this.#board.check(wire) }
    } catch (error) {
      if (error instanceof SendError) return { ok: false, code: error.code }
      throw error
    }
  }

  #mine(reader: Reader, id: string): Wire {
    const wire = this.#core.wires.get(id)
    if (wire === undefined || !mayAdminister(reader, wire.desk.id)) throw new NotFound()
    return wire
  }

  async #show(reader: Reader, wire: Wire): Promise<ChannelInfo> {
    const row = await this.#core.store.channels.findOne({ _id: wire.id }, { projection: { lastSuccess: 1 } })
    const { state = 'closed', code, gauge } = this.#health.get(wire.id) ?? {}
    const kept = await keptSettings(this.#core, wire)
    const mine = mayAdminister(reader, wire.desk.id)
    return {
      desk: wire.desk.id,
      id: wire.channel.id,
      name: wire.name,
      label: wire.capabilities.label,
      state,
      ...(code !== undefined && { code }),
      ...(row?.lastSuccess && { lastSuccess: row.lastSuccess }),
      ...(gauge && { gauge }),
      hook: wire.connector.hook === true,
      // Who may not change them need not read them.
      fields: mine ? fieldsOf(wire, kept) : [],
      mine,
    }
  }
}

/** What is filled in; a secret never leaves. */
function fieldsOf(wire: Wire, kept: Kept): ChannelInfo['fields'] {
  const all = settingsOf(wire, kept)
  return (wire.connector.fields ?? []).map((field) => {
    const value = field.name
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], all)
    const filled = value !== undefined && value !== ''
    return { ...field, filled, ...(filled && !field.secret && { value: String(value) }) }
  })
}
