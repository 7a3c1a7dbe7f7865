import type { Utterance } from '../../../inbox/contract.ts'

/** One message as X told it, by webhook or by poll: the same externalId either way, so that it is stored once. */
export interface Item {
  readonly externalId: string
  /** X's id of it. */
  readonly wireId: string
  readonly at: Date
  readonly raw: Uint8Array
  /** Written by our account: to whom ('' when to nobody), and the text by which our own sending is recognised. */
  readonly own?: { readonly to: string; readonly text: string }
  /** Photos and earlier versions are looked up when this is a function, after the raw bytes are stored. */
  readonly content: Utterance | (() => Promise<Utterance>)
}

/** Where an event that is no message is kept: beside all talks, for whoever looks after the channel. */
export const oddity = (defect: string): Utterance => ({
  from: { address: 'x-events', anonymous: true },
  text: '',
  thread: { standing: 'events' },
  ...(defect === 'unknown-event' && { aside: true }),
  flags: { neverAnswer: true, junk: true, defects: [defect] },
})
