import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dovecot, freePort, startDovecot } from '../../setup/dovecot.ts'

export interface Mailbox {
  readonly dovecot: Dovecot
  /** CHANNELS_FILE of a product that reads this box. */
  readonly channels: string
}

export const mailDesk = 'commissariat-numerique'

/** A real box on Dovecot, and the settings that lead the product's mail channel to it. Without `out`, nothing listens where answers would go. */
export async function openMailbox(folder: string, out?: number): Promise<Mailbox> {
  const dovecot = await startDovecot()
  const channels = join(folder, 'channels.yaml')
  const settings = {
    address: 'bureau@exemple.test',
    in: { type: 'imap', host: '127.0.0.1', port: dovecot.port, tls: 'none', login: dovecot.login },
    out: { host: '127.0.0.1', port: out ?? (await freePort()), tls: 'none', timeoutSeconds: 1 },
  }
  writeFileSync(channels, JSON.stringify({ [`${mailDesk}/courriel`]: settings }))
  return { dovecot, channels }
}

const words =
  'Bonjour, je vous écris au sujet du bruit dans ma rue le soir. Pouvez-vous me dire à qui en parler ? Merci. '

/** A letter of 2.3 kB with a plain and an HTML part, as mail programs write them. */
export function letter(i: number): string {
  const bound = `b${i}`
  return [
    `From: Habitante ${i} <h${i}@exemple.test>`,
    'To: bureau@exemple.test',
    `Subject: =?utf-8?B?${Buffer.from(`Bruit n° ${i}`).toString('base64')}?=`,
    `Message-ID: <bench-${i}@exemple.test>`,
    'Date: Sun, 22 Nov 2026 06:00:00 +0000',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${bound}"`,
    '',
    `--${bound}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    words.repeat(8),
    `--${bound}`,
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `<p>${words.repeat(8)}</p>`,
    `--${bound}--`,
    '',
  ].join('\r\n')
}
