import { type mongo, Schema } from 'mongoose'

/** A person as one channel knows them. */
export interface ContactRow {
  _id: mongo.ObjectId
  desk: string
  channel: string
  /** Keyed hash of the address. */
  key: string
  /** Filed apart by an agent; to be looked at again by then. */
  apart?: Date
  /** Sealed: name, address. */
  face: mongo.Binary
}

export const contactSchema = new Schema<ContactRow>(
  {
    desk: { type: String, required: true },
    channel: { type: String, required: true },
    key: { type: String, required: true },
    apart: Date,
    face: { type: Buffer, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
contactSchema.index({ channel: 1, key: 1 }, { unique: true })
