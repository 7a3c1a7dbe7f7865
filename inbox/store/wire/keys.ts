import { type mongo, Schema } from 'mongoose'

/** The data key of one subject, wrapped by its desk's key. Destroying the row forgets the subject. */
export interface KeyRow {
  /** Conversation, contact, raw item or account that it opens. */
  _id: string
  desk: string
  generation: string
  wrapped: mongo.Binary
}

export const keySchema = new Schema<KeyRow>(
  {
    _id: String,
    desk: { type: String, required: true },
    generation: { type: String, required: true },
    wrapped: { type: Buffer, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
