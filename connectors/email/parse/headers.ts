/** Key in lower case, value unfolded and otherwise as it came. */
export interface Header {
  readonly key: string
  readonly value: string
}

const headBytes = 256 * 1024
/** RFC 5322 §2.1.1 ends lines at 998 characters: an id that is longer cannot be one that we or a serious sender made. */
export const longestId = 998

/** Where the head of a mail ends, within its first 256 kB. */
function headOf(raw: Uint8Array): Buffer {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headBytes))
  const ends = [start.indexOf('\r\n\r\n'), start.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length > 0 ? start.subarray(0, Math.min(...ends)) : start
}

/** Reads the head of a mail without a parser: cheap, bounded, for decisions before parsing and for mail that breaks parsers. */
export function scanHeaders(raw: Uint8Array): readonly Header[] {
  const headers: { key: string; value: string }[] = []
  for (const line of headOf(raw).toString('utf8').split(/\r?\n/)) {
    const last = headers.at(-1)
    if (/^[ \t]/.test(line) && last) {
      last.value += ` ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    const key = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && /^[\x21-\x7e]+$/.test(key)) headers.push({ key, value: line.slice(colon + 1).trim() })
    if (headers.length >= 5_000) break
  }
  return headers
}

export function headerValues(headers: readonly Header[], key: string): readonly string[] {
  return headers.filter((header) => header.key === key).map((header) => header.value)
}

export function headerValue(headers: readonly Header[], key: string): string | undefined {
  return headers.find((header) => header.key === key)?.value
}

/** The message ids of a header, in its order; a bare id without angle brackets counts when it stands alone. */
export function messageIds(value: string | undefined): readonly string[] {
  if (value === undefined) return []
  const found = value.slice(0, 64 * 1024).match(/<[^<>\s]+>/g)
  if (found) return found
  const bare = value.trim()
  return /^[^<>\s]+@[^<>\s]+$/.test(bare) ? [`<${bare}>`] : []
}

/** Lone surrogates would break UTF-8 on the way to the database: each becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}
