import type { FileInfo, Message, Visitor, VisitorEvent } from '../door/door.ts'
import { NotFound } from '../door/inbox.ts'
import { makeToken, readToken } from '../guard/token.ts'
import { Id } from '../store/connect.ts'
import type { Core } from './core.ts'
import { getSealed } from './intake/files.ts'
import { delivered } from './out/delivered.ts'
import { openBody, openMessage } from './thread/body.ts'
import type { Thread } from './thread/thread.ts'
import { forPerson } from './topics.ts'

const PAGE = 500

/** The channel a ticket was signed for, among those whose people hold tickets. */
export function channelOf(core: Core, ticket: string): { channel: string; conversation: string } | undefined {
  for (const wire of core.wires.values()) {
    if (wire.capabilities.delivery !== 'resume') continue
    const conversation = readToken(core.keyring, wire.id, ticket)
    if (conversation !== undefined) return { channel: wire.id, conversation }
  }
  return undefined
}

export const newTicket = (core: Core, channel: string) => makeToken(core.keyring, channel, new Id().toHexString())

/** One person and their own conversation, which may not exist yet. */
export class TicketHolder implements Visitor {
  readonly conversation: string
  readonly #core: Core

  constructor(core: Core, conversation: string) {
    this.#core = core
    this.conversation = conversation
  }

  async messages(after: number): Promise<readonly Message[]> {
    const rows = await this.#core.store.messages
      .find({
        conversation: new Id(this.conversation),
        seq: { $gt: after },
        audience: 'contact',
      })
      .sort({ seq: 1 })
      .limit(PAGE)
      .toArray()
    if (rows.length === 0) return []
    const key = await this.#core.keys.of(this.conversation)
    return rows.map((row) => forPerson(openMessage(key, row)))
  }

  async acknowledge(seq: number): Promise<void> {
    const waiting = {
      conversation: new Id(this.conversation),
      seq: { $lte: seq },
      'delivery.by': 'resume' as const,
      'delivery.state': 'waiting' as const,
    }
    const rows = await this.#core.store.messages.find(waiting).toArray()
    if (rows.length === 0) return
    const at = new Date(this.#core.now())
    await this.#core.store.messages.updateMany(waiting, {
      $set: { 'delivery.state': 'sent', 'delivery.at': at },
    })
    if (!this.#core.topics.heard('desk', rows[0]?.desk ?? '')) return
    await this.#core.threads.run(this.conversation, async (thread) => {
      for (const row of rows) {
        if (row.delivery)
          await delivered(this.#core, thread, {
            ...row,
            delivery: { ...row.delivery, state: 'sent', at },
          })
      }
    })
  }

  read(seq: number): Promise<void> {
    return this.#ifBegun(async (thread) => {
      const { head } = thread
      const seen = Math.min(seq, head.seq)
      if (seen <= head.readByContact) return
      head.readByContact = seen
      thread.touch()
      this.#core.topics.emit('desk', head.desk, {
        type: 'read',
        conversation: this.conversation,
        desk: head.desk,
        seq: seen,
      })
    })
  }

  typing(on: boolean): void {
    const { conversation } = this
    this.#ifBegun(async ({ head: { desk } }) => {
      this.#core.topics.emit('desk', desk, { type: 'typing', conversation, desk, who: 'contact', on })
    }).catch(() => this.#core.log.warn('typing-lost'))
  }

  async state() {
    const head = await this.#core.threads.glance(this.conversation)
    if (head === undefined) return { status: 'pending' as const, readByAgent: 0, lastSeq: 0 }
    return {
      status: head.status === 'empty' ? ('pending' as const) : head.status,
      ...(head.assignee !== null && { agent: head.assigneeName ?? '' }),
      readByAgent: head.readByAgents,
      lastSeq: head.seq,
    }
  }

  async file(wanted: string): Promise<{ info: FileInfo; bytes: Uint8Array }> {
    const row = await this.#core.store.messages.findOne({
      conversation: new Id(this.conversation),
      audience: 'contact',
      files: wanted,
    })
    if (row === null) throw new NotFound()
    const key = await this.#core.keys.of(this.conversation)
    const stored = openBody(key, row).files?.find(({ id }) => id === wanted)
    if (stored === undefined) throw new NotFound()
    const { at, ...info } = stored
    return { info, bytes: await getSealed(this.#core.store, key, at) }
  }

  watch(listener: (event: VisitorEvent) => void): () => void {
    return this.#core.topics.on('person', this.conversation, listener)
  }

  /** Before the first message there is nothing to mark and nobody to tell. */
  async #ifBegun(work: (thread: Thread) => Promise<void>): Promise<void> {
    if (await this.#core.threads.exists(this.conversation)) await this.#core.threads.run(this.conversation, work)
  }
}
