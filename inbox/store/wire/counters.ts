import { Schema } from 'mongoose'

/** The last human number given in a desk. */
export interface CounterRow {
  _id: string
  last: number
}

export const counterSchema = new Schema<CounterRow>(
  { _id: String, last: { type: Number, required: true } },
  { versionKey: false, strict: 'throw' },
)
