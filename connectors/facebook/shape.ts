/** What came over a wire, read by hand: every event comes through here, and none may be refused for a field we do not know. */
export type Fields = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function recordIn(fields: Fields, key: string): Fields | undefined {
  const value = fields[key]
  return isRecord(value) ? value : undefined
}

export function listIn(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key]
  return Array.isArray(value) ? value : []
}

/** Words as they are stored: a lone surrogate has no UTF-8. */
export function textIn(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : undefined
}

/** Ids are strings; a few of Meta's samples write them as numbers. */
export function idIn(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : undefined
}

export function numberIn(fields: Fields, key: string): number | undefined {
  const value = Number(fields[key])
  return (typeof fields[key] === 'number' || typeof fields[key] === 'string') && Number.isFinite(value)
    ? value
    : undefined
}

/** Milliseconds in Messenger, seconds in the page's feed, either as strings at times, ISO in answers. */
export function timeIn(fields: Fields, key: string): Date | undefined {
  const value = fields[key]
  const count = numberIn(fields, key)
  const read =
    count !== undefined && value !== ''
      ? new Date(count < 100_000_000_000 ? count * 1_000 : count)
      : new Date(typeof value === 'string' ? value : Number.NaN)
  return Number.isNaN(read.getTime()) ? undefined : read
}
