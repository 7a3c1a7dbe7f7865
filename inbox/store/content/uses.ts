import { type mongo, Schema } from 'mongoose'

/**
 * What became of one free text of a person: which sheets answered, were offered, or that nothing was found. A reference
 * and no word: the text stays sealed in its conversation, and the row goes when the conversation's key is destroyed.
 */
export interface UseRow {
  /** `conversation:seq`: told once. */
  _id: string
  desk: string
  conversation: mongo.ObjectId
  seq: number
  outcome: 'hit' | 'suggested' | 'failed'
  sheets: string[]
  at: Date
}

/** What nobody looked at in half a year teaches nothing any more. */
const KEPT_SECONDS = 180 * 86_400

export const useSchema = new Schema<UseRow>(
  {
    _id: String,
    desk: { type: String, required: true },
    conversation: { type: Schema.Types.ObjectId, required: true },
    seq: { type: Number, required: true },
    outcome: { type: String, enum: ['hit', 'suggested', 'failed'], required: true },
    sheets: { type: [String], required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
useSchema.index({ desk: 1, outcome: 1, at: -1 })
useSchema.index({ conversation: 1 })
useSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })
