/** Mails written for tests. Names and addresses are invented; .example is kept free by RFC 2606. */
export interface Draft {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly id?: string
  readonly headers?: readonly string[]
  readonly body?: string
}

let count = 0

export function mail(draft: Draft = {}): Buffer {
  count += 1
  const lines = [
    `From: ${draft.from ?? 'Camille <camille@citoyens.example>'}`,
    `To: ${draft.to ?? 'bureau@police.example'}`,
    `Subject: ${draft.subject ?? 'Question'}`,
    `Date: Mon, 16 Nov 2026 10:00:00 +0100`,
    `Message-ID: ${draft.id ?? `<mail-${count}@citoyens.example>`}`,
    ...(draft.headers ?? []),
  ]
  if (!lines.some((line) => /^content-type:/i.test(line))) lines.push('Content-Type: text/plain; charset=utf-8')
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${draft.body ?? 'Bonjour.'}\r\n`)
}

export function multipart(type: string, parts: readonly string[], draft: Draft = {}): Buffer {
  const body = parts.map((part) => `--limite\r\n${part}\r\n`).join('')
  const headers = [...(draft.headers ?? []), 'MIME-Version: 1.0', `Content-Type: multipart/${type}; boundary=limite`]
  return mail({ ...draft, headers, body: `${body}--limite--` })
}

/** A report of RFC 3464 on a mail of ours. */
export function bounce(original: string, action = 'failed', status = '5.1.1'): Buffer {
  return multipart(
    'report; report-type=delivery-status',
    [
      'Content-Type: text/plain\r\n\r\nVotre message n’a pas été remis.',
      `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; x@y.example\r\nAction: ${action}\r\nStatus: ${status}`,
      `Content-Type: text/rfc822-headers\r\n\r\nFrom: bureau@police.example\r\nMessage-ID: ${original}\r\nSubject: Re: Question`,
    ],
    { from: 'MAILER-DAEMON@mx.example', headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied'] },
  )
}
