import { type mongo, Schema } from 'mongoose'

interface DeliveryRow {
  /** How it leaves: leased by the outbox, acknowledged by the person's screen, or done by hand. */
  by: 'lease' | 'resume' | 'task'
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'unsure' | 'waiting'
  tries: number
  /** Not before. */
  nextAt: Date
  /** Counts leases: a holder whose fence is old may write nothing. */
  fence: number
  until?: Date
  code?: string
  at?: Date
  /** Sealed: what an agent noted about a task done by hand. */
  outcome?: mongo.Binary
  /** Written by a machine. */
  automatic: boolean
}

/** One utterance, numbered in its conversation; immutable but for its delivery. */
export interface MessageRow {
  _id: mongo.ObjectId
  conversation: mongo.ObjectId
  desk: string
  channel: string
  seq: number
  at: Date
  /** When the wire says it was written, where that can be believed; never after `at`. */
  written?: Date
  dir: 'in' | 'out' | 'none'
  author: {
    type: 'contact' | 'bot' | 'agent' | 'system'
    id?: string
    name?: string
  }
  audience: 'contact' | 'staff'
  event?: { type: string; [field: string]: unknown }
  danger?: 'soft' | 'hard'
  /** Level of the danger notice that this message is. */
  notice?: 'soft' | 'hard'
  /** The wire's id or the author's own: stored once per channel. */
  key?: string
  /** Keyed hashes of the wire's ids of it, so that answers, bounces and echoes find it. */
  ref?: string | string[]
  /** It carried our signed token. */
  token?: boolean
  /** Others can read it where it is. */
  public?: boolean
  /** The number of the message whose place it takes. */
  replaces?: number
  /** Recorded beside the talk: moves nothing in the queue. */
  aside?: boolean
  neverAnswer?: boolean
  junk?: boolean
  /** Ids of its files: random, they tell nothing. */
  files?: string[]
  /** Sealed content. */
  body: mongo.Binary
  /** Sealed bytes as they came, where they are small. */
  raw?: mongo.Binary
  /** The raw item, where it was stored apart. */
  rawItem?: mongo.ObjectId
  delivery?: DeliveryRow
}

const string = { type: String, required: true }

export const messageSchema = new Schema<MessageRow>(
  {
    conversation: { type: Schema.Types.ObjectId, required: true },
    desk: string,
    channel: string,
    seq: { type: Number, required: true },
    at: { type: Date, required: true },
    written: Date,
    dir: { type: String, enum: ['in', 'out', 'none'], required: true },
    author: { type: Schema.Types.Mixed, required: true },
    audience: { type: String, enum: ['contact', 'staff'], required: true },
    event: Schema.Types.Mixed,
    danger: String,
    notice: String,
    key: String,
    ref: Schema.Types.Mixed,
    token: Boolean,
    public: Boolean,
    replaces: Number,
    aside: Boolean,
    neverAnswer: Boolean,
    junk: Boolean,
    files: [String],
    body: { type: Buffer, required: true },
    raw: Buffer,
    rawItem: Schema.Types.ObjectId,
    delivery: Schema.Types.Mixed,
  },
  { versionKey: false, strict: 'throw' },
)
// Order and ownership (the unique number is what silences the bot); once per wire id; threading; what waits to go out.
messageSchema.index({ conversation: 1, seq: 1 }, { unique: true })
messageSchema.index({ channel: 1, key: 1 }, { unique: true, partialFilterExpression: { key: { $exists: true } } })
messageSchema.index({ channel: 1, ref: 1 }, { partialFilterExpression: { ref: { $exists: true } } })
messageSchema.index(
  { 'delivery.state': 1, 'delivery.nextAt': 1 },
  {
    partialFilterExpression: {
      'delivery.state': { $in: ['queued', 'sending'] },
    },
  },
)
