import { createHash } from 'node:crypto'
import type { Inbound, Sink, Utterance } from '../../../inbox/contract.ts'
import type { FacebookConfig } from '../config.ts'
import type { Graph } from '../graph/client.ts'
import type { Http } from '../graph/http.ts'
import type { Own } from '../own.ts'
import { type Fields, idIn, recordIn, timeIn } from '../shape.ts'
import type { Tally } from '../tally.ts'
import type { Ledger } from '../watch/ledger.ts'
import type { Names } from './names.ts'

/** What every reader of events needs. */
export interface Intake {
  readonly config: FacebookConfig
  readonly sink: Sink
  readonly graph: Graph
  readonly http: Http
  readonly tally: Tally
  readonly own: Own
  readonly names: Names
  readonly ledger: Ledger
  /** How long a webhook may wait for the answer of our own call, and for a file. */
  readonly echoPatience: number
  readonly filePatience: number
}

/** One event of a webhook, with its own bytes. */
export interface Parcel {
  readonly event: Fields
  readonly raw: Uint8Array
  /** Another app holds this conversation. */
  readonly standby: boolean
  /** What the person is called, where Meta says it. */
  readonly name?: string
}

/** Names what has no name on the wire: the same event, sent again, gets the same one. */
export function hashOf(event: unknown): string {
  return createHash('sha256').update(JSON.stringify(event)).digest('base64url').slice(0, 32)
}

export async function receive(
  { sink }: Intake,
  { raw }: Parcel,
  externalId: string,
  at: Date,
  content: Inbound['content'],
): Promise<void> {
  await sink.receive({ externalId, at, raw, content })
  sink.gauge({ lag: Math.max(0, Date.now() - at.getTime()) })
}

const nobody = 'unknown:'

/** The name of who gave none. */
export const unknownOf = (id: string): string => `${nobody}${id}`

/** Meta's number for a person on one page, by which they are answered; without one, nobody can write to them. */
export function personOf(address: string, name?: string): Utterance['from'] {
  const given = name?.trim()
  // Meta's number tells a human nothing; its end tells two people apart in a list.
  const shown = given || (address.startsWith(nobody) ? undefined : `Facebook …${address.slice(-4)}`)
  return { address, anonymous: true, ...(shown !== undefined && { name: shown }) }
}

/** Something beside the talk: kept whole, told by its code, answered by nobody. */
export async function keepAside(intake: Intake, parcel: Parcel, code: string): Promise<void> {
  const { event } = parcel
  const hash = hashOf(event)
  const sender = recordIn(event, 'sender')
  const address = (sender && idIn(sender, 'id')) ?? unknownOf(hash)
  const from = address === intake.config.pageId ? unknownOf(hash) : address
  intake.tally.add(code)
  await receive(intake, parcel, `x:${hash}`, timeIn(event, 'timestamp') ?? new Date(), {
    from: personOf(from),
    text: '',
    thread: { standing: 'private' },
    aside: true,
    flags: { neverAnswer: true, defects: [code] },
  })
}

/** Did this come from our own hands? Asks twice while a call is under way, since its echo may come before its answer is stored. */
export async function isOurs({ sink, own, echoPatience }: Intake, wireId: string): Promise<boolean> {
  if (own.has(wireId) || (await sink.knows(wireId))) return true
  if (!own.busy) return false
  await new Promise((resolve) => setTimeout(resolve, echoPatience))
  return own.has(wireId) || sink.knows(wireId)
}
