import { Schema } from 'mongoose'

/** One line of a desk's audit chain: who did what to which reference; never content. */
export interface AuditRow {
  _id: string
  desk: string
  n: number
  at: Date
  who: string
  roles: string[]
  action: string
  ref: string
  reason?: string
  /** Hash of the line before, and of this one with it. */
  prev: string
  hash: string
}

export const auditSchema = new Schema<AuditRow>(
  {
    _id: String,
    desk: { type: String, required: true },
    n: { type: Number, required: true },
    at: { type: Date, required: true },
    who: { type: String, required: true },
    roles: { type: [String], required: true },
    action: { type: String, required: true },
    ref: { type: String, required: true },
    reason: String,
    prev: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
auditSchema.index({ desk: 1, n: 1 }, { unique: true })
