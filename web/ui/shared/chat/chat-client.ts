import type { WireAck, WireChoice } from '../../../wire.ts'
import { blank, type ChatEvent, type ChatState, type Effect, type Outgoing } from './state.ts'
import { step } from './step.ts'
import type { ChatWire, Clock, Line, Memory } from './wire.ts'

export interface ChatClientOptions {
  readonly wire: ChatWire
  readonly memory: Memory
  readonly clock: Clock
  readonly newId: () => string
  /** Said when the server gave no sentence of its own. */
  readonly notSent: string
}

export interface Attached {
  readonly id: string
  readonly name: string
}

const TYPING_EVERY = 3_000
const TYPING_STOPS = 6_000
/** An agent's "is writing" with no news for this long is not believed any more. */
const TYPING_FADES = 10_000
const LONGEST_WAIT = 30_000

/** One chat of one tab: keeps what is said until the server has it, and what was answered in order. */
export class ChatClient {
  private state: ChatState = blank
  private line: Line | undefined
  private readonly listeners = new Set<(state: ChatState) => void>()
  private readonly timers = new Map<string, () => void>()
  private readonly options: ChatClientOptions
  private tries = 0
  private lastTyping = 0
  private lastRead = 0
  private catching = false
  private closed = false

  constructor(options: ChatClientOptions) {
    this.options = options
  }

  get current(): ChatState {
    return this.state
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Goes on with the kept conversation, or asks for a new one; tries again until the service answers. */
  async start(entry?: string): Promise<void> {
    this.dispatch({ type: 'start' })
    const kept = this.options.memory.load()
    if (kept) return this.connect(kept.ticket, kept.outgoing)
    try {
      const ticket = await this.options.wire.start()
      this.tries = 0
      const chosen = ticket.greeting?.choices.find((choice) => choice.id === entry)
      if (!this.closed) this.connect(ticket)
      if (chosen) this.choose(chosen)
    } catch {
      this.dispatch({ type: 'lost' })
      this.again('start', () => void this.start(entry))
    }
  }

  say(text: string, attached: readonly Attached[] = []): void {
    this.speak({ text, ...(attached.length > 0 && { uploads: attached.map((file) => file.id) }) })
  }

  choose(choice: WireChoice): void {
    this.speak({ text: choice.label, choice: choice.id })
  }

  file(url: string): Promise<Blob> {
    return this.options.wire.file(this.state.ticket?.ticket ?? '', url)
  }

  async upload(file: { name: string; type: string; body: Blob }): Promise<Attached> {
    const { id } = await this.options.wire.upload(this.state.ticket?.ticket ?? '', file)
    return { id, name: file.name }
  }

  /** Called at every keystroke; tells the other side at most every 3 seconds. */
  typing(): void {
    if (this.state.link !== 'live') return
    const now = this.options.clock.now().getTime()
    if (now - this.lastTyping >= TYPING_EVERY) {
      this.lastTyping = now
      this.line?.typing(true)
    }
    this.timer('typing', TYPING_STOPS, () => this.stopTyping())
  }

  /** The person has the end of the conversation before their eyes. */
  seen(): void {
    const seq = this.state.messages.at(-1)?.seq ?? 0
    if (this.state.link !== 'live' || seq <= this.lastRead) return
    this.lastRead = seq
    this.line?.read(seq)
  }

  takeBack(): void {
    this.dispatch({ type: 'backTaken' })
  }

  /** Leaves nothing of the conversation in this tab. */
  forget(): void {
    this.close()
    this.options.memory.forget()
    this.state = blank
  }

  close(): void {
    this.closed = true
    for (const cancel of this.timers.values()) cancel()
    this.timers.clear()
    this.line?.close()
    this.line = undefined
  }

  private speak(words: { text: string; choice?: string; uploads?: string[] }): void {
    this.stopTyping()
    const message: Outgoing = {
      clientId: this.options.newId(),
      at: this.options.clock.now().toISOString(),
      ...words,
    }
    this.dispatch({ type: 'say', message })
  }

  private stopTyping(): void {
    this.timers.get('typing')?.()
    this.timers.delete('typing')
    if (this.lastTyping > 0) this.line?.typing(false)
    this.lastTyping = 0
  }

  private connect(ticket: NonNullable<ChatState['ticket']>, outgoing: readonly Outgoing[] = []): void {
    this.dispatch({ type: 'started', ticket, outgoing })
    this.line = this.options.wire.connect(() => ({ ticket: ticket.ticket, after: this.state.sure }), {
      resume: ({ messages, state }) => this.dispatch({ type: 'resumed', messages, state }),
      message: (message) => this.dispatch({ type: 'message', message }),
      state: (state) => this.dispatch({ type: 'state', state }),
      read: ({ seq }) => this.dispatch({ type: 'read', seq }),
      typing: (event) => this.agentTypes(event),
      lost: () => {
        this.lastRead = 0
        this.dispatch({ type: 'lost' })
      },
      dead: () => {
        this.options.memory.forget()
        this.dispatch({ type: 'dead' })
      },
    })
  }

  private agentTypes(event: { name: string; on: boolean }): void {
    this.dispatch({ type: 'typing', ...event })
    if (event.on) this.timer('agent', TYPING_FADES, () => this.dispatch({ type: 'typing', name: '', on: false }))
  }

  private dispatch(event: ChatEvent): void {
    if (this.closed) return
    const { state, effects } = step(this.state, event)
    this.state = state
    this.remember()
    for (const effect of effects) this.perform(effect)
    for (const listener of this.listeners) listener(this.state)
  }

  private remember(): void {
    const { ticket, outgoing, link } = this.state
    if (ticket?.keep && link !== 'dead') this.options.memory.save({ ticket, outgoing })
  }

  private perform(effect: Effect): void {
    if (effect.type === 'got') this.line?.got(effect.seq)
    else if (effect.type === 'send') void this.send(effect.message)
    else void this.catchUp()
  }

  private async send(message: Outgoing): Promise<void> {
    const { clientId } = message
    try {
      const ack = await (this.line?.say(message) ?? Promise.reject(new Error('no line')))
      this.tries = 0
      this.dispatch(heard(clientId, ack, this.options.notSent))
    } catch {
      // No acknowledgement: it may or may not be stored. The same clientId again is stored once.
      this.again('send', () => this.dispatch({ type: 'unheard', clientId }))
    }
  }

  private async catchUp(): Promise<void> {
    const { ticket, sure } = this.state
    if (this.catching || !ticket) return
    this.catching = true
    const upTo = this.state.messages.at(-1)?.seq ?? sure
    try {
      const messages = await this.options.wire.messages(ticket.ticket, sure)
      this.tries = 0
      this.catching = false
      this.dispatch({ type: 'caughtUp', messages, upTo })
      if (this.state.messages.some((message) => message.seq > this.state.sure)) void this.catchUp()
    } catch {
      this.catching = false
      this.again('catchUp', () => void this.catchUp())
    }
  }

  private again(name: string, call: () => void): void {
    this.tries += 1
    this.timer(name, Math.min(LONGEST_WAIT, 1_000 * 2 ** this.tries), call)
  }

  private timer(name: string, milliseconds: number, call: () => void): void {
    this.timers.get(name)?.()
    if (!this.closed) this.timers.set(name, this.options.clock.later(milliseconds, call))
  }
}

function heard(clientId: string, ack: WireAck, otherwise: string): ChatEvent {
  if (ack.ok) return { type: 'acknowledged', clientId, seq: ack.seq }
  return { type: 'refused', clientId, sentence: ack.sentence || otherwise }
}
