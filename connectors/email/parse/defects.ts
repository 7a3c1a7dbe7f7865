import { type Header, headerValue, headerValues, longestId } from './headers.ts'

/** Codes for what is wrong in the head of a mail. Nothing is refused for it. */
export function headerDefects(headers: readonly Header[], hasFrom: boolean): readonly string[] {
  const count = (key: string): number => headerValues(headers, key).length
  const date = headerValue(headers, 'date')
  const id = headerValue(headers, 'message-id')?.trim() ?? ''
  const year = new Date((date ?? '').slice(0, 200).replace(/\([^()]*\)/g, '')).getUTCFullYear()
  const found: readonly (readonly [boolean, string])[] = [
    [!hasFrom, 'no-from'],
    [count('from') > 1, 'two-from'],
    [count('date') > 1, 'two-dates'],
    [date === undefined, 'no-date'],
    [date !== undefined && !(year > 1990 && year < 2090), 'bad-date'],
    [id === '' || id === '<>', 'no-message-id'],
    [count('message-id') > 1, 'two-message-ids'],
    [id.length > longestId, 'long-message-id'],
    [count('subject') > 1, 'two-subjects'],
  ]
  return found.filter(([is]) => is).map(([, code]) => code)
}

function knownCharset(label: string): boolean {
  try {
    new TextDecoder(label)
    return true
  } catch {
    return false
  }
}

/** Signs that the words are not as they were meant: an unknown charset, bytes that do not fit theirs, NULs, nothing at all. */
export function textDefects(raw: Uint8Array, text: string): readonly string[] {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (bytes.toString('latin1', 0, 1_000).trim() === '') return ['empty']
  const labels = bytes
    .toString('latin1', 0, 200_000)
    .matchAll(/^content-type:[^\n]*(?:\n[ \t][^\n]*)*?\bcharset\s*=\s*"?([^\s";]{1,60})/gim)
  const strange = [...labels].some((match) => !knownCharset(match[1] ?? ''))
  // U+FFFD that nobody wrote was put there by a decoder.
  const broken = text.includes('\uFFFD') && !bytes.includes('\uFFFD')
  return [...(strange || broken ? ['bad-charset'] : []), ...(text.includes('\0') ? ['nul'] : [])]
}
