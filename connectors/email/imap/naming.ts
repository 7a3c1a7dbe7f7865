import { createHash } from 'node:crypto'
import type { Sink } from '../../../inbox/contract.ts'

/** Gives a mail its name in the inbox, or undefined when it is stored already. Asked in the order of UIDs. */
export type Naming = (uid: number, raw: Uint8Array) => Promise<string | undefined>

export function byUid(validity: string): Naming {
  return (uid) => Promise.resolve(`${validity}:${uid}`)
}

/** Of the mails with the same bytes, tells those in excess of the copies that the inbox holds under other names. */
function excess(
  sink: Sink,
  prefix: string,
): (raw: Uint8Array) => Promise<{ hash: string; rank: number; isNew: boolean }> {
  const ranks = new Map<string, number>()
  const known = new Map<string, number>()
  return async (raw) => {
    const hash = createHash('sha256').update(raw).digest('base64url')
    const rank = (ranks.get(hash) ?? 0) + 1
    ranks.set(hash, rank)
    const copies = known.get(hash) ?? (await sink.copies(raw, prefix))
    known.set(hash, copies)
    return { hash, rank, isNew: rank > copies }
  }
}

/**
 * The server gave the folder a new UIDVALIDITY: every UID changed (RFC 3501 §2.3.1.1). Only copies in excess are stored.
 * What this pass stores carries the new prefix and is not counted, so the pass may be cut anywhere and begun again.
 */
export function afterChange(validity: string, sink: Sink): Naming {
  const judge = excess(sink, `${validity}:`)
  return async (uid, raw) => ((await judge(raw)).isNew ? `${validity}:${uid}` : undefined)
}

/** The server gives no UIDVALIDITY: UIDs mean nothing tomorrow, so a mail is named by its bytes and its place among equals. */
export function byHash(sink: Sink): Naming {
  const judge = excess(sink, 'hash:')
  return async (_uid, raw) => {
    const { hash, rank, isNew } = await judge(raw)
    return isNew ? `hash:${hash}:${rank}` : undefined
  }
}
