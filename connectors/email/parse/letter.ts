import type { DeliveryReport, InboundFile } from '../../../inbox/contract.ts'
import type { Header } from './headers.ts'

export interface Mailbox {
  readonly name: string
  readonly address: string
}

/** One mail as read: what the connector stores and what `mail show` prints come from here and nowhere else. */
export interface Letter {
  readonly from: Mailbox | undefined
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly replyTo: Mailbox | undefined
  readonly subject: string | undefined
  /** ISO 8601. */
  readonly date: string | undefined
  readonly messageId: string | undefined
  readonly inReplyTo: string | undefined
  /** Oldest first, as in the header. */
  readonly references: readonly string[]
  /** Everything that was written, quoted history included. */
  readonly text: string
  /** The text without the quoted history. */
  readonly reply: string
  /** A slice of text that repeats earlier mail; absent when answers stand between the quoted lines. */
  readonly quoted: string | undefined
  /** Sanitised. */
  readonly html: string | undefined
  readonly files: readonly InboundFile[]
  readonly headers: readonly Header[]
  /** A machine sent it: RFC 3834 and its habits. */
  readonly automatic: boolean
  /** A delivery status notification on something that we sent. */
  readonly report: DeliveryReport | undefined
  readonly defects: readonly string[]
}
