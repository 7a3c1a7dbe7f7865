import type { DeliveryReport } from '../../../inbox/contract.ts'
import { type Header, headerValue, messageIds, scanHeaders } from './headers.ts'

interface Part {
  readonly type: string
  readonly bytes: Uint8Array
}

const daemon = /\b(mailer-daemon|postmaster)@/i

function idIn(bytes: Uint8Array): string | undefined {
  return messageIds(headerValue(scanHeaders(bytes), 'message-id'))[0]
}

/** Of several recipients' states, the worst; nothing when all arrived. RFC 3464 §2.3. */
function verdict(status: string): Pick<DeliveryReport, 'state' | 'code'> | undefined {
  const actions = [...status.matchAll(/^Action:\s*([a-z]+)/gim)].map((match) => match[1]?.toLowerCase())
  const state = actions.includes('failed') ? 'failed' : actions.includes('delayed') ? 'delayed' : undefined
  if (!state) return undefined
  const codes = [...status.matchAll(/^Status:\s*([245]\.\d{1,3}\.\d{1,3})/gim)].map((match) => match[1] ?? '')
  const digit = state === 'failed' ? '5' : '4'
  return { state, code: codes.find((code) => code.startsWith(digit)) ?? codes[0] ?? `${digit}.0.0` }
}

/** Reads a bounce: a report of RFC 3464, or the older letter of a mail daemon that repeats the head of what it returns. */
export function readReport(
  headers: readonly Header[],
  parts: readonly Part[],
  text: string,
): DeliveryReport | undefined {
  const status = parts.find((part) => part.type === 'message/delivery-status')
  const returned = parts.find((part) => ['message/rfc822', 'text/rfc822-headers'].includes(part.type))
  if (status) {
    const found = verdict(
      Buffer.from(status.bytes)
        .toString('latin1')
        .slice(0, 64 * 1024),
    )
    const messageId = returned && idIn(returned.bytes)
    return found && messageId ? { messageId, ...found } : undefined
  }
  if (!daemon.test(headerValue(headers, 'from') ?? '')) return undefined
  const quoted = /^[> \t]*Message-ID:\s*(<[^<>\s]{3,998}>)/im.exec(text.slice(0, 256 * 1024))
  const messageId = (returned && idIn(returned.bytes)) ?? quoted?.[1]
  if (!messageId) return undefined
  const code = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(text.slice(0, 64 * 1024))?.[0]
  return { messageId, state: 'failed', code: code ?? '5.0.0' }
}
