import { readMail } from './parse/pool.ts'

/** One mail as `mail show` prints it, through the very parser of the connector. Never throws. */
export async function showMail(input: Uint8Array, file: string): Promise<object> {
  const letter = await readMail(input)
  return {
    file,
    from: letter.from ?? null,
    to: letter.to,
    cc: letter.cc,
    replyTo: letter.replyTo ?? null,
    subject: letter.subject ?? null,
    date: letter.date ?? null,
    messageId: letter.messageId ?? null,
    inReplyTo: letter.inReplyTo ?? null,
    references: letter.references,
    text: letter.text,
    reply: letter.reply,
    html: letter.html ?? null,
    attachments: letter.files.map(({ name, type, bytes }) => ({ name, type, size: bytes.byteLength })),
    automatic: letter.automatic,
    neverAnswer: letter.automatic || letter.from === undefined,
    defects: letter.defects,
  }
}
