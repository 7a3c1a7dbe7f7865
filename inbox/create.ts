import type { Reader } from './door/door.ts'
import type { Health, Inbox, InboxOptions } from './door/inbox.ts'
import { AccountBook } from './guard/accounts.ts'
import { Audit } from './guard/audit.ts'
import { DataKeys } from './guard/data-keys.ts'
import { openKeyring } from './guard/keyring.ts'
import { layWires } from './path/channels/lay.ts'
import { Channels } from './path/channels/manage.ts'
import { Switchboard } from './path/channels/switchboard.ts'
import { Versions } from './path/content/versions.ts'
import type { Core, Wire } from './path/core.ts'
import { Contacts } from './path/intake/contacts.ts'
import { Numbers } from './path/intake/numbers.ts'
import { sinkOf, type WireHealth } from './path/intake/sink.ts'
import { Threaded } from './path/intake/threaded.ts'
import { Outbox } from './path/out/outbox.ts'
import { tellOutages } from './path/outage.ts'
import { StaffDoor } from './path/staff/staff.ts'
import { Heads } from './path/thread/heads.ts'
import { catchUpHeads, rebuildHeads } from './path/thread/rebuild.ts'
import { Threads } from './path/thread/threads.ts'
import { Topics } from './path/topics.ts'
import { handOver, say } from './path/turns/say.ts'
import { Turns } from './path/turns/turns.ts'
import { Turnstile } from './path/turnstile.ts'
import { channelOf, newTicket, TicketHolder } from './path/visitor.ts'
import { openStore, type Store } from './store/connect.ts'

/** Builds the inbox on a database: nothing is opened to the outside before start(). */
export async function createInbox(options: InboxOptions): Promise<Inbox> {
  const wires = layWires(options.desks, options.connectors, options.channelSettings, options.log)
  const { keyring } = openKeyring(options.keyringFile, false)
  const store = await openStore(options)
  const core = assemble(options, store, keyring, wires)
  await catchUpHeads(store, core.threads)
  return new House(options, core)
}

function assemble(options: InboxOptions, store: Store, keyring: Core['keyring'], wires: Core['wires']): Core {
  const { log, assess } = options
  const now = options.now ?? Date.now
  const keys = new DataKeys(store, keyring)
  const desks = new Map(options.desks.map((desk) => [desk.id, desk]))
  const heads = new Heads(store, log)
  const threads = new Threads({
    store,
    keys,
    heads,
    house: { insert: (row) => store.group.messages.insert(row), rules: rulesOf(wires), now },
  })
  return {
    store,
    keyring,
    keys,
    audit: new Audit(store, now),
    wires,
    desks,
    threads,
    senders: new Turnstile(),
    numbers: new Numbers(store),
    contacts: new Contacts(store),
    threaded: new Threaded(store, keys, log),
    topics: new Topics(),
    versions: new Versions(store, now),
    assess,
    log,
    now,
  }
}

/** The bot begins the talks of a desk with a guide; what a human types in and a human answers is theirs from the start. */
const rulesOf = (wires: Core['wires']) => (channel: string) => {
  const wire = wires.get(channel)
  return { bot: wire === undefined || wire.capabilities.delivery === 'task' ? ('none' as const) : wire.desk.bot }
}

class House implements Inbox {
  readonly desks: Inbox['desks']
  readonly accounts: Inbox['accounts']
  readonly bot: Inbox['bot']
  readonly visitors: Inbox['visitors']
  readonly operate: Inbox['operate']
  readonly #core: Core
  readonly #turns: Turns
  readonly #board: Switchboard
  readonly #channels: Channels
  readonly #wireHealth = new Map<string, WireHealth>()
  #outbox: Outbox | undefined

  constructor(options: InboxOptions, core: Core) {
    this.#core = core
    this.#turns = new Turns(core)
    this.#board = new Switchboard(core, (wire) => this.#sinkFor(wire), this.#wireHealth)
    this.#channels = new Channels(core, this.#board, this.#wireHealth)
    this.desks = options.desks
    this.accounts = tellOutages(new AccountBook({ ...core, sessionHours: options.sessionHours ?? 12 }))
    this.bot = tellOutages({
      listen: (turn: Parameters<Inbox['bot']['listen']>[0]) => this.#turns.listen(turn),
      say: (id: string, line: Parameters<Inbox['bot']['say']>[1]) => say(core, id, line),
      handOver: (id: string, over: Parameters<Inbox['bot']['handOver']>[1]) => handOver(core, id, over),
      content: tellOutages(core.versions),
    })
    this.visitors = {
      begin: (channel) => newTicket(core, channel),
      of: (ticket) => {
        const at = channelOf(core, ticket)
        return at && tellOutages(new TicketHolder(core, at.conversation))
      },
      channelOf: (ticket) => channelOf(core, ticket)?.channel,
    }
    this.operate = {
      rebuildHeads: () => rebuildHeads({ store: core.store, keys: core.keys, rules: rulesOf(core.wires) }),
      verifyAudit: () => core.audit.verify(),
    }
  }

  as(reader: Reader) {
    return tellOutages(new StaffDoor(this.#core, this.#channels, reader))
  }

  sink(channel: string) {
    const wire = this.#core.wires.get(channel)
    if (wire === undefined) throw new Error(`There is no channel "${channel}".`)
    return this.#sinkFor(wire)
  }

  channels() {
    return [...this.#core.wires.values()].map(({ channel, kind, capabilities }) => ({ ...channel, kind, capabilities }))
  }

  async start(): Promise<void> {
    await this.#board.openAll()
    this.#outbox = new Outbox(this.#core, this.#board.lines)
    this.#outbox.start()
    this.#turns.start()
  }

  async close(): Promise<void> {
    this.#board.closeAll()
    await this.#outbox?.stop()
    await this.#turns.stop()
    await this.#core.threads.settle().catch(() => this.#core.log.warn('heads-not-written'))
    await this.#core.threaded.flush().catch(() => this.#core.log.warn('raws-not-written'))
    await this.#core.store.close()
  }

  async health(): Promise<Health> {
    const ping = await this.#core.store.ping().catch(() => undefined)
    const count = (state: 'queued' | 'failed') =>
      ping === undefined
        ? 0
        : this.#core.store.messages.countDocuments(
            { 'delivery.by': 'lease', 'delivery.state': state },
            { limit: 10_000 },
          )
    const rows = ping === undefined ? [] : await this.#core.store.channels.find().toArray()
    return {
      database: {
        ok: ping !== undefined,
        ...(ping && { version: ping.version, time: ping.time }),
      },
      channels: [...this.#core.wires.values()].map((wire) => {
        const lastSuccess = rows.find((row) => row._id === wire.id)?.lastSuccess
        const known = this.#wireHealth.get(wire.id) ?? {
          state: this.#outbox ? ('up' as const) : ('closed' as const),
        }
        return {
          desk: wire.desk.id,
          id: wire.channel.id,
          ...known,
          ...(lastSuccess && { lastSuccess }),
        }
      }),
      outbox: { queued: await count('queued'), failed: await count('failed') },
    }
  }

  #sinkFor(wire: Wire) {
    return tellOutages(sinkOf(this.#core, wire, this.#wireHealth))
  }
}
