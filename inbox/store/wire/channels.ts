import { Schema } from 'mongoose'

/** Where a channel stands: its cursor, its health, and who polls it. `_id` is `desk/channel`. */
export interface ChannelRow {
  _id: string
  cursor?: string
  lastSuccess?: Date
}

export const channelSchema = new Schema<ChannelRow>(
  { _id: String, cursor: String, lastSuccess: Date },
  { versionKey: false, strict: 'throw' },
)
