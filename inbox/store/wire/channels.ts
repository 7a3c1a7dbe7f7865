import { type mongo, Schema } from 'mongoose'

/** Where a channel stands: its cursor, its health, and who polls it. `_id` is `desk/channel`. */
export interface ChannelRow {
  _id: string
  /** Where to resume, by the wire's name of the place; '' where it has but one. */
  cursors?: Record<string, string>
  lastSuccess?: Date
  /** Sealed: what an administrator wrote on the screen. */
  settings?: mongo.Binary
  /** Sealed, one a name: what the other side gave the wire to keep. */
  secrets?: Record<string, mongo.Binary>
  paused?: boolean
}

export const channelSchema = new Schema<ChannelRow>(
  {
    _id: String,
    cursors: Schema.Types.Mixed,
    lastSuccess: Date,
    settings: Buffer,
    secrets: Schema.Types.Mixed,
    paused: Boolean,
  },
  { versionKey: false, strict: 'throw' },
)
