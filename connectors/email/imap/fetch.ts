import type { ImapFlow } from 'imapflow'
import { longestMail } from '../deliver.ts'

export interface Fetched {
  readonly uid: number
  readonly at: Date
  readonly raw: Uint8Array
  readonly tooLarge: boolean
}

/** The server did not keep to the protocol: the connection is given up and begun again. */
export class HostileServer extends Error {
  readonly code: string
  constructor(code: string) {
    super(`The IMAP server breaks the protocol (${code}).`)
    this.name = 'HostileServer'
    this.code = code
  }
}

const batch = 200
const batchBytes = 32 * 1024 * 1024

interface Size {
  readonly uid: number
  readonly size: number
}

/** UIDs above `after`, in order. "n:*" always names the last mail, even one below n (RFC 3501 §6.4.8). */
export async function uidsAbove(client: ImapFlow, after: number): Promise<number[]> {
  const found = (await client.search({ uid: `${after + 1}:*` }, { uid: true })) || []
  const valid = found.filter((uid) => Number.isSafeInteger(uid) && uid > after)
  return [...new Set(valid)].sort((a, b) => a - b)
}

function grouped(sizes: readonly Size[]): Size[][] {
  const groups: Size[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const entry of sizes) {
    const weight = entry.size > longestMail ? 0 : entry.size
    if (bytes + weight > batchBytes) {
      groups.push([])
      bytes = 0
    }
    bytes += weight
    groups.at(-1)?.push(entry)
  }
  return groups
}

async function fetchPart(client: ImapFlow, uids: readonly number[], tooLarge: boolean): Promise<Fetched[]> {
  if (uids.length === 0) return []
  const wanted = new Set(uids)
  const what = { uid: true, internalDate: true, ...(tooLarge ? { headers: true } : { source: true }) }
  const mails: Fetched[] = []
  let bytes = 0
  for await (const message of client.fetch(uids.join(','), what, { uid: true })) {
    const raw = tooLarge ? message.headers : message.source
    // Asked for by UID and checked by UID: a mail moved meanwhile can never be taken for another.
    if (!raw || !wanted.delete(message.uid)) continue
    bytes += raw.byteLength
    if (bytes > 3 * batchBytes) throw new HostileServer('sizes')
    const at = new Date(message.internalDate ?? Date.now())
    mails.push({ uid: message.uid, at: Number.isNaN(at.getTime()) ? new Date() : at, raw, tooLarge })
  }
  return mails
}

/** Mails in batches of one command each: at most 200, at most 32 MB; of a mail above 30 MB only the head. Each batch says up to which UID it goes. */
export async function* fetchBatches(
  client: ImapFlow,
  uids: readonly number[],
): AsyncGenerator<{ readonly upTo: number; readonly mails: readonly Fetched[] }> {
  for (let at = 0; at < uids.length; at += batch) {
    const part = uids.slice(at, at + batch)
    const listed = await client.fetchAll(part.join(','), { uid: true, size: true }, { uid: true })
    const sizes = new Map(listed.map(({ uid, size }) => [uid, size ?? 0]))
    const present = part.filter((uid) => sizes.has(uid)).map((uid) => ({ uid, size: sizes.get(uid) ?? 0 }))
    const groups = grouped(present)
    for (const [index, group] of groups.entries()) {
      const large = group.filter(({ size }) => size > longestMail).map(({ uid }) => uid)
      const fit = group.filter(({ size }) => size <= longestMail).map(({ uid }) => uid)
      const mails = [...(await fetchPart(client, fit, false)), ...(await fetchPart(client, large, true))]
      const last = index === groups.length - 1 ? part.at(-1) : group.at(-1)?.uid
      yield { upTo: last ?? 0, mails: mails.sort((a, b) => a.uid - b.uid) }
    }
    if (groups.length === 0) yield { upTo: part.at(-1) ?? 0, mails: [] }
  }
}
