import { mail, multipart } from './mails.ts'

export interface Hostile {
  readonly name: string
  readonly bytes: Buffer
  /** Codes that must be among the defects. */
  readonly defects?: readonly string[]
}

const nest = (depth: number): string =>
  Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=n${at}\r\n\r\n--n${at}\r\n`).join(
    '',
  )
const raw = (text: string): Buffer => Buffer.from(text, 'latin1')
const random = (size: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: size }, (_, at) => (at * 7_919 + (at >> 3) * 31) % 256))
const html = (body: string): Buffer => mail({ headers: ['Content-Type: text/html; charset=utf-8'], body })

const heads: readonly Hostile[] = [
  { name: 'empty', bytes: raw(''), defects: ['empty', 'no-from'] },
  { name: 'one newline', bytes: raw('\n'), defects: ['empty'] },
  { name: 'only NULs', bytes: Buffer.alloc(4_096) },
  { name: 'random bytes', bytes: random(20_000), defects: ['no-from'] },
  { name: 'no header at all', bytes: raw('Bonjour, je n’ai pas d’en-tête.\r\n'), defects: ['no-from'] },
  { name: 'no body', bytes: raw('From: a@b.example\r\nSubject: rien') },
  {
    name: 'mbox line first',
    bytes: raw('From a@b.example Mon Nov 16 10:00:00 2026\nFrom: a@b.example\nSubject: mbox\n\nbonjour\n'),
  },
  { name: 'no From', bytes: raw('Subject: sans auteur\r\n\r\nbonjour\r\n'), defects: ['no-from'] },
  { name: 'empty From', bytes: raw('From:\r\nSubject: x\r\n\r\nbonjour\r\n'), defects: ['no-from'] },
  { name: 'two From', bytes: mail({ headers: ['From: autre@citoyens.example'] }), defects: ['two-from'] },
  { name: 'two dates', bytes: mail({ headers: ['Date: Tue, 17 Nov 2026 10:00:00 +0100'] }), defects: ['two-dates'] },
  { name: 'no date', bytes: raw('From: a@b.example\r\n\r\nx'), defects: ['no-date'] },
  {
    name: 'date of 1970',
    bytes: raw('From: a@b.example\r\nDate: Thu, 1 Jan 1970 00:00:00 +0000\r\n\r\nx'),
    defects: ['bad-date'],
  },
  {
    name: 'date of 2099',
    bytes: raw('From: a@b.example\r\nDate: Thu, 1 Jan 2099 00:00:00 +0000\r\n\r\nx'),
    defects: ['bad-date'],
  },
  { name: 'date of nowhere', bytes: raw('From: a@b.example\r\nDate: hier soir\r\n\r\nx'), defects: ['bad-date'] },
  { name: 'no Message-ID', bytes: raw('From: a@b.example\r\n\r\nx'), defects: ['no-message-id'] },
  { name: 'empty Message-ID', bytes: mail({ id: '<>' }), defects: ['no-message-id'] },
  {
    name: 'Message-ID of 10,000 characters',
    bytes: mail({ id: `<${'x'.repeat(10_000)}@citoyens.example>` }),
    defects: ['long-message-id'],
  },
  {
    name: 'two Message-IDs',
    bytes: mail({ headers: ['Message-ID: <autre@citoyens.example>'] }),
    defects: ['two-message-ids'],
  },
  { name: 'Message-ID with spaces', bytes: mail({ id: 'pas du tout un identifiant' }) },
  { name: 'subject of 1 MB', bytes: mail({ subject: 'a'.repeat(1_000_000) }) },
  { name: 'header of 3 MB', bytes: mail({ headers: [`X-Long: ${'b'.repeat(3_000_000)}`] }), defects: ['unparsed'] },
  { name: '20,000 headers', bytes: mail({ headers: Array.from({ length: 20_000 }, (_, at) => `X-H${at}: ${at}`) }) },
  { name: '100,000 comments in From', bytes: mail({ from: `${'(c)'.repeat(100_000)} <a@b.example>` }) },
  { name: 'nested groups in To', bytes: mail({ to: `${'g:'.repeat(5_000)} a@b.example${';'.repeat(5_000)}` }) },
  {
    name: '50,000 recipients',
    bytes: mail({ to: Array.from({ length: 50_000 }, (_, at) => `c${at}@b.example`).join(', ') }),
  },
  { name: 'quoted local part', bytes: mail({ from: '"a@evil.example x"@police.example' }) },
  { name: 'CRLF encoded in subject', bytes: mail({ subject: '=?utf-8?Q?a=0D=0ABcc:_x@y.example?=' }) },
  {
    name: 'script in subject and name',
    bytes: mail({ from: '"<script>alert(1)</script>" <a@b.example>', subject: '<img src=x onerror=alert(1)>' }),
  },
  { name: 'bidi and zalgo', bytes: mail({ subject: '\u202Egnp.exe z\u0351\u036B\u0343', body: '\u202Etxt\u202C' }) },
  { name: 'References of 200 kB', bytes: mail({ headers: [`References: ${'<r@x.example> '.repeat(14_000)}`] }) },
]

const bodies: readonly Hostile[] = [
  { name: 'NUL in the body', bytes: mail({ body: 'a\0b' }), defects: ['nul'] },
  {
    name: 'unknown charset',
    bytes: mail({ headers: ['Content-Type: text/plain; charset=x-klingon'] }),
    defects: ['bad-charset'],
  },
  {
    name: 'latin1 said to be utf-8',
    bytes: Buffer.concat([mail({ body: '' }), Buffer.from([0xe9, 0xe8, 0xff])]),
    defects: ['bad-charset'],
  },
  {
    name: 'broken base64',
    bytes: mail({ headers: ['Content-Transfer-Encoding: base64'], body: '!!!=== not base64 ~~~' }),
  },
  {
    name: 'broken quoted-printable',
    bytes: mail({ headers: ['Content-Transfer-Encoding: quoted-printable'], body: 'a=ZZ=\r\n=' }),
  },
  { name: 'unknown encoding', bytes: mail({ headers: ['Content-Transfer-Encoding: x-secret'], body: 'bonjour' }) },
  { name: 'lone surrogate as an entity', bytes: html('<p>a&#xD800;b&#55555;c</p>') },
  {
    name: 'utf-7 script',
    bytes: mail({
      headers: ['Content-Type: text/html; charset=utf-7'],
      body: '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
    }),
  },
  {
    name: 'utf-16 without a mark',
    bytes: Buffer.concat([
      mail({ headers: ['Content-Type: text/plain; charset=utf-16'], body: '' }),
      Buffer.from('bonjour', 'utf16le'),
    ]),
  },
  { name: 'body of 1.5 MB', bytes: mail({ body: 'ligne de texte\r\n'.repeat(100_000) }), defects: ['text-truncated'] },
  { name: 'HTML of 900 kB', bytes: html('<p>paragraphe</p>'.repeat(53_000)), defects: ['html-truncated'] },
  { name: 'HTML 5,000 deep', bytes: html(`${'<div>'.repeat(5_000)}fond${'</div>'.repeat(5_000)}`) },
  { name: 'HTML never closed', bytes: html('<table><tr><td><a href="http://x"><b><i>'.repeat(500)) },
  { name: 'one line of 1 MB', bytes: mail({ body: 'x'.repeat(1_000_000) }) },
  { name: '200,000 quoted lines', bytes: mail({ body: '> encore\r\n'.repeat(100_000) }) },
  { name: 'attribution bait', bytes: mail({ body: `${'Le '.repeat(20_000)}a écrit` }) },
]

const structures: readonly Hostile[] = [
  {
    name: '1,000 parts',
    bytes: multipart(
      'mixed',
      Array.from({ length: 1_000 }, (_, at) => `Content-Type: image/png; name=p${at}.png\r\n\r\n${at}`),
    ),
  },
  { name: '300 levels', bytes: raw(`From: a@b.example\r\nSubject: profond\r\n${nest(300)}`), defects: ['unparsed'] },
  {
    name: '30 messages inside each other',
    bytes: raw(`From: a@b.example\r\n${'Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n'.repeat(30)}\r\nfin`),
  },
  {
    name: 'a boundary that never comes',
    bytes: mail({ headers: ['Content-Type: multipart/mixed; boundary=jamais'], body: 'rien' }),
  },
  {
    name: 'multipart without a boundary',
    bytes: mail({ headers: ['Content-Type: multipart/mixed'], body: '--x\r\n\r\nrien' }),
  },
  {
    name: 'empty boundary',
    bytes: mail({ headers: ['Content-Type: multipart/mixed; boundary=""'], body: '--\r\n\r\nrien\r\n----' }),
  },
  {
    name: 'winmail.dat',
    bytes: multipart('mixed', [
      'Content-Type: text/plain\r\n\r\nvoir',
      'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nxx',
    ]),
    defects: ['winmail-dat'],
  },
  ...['../../etc/passwd', 'CON', 'a\u202Egpj.exe', '\u200B.htaccess', 'x'.repeat(300), 'a\0b.txt'].map((name) => ({
    name: `file named ${name.slice(0, 20).replaceAll('\0', '')}`,
    bytes: multipart('mixed', [
      'Content-Type: text/plain\r\n\r\nvoir',
      `Content-Disposition: attachment; filename="${name}"\r\n\r\nxx`,
    ]),
  })),
  {
    name: 'a million-line part',
    bytes: multipart('mixed', [`Content-Type: text/csv\r\n\r\n${'1;2\r\n'.repeat(300_000)}`]),
  },
  { name: 'parameters without end', bytes: mail({ headers: [`Content-Type: text/plain; ${'a=b; '.repeat(20_000)}`] }) },
  {
    name: 'RFC 2231 pieces',
    bytes: multipart('mixed', [
      `Content-Disposition: attachment; ${Array.from({ length: 2_000 }, (_, at) => `filename*${at}*=utf-8''a`).join('; ')}\r\n\r\nxx`,
    ]),
  },
  {
    name: 'nothing but boundaries',
    bytes: mail({ headers: ['Content-Type: multipart/mixed; boundary=b'], body: '--b\r\n'.repeat(50_000) }),
  },
  {
    name: 'a report of nothing',
    bytes: mail({ headers: ['Return-Path: <>', 'Content-Type: multipart/report; boundary=b'], body: '--b--' }),
  },
]

/** More than fifty mails that somebody would rather we could not read. */
export function hostileMails(): readonly Hostile[] {
  return [...heads, ...bodies, ...structures]
}
