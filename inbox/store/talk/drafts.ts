import { type mongo, Schema } from 'mongoose'

/** What an agent has begun to write in a conversation, sealed. One per agent and conversation: `conversation:agent`. */
export interface DraftRow {
  _id: string
  conversation: mongo.ObjectId
  savedAt: Date
  body: mongo.Binary
}

export const draftSchema = new Schema<DraftRow>(
  {
    _id: String,
    conversation: { type: Schema.Types.ObjectId, required: true },
    savedAt: { type: Date, required: true },
    body: { type: Buffer, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
draftSchema.index({ conversation: 1 })
