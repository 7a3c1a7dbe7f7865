import { type mongo, Schema } from 'mongoose'

/** Bytes as a wire gave them, stored before anything reads them. */
export interface RawRow {
  _id: mongo.ObjectId
  desk: string
  channel: string
  /** The wire's id: stored once. */
  key: string
  /** Keyed hash of the bytes: counts copies after a mailbox was numbered anew. */
  hash: string
  at: Date
  state: 'stored' | 'threaded' | 'reported' | 'unread'
  /** How often reading began: a poison item that kills the reader is not read for ever. */
  tries: number
  /** Sealed bytes up to 64 kB; larger ones are in `file`. */
  bytes?: mongo.Binary
  file?: mongo.ObjectId
  conversation?: mongo.ObjectId
  seq?: number
  /** Its data key, wrapped by the conversation's, once threaded: forgetting the one forgets the other. */
  wrapped?: mongo.Binary
}

export const rawSchema = new Schema<RawRow>(
  {
    desk: { type: String, required: true },
    channel: { type: String, required: true },
    key: { type: String, required: true },
    hash: { type: String, required: true },
    at: { type: Date, required: true },
    state: {
      type: String,
      enum: ['stored', 'threaded', 'reported', 'unread'],
      required: true,
    },
    tries: { type: Number, required: true },
    bytes: Buffer,
    file: Schema.Types.ObjectId,
    conversation: Schema.Types.ObjectId,
    seq: Number,
    wrapped: Buffer,
  },
  { versionKey: false, strict: 'throw' },
)
rawSchema.index({ channel: 1, key: 1 }, { unique: true })
rawSchema.index({ channel: 1, hash: 1 })
rawSchema.index({ state: 1, at: 1 }, { partialFilterExpression: { state: 'stored' } })
