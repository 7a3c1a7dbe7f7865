import { Schema } from 'mongoose'

/**
 * One version of something an editor keeps: a sheet, a fact, a guide. Rows are added and never changed. The unique index
 * on (shelf, kind, id, version) is what decides between two editors.
 */
export interface VersionRow {
  _id: string
  /** What holds it: a folder that desks share, or one desk. */
  shelf: string
  kind: 'sheet' | 'fact' | 'guide'
  id: string
  version: number
  state: 'draft' | 'published' | 'withdrawn'
  /** Said by the bot's room, and not read here. */
  body: unknown
  author: string
  authorName: string
  at: Date
  note?: string
}

const string = { type: String, required: true }

export const versionSchema = new Schema<VersionRow>(
  {
    _id: String,
    shelf: string,
    kind: { type: String, enum: ['sheet', 'fact', 'guide'], required: true },
    id: string,
    version: { type: Number, required: true },
    state: { type: String, enum: ['draft', 'published', 'withdrawn'], required: true },
    body: Schema.Types.Mixed,
    author: string,
    authorName: string,
    at: { type: Date, required: true },
    note: String,
  },
  // Its own `id` field: without this mongoose would lay a virtual of that name over it.
  { versionKey: false, strict: 'throw', id: false },
)
versionSchema.index({ shelf: 1, kind: 1, id: 1, version: -1 }, { unique: true })
