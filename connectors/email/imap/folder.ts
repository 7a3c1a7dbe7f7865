import type { ImapFlow } from 'imapflow'
import { type Sink, Unavailable } from '../../../inbox/contract.ts'
import type { EmailConfig } from '../config.ts'
import { deliver, looksLikeReport, type Mail } from '../deliver.ts'
import { headerValue, scanHeaders } from '../parse/headers.ts'
import { type Position, readPosition } from './cursor.ts'
import { type Fetched, fetchBatches, uidsAbove } from './fetch.ts'
import { afterChange, byHash, byUid, type Naming } from './naming.ts'

const atOnce = 64
const mostLate = 1_000

/** One open folder: brings every mail to the inbox, then moves the cursor, never before. */
export interface Folder {
  /** Takes in all that is new. */
  drain(): Promise<void>
}

/** Mails of one sender go in their order; different senders go side by side, so that the inbox can store them together. */
async function deliverAll(mails: readonly Mail[], config: EmailConfig, sink: Sink): Promise<readonly Mail[]> {
  const lanes = new Map<string, Mail[]>()
  const reports = mails.filter(looksLikeReport)
  for (const mail of mails) {
    if (reports.includes(mail)) continue
    const sender = headerValue(scanHeaders(mail.raw), 'from') ?? ''
    lanes.set(sender, [...(lanes.get(sender) ?? []), mail])
  }
  const failed: Mail[] = []
  const one = (mail: Mail): Promise<void> =>
    deliver(mail, config, sink).catch((error: unknown) => {
      if (error instanceof Unavailable) throw error
      failed.push(mail)
    })
  const waiting = [...lanes.values()]
  const work = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) {
      for (const mail of lane) await one(mail)
    }
  }
  const done = await Promise.allSettled(Array.from({ length: atOnce }, work))
  for (const result of done) if (result.status === 'rejected') throw result.reason
  // Last and alone: a report that kills its reader must take no other mail with it.
  for (const mail of reports) await one(mail)
  return failed
}

async function named(mails: readonly Fetched[], naming: Naming): Promise<(Mail & { uid: number })[]> {
  const result: (Mail & { uid: number })[] = []
  for (const mail of mails) {
    const externalId = await naming(mail.uid, mail.raw)
    if (externalId !== undefined) result.push({ ...mail, externalId })
  }
  return result
}

export async function openFolder(
  client: ImapFlow,
  config: EmailConfig,
  sink: Sink,
  signal: AbortSignal,
): Promise<Folder> {
  const mailbox = client.mailbox || undefined
  // A BigInt of up to 64 bits on some servers: kept as text, never as a number.
  const validity = mailbox?.uidValidity ? String(mailbox.uidValidity) : null
  const saved = readPosition(await sink.cursor.load())
  const known = validity !== null && saved?.validity === validity
  let position: Position = known ? saved : { validity, uid: 0, late: [] }
  const changed = saved !== undefined && !known
  let naming = validity === null ? byHash(sink) : changed ? afterChange(validity, sink) : byUid(validity)
  // Until the pass after a change is through, the old cursor stays: a crash begins the pass again and doubles nothing.
  let passing = changed || validity === null

  const save = (): Promise<void> => sink.cursor.save(JSON.stringify(position))
  const take = async (uids: readonly number[], retry: boolean): Promise<void> => {
    for await (const { upTo, mails } of fetchBatches(client, uids)) {
      signal.throwIfAborted()
      const ready = await named(mails, retry && validity !== null ? byUid(validity) : naming)
      const failed = new Set(await deliverAll(ready, config, sink))
      const missed = ready.filter((mail) => failed.has(mail)).map(({ uid }) => uid)
      const kept = retry ? position.late.filter((uid) => uid > upTo || !uids.includes(uid)) : position.late
      const late = [...new Set([...kept, ...missed])]
      // Without UIDVALIDITY there is nothing to come back by but the whole pass.
      if (late.length > (validity === null ? 0 : mostLate)) throw new Unavailable()
      position = { validity, uid: Math.max(position.uid, upTo), late }
      if (!passing) await save()
    }
  }
  return {
    async drain() {
      if (position.late.length > 0)
        await take(
          [...position.late].sort((a, b) => a - b),
          true,
        )
      await take(await uidsAbove(client, position.uid), false)
      if (!passing || validity === null) return
      passing = false
      naming = byUid(validity)
      await save()
    },
  }
}
