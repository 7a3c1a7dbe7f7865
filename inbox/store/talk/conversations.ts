import { type mongo, Schema } from 'mongoose'

/** One conversation: who and where (facts), and a head derived from its messages (folded up to `seq`). */
export interface ConversationRow {
  _id: mongo.ObjectId
  desk: string
  /** `desk/channel` */
  channel: string
  contact: mongo.ObjectId
  number: number
  /** Others can read what is written here. */
  public: boolean
  /** Keyed hash of the wire's own name of this thread with this person: one conversation for each. */
  standing?: string
  /** 'empty' until the first message is stored: no view shows it. */
  status: 'empty' | 'pending' | 'open' | 'snoozed' | 'resolved'
  assignee: string | null
  assigneeName: string | null
  /** 0 none · 1 soft · 2 hard: sorts danger first. */
  danger: number
  junk: boolean
  /** The person is filed apart, and somebody must look again by then. */
  apartUntil: Date | null
  /** Answers that failed or may have gone out twice. */
  trouble: number
  waiting: boolean
  /** Since when somebody waits, else the time of the last message: what the queue sorts by. */
  since: Date
  lastAt: Date
  /** The number up to which the head is folded. */
  seq: number
  lastIn: number
  /** When the person last wrote: some wires take answers only for so long. */
  heardAt: Date | null
  unread: number
  /** The bot has something to hear. */
  turn: boolean
  botSeq: number
  automatic: number
  noticed: { level: number; at: Date } | null
  readByContact: number
  readByAgents: number
  /** Sealed: preview, subject, name, address. */
  face: mongo.Binary
}

const string = { type: String, required: true }
const number = { type: Number, required: true }
const date = { type: Date, required: true }

export const conversationSchema = new Schema<ConversationRow>(
  {
    desk: string,
    channel: string,
    contact: { type: Schema.Types.ObjectId, required: true },
    number,
    public: { type: Boolean, required: true },
    standing: String,
    status: {
      type: String,
      enum: ['empty', 'pending', 'open', 'snoozed', 'resolved'],
      required: true,
    },
    assignee: String,
    assigneeName: String,
    danger: number,
    junk: { type: Boolean, required: true },
    apartUntil: Date,
    trouble: number,
    waiting: { type: Boolean, required: true },
    since: date,
    lastAt: date,
    seq: number,
    lastIn: number,
    heardAt: Date,
    unread: number,
    turn: { type: Boolean, required: true },
    botSeq: number,
    automatic: number,
    noticed: Schema.Types.Mixed,
    readByContact: number,
    readByAgents: number,
    face: { type: Buffer, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
conversationSchema.index(
  { channel: 1, standing: 1 },
  { unique: true, partialFilterExpression: { standing: { $exists: true } } },
)
// The queue, danger first then waiting; the same for one agent; closed ones by time; what the bot must hear; troubles; what is due for review.
conversationSchema.index({
  desk: 1,
  status: 1,
  assignee: 1,
  danger: -1,
  since: 1,
  _id: 1,
})
conversationSchema.index({ desk: 1, status: 1, lastAt: -1, _id: -1 })
conversationSchema.index({ contact: 1, _id: -1 })
conversationSchema.index({ status: 1, _id: 1 }, { partialFilterExpression: { status: 'empty' } })
conversationSchema.index({ turn: 1, lastAt: 1 }, { partialFilterExpression: { turn: true } })
conversationSchema.index({ desk: 1, trouble: 1 }, { partialFilterExpression: { trouble: { $gt: 0 } } })
conversationSchema.index(
  { desk: 1, apartUntil: 1, _id: 1 },
  { partialFilterExpression: { apartUntil: { $type: 'date' } } },
)
