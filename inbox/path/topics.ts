import { EventEmitter } from 'node:events'
import type { Message, StaffEvent, VisitorEvent } from '../door/door.ts'

/** What the person may see of a message: no triage, no verdict, no internal id. */
export function forPerson(message: Message): Message {
  const { summary: _, flags: __, sender: ___, danger: ____, delivery, author, ...shown } = message
  return {
    ...shown,
    author: {
      type: author.type,
      ...(author.name !== undefined && { name: author.name }),
    },
    ...(delivery && { delivery: { state: delivery.state, tries: 0 } }),
  }
}

interface Topic {
  /** Everything staff of a desk may hear. */
  desk: StaffEvent
  /** What the person in a conversation may hear. */
  person: VisitorEvent
  /** The bot has something to hear. */
  turn: { readonly conversation: string; readonly channel: string }
  /** Something waits to go out. */
  outbox: { readonly channel: string }
}

/**
 * Fan-out in this process after the write's acknowledgement. Events are hints for speed: whoever hears none
 * still finds the truth in the database by sequence number.
 */
export class Topics {
  readonly #bus = new EventEmitter().setMaxListeners(0)

  on<T extends keyof Topic>(topic: T, name: string, listener: (event: Topic[T]) => void): () => void {
    const key = `${topic}:${name}`
    this.#bus.on(key, listener)
    return () => this.#bus.off(key, listener)
  }

  emit<T extends keyof Topic>(topic: T, name: string, event: Topic[T]): void {
    this.#bus.emit(`${topic}:${name}`, event)
  }

  /** Is anybody listening? Spares opening sealed content for nobody. */
  heard(topic: keyof Topic, name: string): boolean {
    return this.#bus.listenerCount(`${topic}:${name}`) > 0
  }

  /** A new message, as far as it is meant for the person. */
  toPerson(conversation: string, message: Message): void {
    this.emit('person', conversation, { type: 'message', message: forPerson(message) })
  }
}
