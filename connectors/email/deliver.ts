import type { Sink, Utterance } from '../../inbox/contract.ts'
import type { EmailConfig } from './config.ts'
import { hasNullReturnPath } from './parse/automatic.ts'
import { type Header, headerValue, scanHeaders } from './parse/headers.ts'
import type { Letter } from './parse/letter.ts'
import { readMail } from './parse/pool.ts'
import { idForms, utteranceOf } from './utterance.ts'

/** A mail longer than this is kept as its head alone; the mailbox still holds it. */
export const longestMail = 30 * 1024 * 1024

export interface Mail {
  readonly externalId: string
  readonly at: Date
  readonly raw: Uint8Array
  /** Only the head was fetched. */
  readonly tooLarge?: boolean
}

/** It could be a bounce: tried as one before it is received. */
export const looksLikeReport = ({ raw }: Pick<Mail, 'raw'>): boolean => mayBeReport(scanHeaders(raw))

function mayBeReport(headers: readonly Header[]): boolean {
  if (/^\s*multipart\/report\b/i.test(headerValue(headers, 'content-type') ?? '')) return true
  return hasNullReturnPath(headers) || /\b(mailer-daemon|postmaster)@/i.test(headerValue(headers, 'from') ?? '')
}

async function reported(letter: Letter, config: EmailConfig, sink: Sink): Promise<boolean> {
  const { report } = letter
  if (!report) return false
  for (const messageId of idForms(config, report.messageId)) {
    if (await sink.report({ ...report, messageId })) return true
  }
  return false
}

const reportSlot = 'report'
const mostTries = 3
const lanes = new WeakMap<Sink, Promise<unknown>>()

/**
 * A report may become no message, so it is read before anything of it is stored: one at a time, each try written down
 * before it begins. One that kills its reader is given up as a report, and received like any mail that nobody can read.
 */
async function tryReport({ externalId, raw }: Mail, config: EmailConfig, sink: Sink): Promise<boolean> {
  const saved = (await sink.cursor.load(reportSlot)) ?? ''
  const tries = saved.endsWith(` ${externalId}`) ? Number.parseInt(saved, 10) : 0
  if (tries >= mostTries) return false
  await sink.cursor.save(`${tries + 1} ${externalId}`, reportSlot)
  const done = await reported(await readMail(raw), config, sink)
  await sink.cursor.save('', reportSlot)
  return done
}

function isReported(mail: Mail, config: EmailConfig, sink: Sink): Promise<boolean> {
  const turn = (lanes.get(sink) ?? Promise.resolve()).then(() => tryReport(mail, config, sink))
  lanes.set(
    sink,
    turn.catch(() => undefined),
  )
  return turn
}

/** Hands one mail to the inbox: a bounce goes to the message that caused it, all else is received. */
export async function deliver(mail: Mail, config: EmailConfig, sink: Sink): Promise<void> {
  const { raw, externalId, at } = mail
  const read = async (): Promise<Utterance> => {
    const letter = await readMail(raw)
    return utteranceOf(mail.tooLarge ? { ...letter, defects: [...letter.defects, 'too-large'] } : letter, config)
  }
  if (looksLikeReport(mail) && (await isReported(mail, config, sink))) return
  await sink.receive({ externalId, at, raw, content: read })
}
