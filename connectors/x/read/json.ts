export type Json = Readonly<Record<string, unknown>>

/** Strings stay as they are; whole numbers of 16 digits and more become strings: JSON.parse would round them. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+])-?\d{16,}(?![\d.eE])/gs

/** JSON whose ids keep all their digits, however X wrote them. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  // The reviver's source text needs a newer engine than Node 20's.
  return JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : `"${token}"`)))
}

export const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** An id as digits; '' when it is none. */
export function asId(value: unknown): string {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : asText(value)
  return /^[0-9]{1,19}$/.test(text) ? text : ''
}

/** The first of several spellings that is there. */
export function oneOf(from: Json, ...names: readonly string[]): unknown {
  const name = names.find((candidate) => from[candidate] !== undefined)
  return name === undefined ? undefined : from[name]
}
