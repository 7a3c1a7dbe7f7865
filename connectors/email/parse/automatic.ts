import { type Header, headerValue, headerValues } from './headers.ts'

const machineSenders =
  /^(no-?reply|ne-?pas-?repondre|noreponse|pas-de-reponse|do-?not-?reply|mailer-daemon|postmaster|bounces?|nobody)([-+._].*)?$/i
const machineHeaders = ['list-id', 'list-unsubscribe', 'list-post', 'list-help', 'x-loop', 'feedback-id', 'x-autoreply']
const machinePrecedence = new Set(['bulk', 'list', 'junk', 'auto_reply', 'auto-reply'])

/** First word of a structured header, without comments and parameters. */
function word(value: string | undefined): string {
  const bare = (value ?? '').slice(0, 1_000).replace(/\([^()]*\)/g, ' ')
  return (
    bare
      .trim()
      .split(/[\s;,]/, 1)[0]
      ?.toLowerCase() ?? ''
  )
}

/** RFC 3834 §2 and the habits of those who came before it: is this mail from a machine, or to a list? */
export function isAutomatic(headers: readonly Header[], from: string | undefined): boolean {
  const said = headerValues(headers, 'auto-submitted').map(word)
  if (said.some((value) => value !== '' && value !== 'no')) return true
  if (headerValues(headers, 'precedence').some((value) => machinePrecedence.has(word(value)))) return true
  if (headers.some(({ key }) => machineHeaders.includes(key) || key.startsWith('x-autorespond'))) return true
  const suppress = word(headerValue(headers, 'x-auto-response-suppress'))
  if (suppress !== '' && suppress !== 'none') return true
  if (hasNullReturnPath(headers)) return true
  if (/^\s*multipart\/report\b/i.test(headerValue(headers, 'content-type') ?? '')) return true
  return machineSenders.test(from?.split('@', 1)[0] ?? '')
}

/** The empty envelope sender (RFC 5321 §4.5.5): a notification that must never be answered. */
export function hasNullReturnPath(headers: readonly Header[]): boolean {
  return /^\s*<\s*>/.test(headerValue(headers, 'return-path') ?? '')
}
