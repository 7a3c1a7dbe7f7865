import type { Turn } from '../../door/bot-door.ts'
import type { Core } from '../core.ts'
import { sweepRaws } from '../intake/raw.ts'
import { dropEmpty } from './drop-empty.ts'
import { handOverBroken } from './say.ts'
import { Slots } from './slots.ts'
import { buildTurn } from './turn.ts'

const SWEEP_MS = 5000
/** What was stored this long ago and not heard is heard by the sweeper. */
const UNHEARD_MS = 5000
/** After so many turns that broke, humans get the conversation. */
const PATIENCE = 3
/** Turns at once on wires where nobody watches the screen: in a burst of mail, storing what comes in goes first. */
const AT_ONCE = 2

type Listener = (turn: Turn) => Promise<void>

/** Gives the bot its turns: one at a time per conversation, at once after a message, and by sweep for what nobody heard. */
export class Turns {
  readonly #core: Core
  readonly #stops: (() => void)[] = []
  readonly #under = new Map<string, Promise<void>>()
  readonly #again = new Set<string>()
  readonly #broken = new Map<string, number>()
  readonly #slots = new Slots(AT_ONCE)
  #listener: Listener | undefined

  constructor(core: Core) {
    this.#core = core
    this.#stops.push(core.topics.on('turn', '', ({ conversation, channel }) => this.#hear(conversation, channel)))
  }

  listen(listener: Listener): () => void {
    this.#listener = listener
    return () => {
      this.#listener = undefined
    }
  }

  /** Begins to sweep for what was stored and not heard. */
  start(): void {
    const timer = setInterval(() => void this.sweep(), SWEEP_MS)
    this.#stops.push(() => clearInterval(timer))
    void this.sweep(0)
  }

  /** Hears what was stored at least so many milliseconds ago; at a start, everything. */
  async sweep(age = UNHEARD_MS): Promise<void> {
    try {
      await this.#core.threads.heads.flush()
      const before = new Date(this.#core.now() - age)
      const rows = await this.#core.store.conversations
        .find({ turn: true, lastAt: { $lte: before } }, { projection: { channel: 1 } })
        .limit(500)
        .toArray()
      for (const { _id, channel } of rows) this.#hear(_id.toHexString(), channel)
      await dropEmpty(this.#core)
      await sweepRaws(this.#core)
    } catch {
      this.#core.log.warn('sweep-waits')
    }
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    this.#listener = undefined
    await Promise.all(this.#under.values())
  }

  #hear(id: string, channel: string): void {
    if (this.#listener === undefined) return
    if (this.#under.has(id)) {
      this.#again.add(id)
      return
    }
    const live = this.#core.wires.get(channel)?.capabilities.delivery === 'resume'
    const turn = () => this.#turn(id)
    const work = (live ? turn() : this.#slots.take(turn)).finally(() => {
      this.#under.delete(id)
      if (this.#again.delete(id)) this.#hear(id, channel)
    })
    this.#under.set(id, work)
  }

  async #turn(id: string): Promise<void> {
    try {
      const turn = await this.#core.threads.run(id, (thread) => buildTurn(this.#core, thread))
      if (turn === undefined || this.#listener === undefined) return
      await this.#listener(turn)
      this.#broken.delete(id)
    } catch {
      const times = (this.#broken.get(id) ?? 0) + 1
      this.#broken.set(id, times)
      this.#core.log.error('turn-broke', { times })
      if (times < PATIENCE) return
      this.#broken.delete(id)
      await handOverBroken(this.#core, id).catch(() => this.#core.log.error('hand-over-broke'))
    }
  }
}
