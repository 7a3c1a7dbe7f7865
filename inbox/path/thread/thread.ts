import type { Head } from '../../door/door.ts'
import { clash, Id } from '../../store/connect.ts'
import type { MessageRow } from '../../store/talk/messages.ts'
import { type Body, openBody, sealBody, sealRaw } from './body.ts'
import { fold, type HeadState, levels } from './fold.ts'

/** A message before it has a number. */
export interface Draft
  extends Omit<MessageRow, '_id' | 'conversation' | 'desk' | 'channel' | 'seq' | 'at' | 'body' | 'raw'> {
  body: Body
  raw?: Uint8Array
}

export type Appended = { row: MessageRow; body: Body; duplicate: boolean }

/** What a thread needs of the house. */
export interface ThreadHouse {
  insert(row: MessageRow): Promise<void>
  after(conversation: MessageRow['conversation'], seq: number): Promise<MessageRow[]>
  byKey(channel: string, key: string): Promise<MessageRow | null>
  marked(head: HeadState, key: Uint8Array): void
  /** How the conversations of a channel are begun. */
  rules(channel: string): { bot: 'guide' | 'none' }
  now(): number
}

/**
 * One conversation in this process: its head in memory and the only place that numbers its messages. Used by one
 * caller at a time (Threads sees to it), so the next number is given after the last one's acknowledgement.
 */
export class Thread {
  readonly head: HeadState
  readonly key: Uint8Array
  readonly #house: ThreadHouse

  constructor(head: HeadState, key: Uint8Array, house: ThreadHouse) {
    this.head = head
    this.key = key
    this.#house = house
  }

  get id(): string {
    return this.head._id.toHexString()
  }

  /**
   * Stores the next message. `build` sees the head as it is then and may throw to refuse; it runs again when another
   * node took the number. With `fixed`, the message is stored at that number or not at all: undefined.
   */
  async append(build: (head: HeadState) => Draft, fixed?: number): Promise<Appended | undefined> {
    for (;;) {
      const draft = build(this.head)
      const seq = this.head.seq + 1
      if (fixed !== undefined && fixed !== seq) return undefined
      const row = this.#number(draft, seq)
      try {
        await this.#house.insert(row)
      } catch (error) {
        const taken = clash(error)
        if (taken === 'key' && draft.key !== undefined) return this.#known(draft.key)
        if (taken !== 'seq') throw error
        await this.catchUp()
        continue
      }
      this.#fold(row, draft.body)
      return { row, body: draft.body, duplicate: false }
    }
  }

  /** Folds what other nodes, or a life before this one, stored after our head. */
  async catchUp(): Promise<void> {
    for (const row of await this.#house.after(this.head._id, this.head.seq)) this.#fold(row, openBody(this.key, row))
  }

  /** The head changed without a message (read marks, troubles). */
  touch(): void {
    this.#house.marked(this.head, this.key)
  }

  #number({ body, raw, ...draft }: Draft, seq: number): MessageRow {
    const named = { _id: new Id() }
    const { _id: conversation, desk, channel } = this.head
    return {
      ...named,
      conversation,
      desk,
      channel,
      seq,
      at: new Date(this.#house.now()),
      ...draft,
      body: sealBody(this.key, named, body),
      ...(raw && { raw: sealRaw(this.key, named, raw) }),
    }
  }

  async #known(key: string): Promise<Appended | undefined> {
    const row = await this.#house.byKey(this.head.channel, key)
    if (row === null) return undefined
    const ours = row.conversation.equals(this.head._id)
    return { row, body: ours ? openBody(this.key, row) : { text: '' }, duplicate: true }
  }

  #fold(row: MessageRow, body: Body): void {
    fold(this.head, row, body, this.#house.rules(this.head.channel))
    this.touch()
  }
}

/** A head as bot and web see it. */
export function showHead(head: HeadState): Head {
  const { name, address, anonymous, answersTo, subject, preview } = head.face
  return {
    id: head._id.toHexString(),
    number: head.number,
    desk: head.desk,
    channel: head.channel.slice(head.desk.length + 1),
    contact: {
      ...(name !== undefined && { name }),
      ...(address !== undefined && !anonymous && { address }),
      ...(answersTo !== undefined && { answersTo }),
    },
    status: head.status === 'empty' ? 'pending' : head.status,
    ...(head.assignee !== null && {
      assignee: { id: head.assignee, name: head.assigneeName ?? '' },
    }),
    danger: levels[head.danger] ?? 'none',
    junk: head.junk,
    trouble: head.trouble > 0,
    ...(head.waiting && { waitingSince: head.since }),
    lastAt: head.lastAt,
    lastSeq: head.seq,
    ...(subject !== undefined && { subject }),
    preview,
    unread: head.unread,
    public: head.public,
    ...(head.face.apart && { apart: { ...head.face.apart, until: new Date(head.face.apart.until) } }),
    ...(head.heardAt && { heardAt: head.heardAt }),
  }
}
