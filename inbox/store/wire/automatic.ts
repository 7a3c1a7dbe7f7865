import { type mongo, Schema } from 'mongoose'

/** Automatic answers allowed to one contact, so that two machines cannot talk for ever (RFC 3834 §2). */
export interface AutomaticRow {
  /** The contact. */
  _id: mongo.ObjectId
  /** What was allowed in the last day: the message answered, when, and whether it was asked for. */
  given: { message: string; at: Date; asked: boolean }[]
  touched: Date
}

export const automaticSchema = new Schema<AutomaticRow>(
  {
    given: { type: Schema.Types.Mixed, required: true },
    touched: { type: Date, required: true },
  } as never,
  { versionKey: false, strict: 'throw' },
)
automaticSchema.index({ touched: 1 }, { expireAfterSeconds: 2 * 86_400 })
