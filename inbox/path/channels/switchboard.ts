import { ConfigError, type Line, type Sink } from '../../contract.ts'
import type { Core, Wire } from '../core.ts'
import type { WireHealth } from '../intake/sink.ts'
import { type Kept, keepSettings, keptSettings, secretsOf, settingsOf } from './kept-settings.ts'

interface Open {
  readonly closing: AbortController
}

/** Opens and closes wires while the product runs: each under a signal of its own, none stopped by another's trouble. */
export class Switchboard {
  /** The lines that the outbox sends on. */
  readonly lines = new Map<string, Line>()
  readonly #core: Core
  readonly #sinkFor: (wire: Wire) => Sink
  readonly #health: Map<string, WireHealth>
  readonly #open = new Map<string, Open>()

  constructor(core: Core, sinkFor: (wire: Wire) => Sink, health: Map<string, WireHealth>) {
    this.#core = core
    this.#sinkFor = sinkFor
    this.#health = health
  }

  /** Resolves when each wire is open, or shown as what keeps it from being so. */
  async openAll(): Promise<void> {
    await Promise.all([...this.#core.wires.values()].map((wire) => this.open(wire)))
  }

  closeAll(): void {
    for (const id of [...this.#open.keys()]) this.close(id)
  }

  close(id: string): void {
    this.#open.get(id)?.closing.abort()
    this.#open.delete(id)
    this.lines.delete(id)
  }

  async open(wire: Wire): Promise<void> {
    this.close(wire.id)
    const sink = this.#sinkFor(wire)
    const mine = { closing: new AbortController() }
    this.#open.set(wire.id, mine)
    try {
      const ready = await this.#ready(wire)
      if (ready === undefined) return
      const { signal } = mine.closing
      const line = await wire.connector.open(ready, sink, signal)
      if (wire.capabilities.delivery === 'lease' && !signal.aborted) this.lines.set(wire.id, line)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'cannot-open'
      this.#core.log.error('channel-cannot-open', { channel: wire.id, code })
      sink.health('down', code)
    }
  }

  /** The channel with its settings; undefined when it is paused or nobody connected it. */
  async #ready(wire: Wire): Promise<Wire['channel'] | undefined> {
    const row = await this.#core.store.channels.findOne({ _id: wire.id }, { projection: { paused: 1 } })
    if (row?.paused === true) return this.#rest(wire, 'paused')
    if (wire.connector.fields === undefined) return wire.channel
    const kept = await keptSettings(this.#core, wire)
    if (Object.keys(kept).length > 0) return { ...wire.channel, config: wire.connector.parse(settingsOf(wire, kept)) }
    return wire.channel.config === undefined ? this.#rest(wire, 'unconnected') : wire.channel
  }

  #rest(wire: Wire, state: 'paused' | 'unconnected'): undefined {
    this.#health.set(wire.id, { state })
  }

  /** Keeps what was written, over what was kept before, and opens the wire anew. Throws ConfigError; then nothing changed. */
  async connect(wire: Wire, written: Kept): Promise<void> {
    const { fields = [] } = wire.connector
    if (fields.length === 0)
      throw new ConfigError(
        'settings',
        'This channel is set in desk.yaml and CHANNELS_FILE: nothing can be changed here.',
      )
    const stranger = Object.keys(written).find((name) => !fields.some((field) => field.name === name))
    if (stranger !== undefined) throw new ConfigError(stranger, `There is no setting "${stranger}".`)
    const kept = { ...(await keptSettings(this.#core, wire)), ...written }
    const filled = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== ''))
    wire.connector.parse(settingsOf(wire, filled))
    await keepSettings(this.#core, wire, filled)
    await this.open(wire)
  }

  async pause(wire: Wire, paused: boolean): Promise<void> {
    await this.#core.store.channels.updateOne({ _id: wire.id }, { $set: { paused } }, { upsert: true })
    await this.open(wire)
  }

  /** Asks the other side whether the settings work: the account's public name. Throws ConfigError or SendError. */
  async check(wire: Wire): Promise<string> {
    const { connector } = wire
    if (connector.check === undefined) throw new ConfigError('settings', 'This channel has nothing to check.')
    const config = connector.parse(settingsOf(wire, await keptSettings(this.#core, wire)))
    return connector.check(config, secretsOf(this.#core, wire))
  }
}
