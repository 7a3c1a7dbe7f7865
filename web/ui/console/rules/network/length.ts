import type { WireCapabilities } from '../../../../wire.ts'

/** A public answer is cut by the connector into a few messages at most; more is refused. */
const mostParts = 5

export interface Length {
  readonly used: number
  readonly limit: number
  /** How many messages it becomes; 1 when it fits, or when nothing cuts it. */
  readonly parts: number
  /** Signs too many: it cannot leave. 0 when it can. */
  readonly over: number
  /** Signs left before it is cut, or refused. */
  readonly left: number
}

type Limits = Pick<WireCapabilities, 'maxLength' | 'public'>

/** Counted as the server counts: an emoji is one sign. */
export function lengthOf(text: string, capabilities: Limits, open: boolean): Length {
  const used = [...text].length
  const limit = (open ? capabilities.public?.maxLength : undefined) ?? capabilities.maxLength
  const most = open && capabilities.public ? limit * mostParts : limit
  const parts = open ? Math.max(1, Math.ceil(used / limit)) : 1
  return { used, limit, parts, over: Math.max(0, used - most), left: Math.max(0, limit - used) }
}

/** Short limits are always in sight; a long one is said when four fifths are used. */
export const worthSaying = ({ used, limit }: Length): boolean => limit < 1_000 || used > limit * 0.8

/** What networks make a link of, with or without its beginning. */
const link =
  /\bhttps?:\/\/\S|\bwww\.\S|(?<![@\p{L}\d])[\p{L}\d][\p{L}\d-]*(?:\.[\p{L}\d-]+)*\.(?:fr|com|org|net|eu|info|io|be|ch|lu|ca|co|app)(?![\p{L}\d])/iu

/** What a public answer with a link costs, in US cents; undefined when nothing is to be said. */
export function linkPrice(text: string, { public: open }: Limits): number | undefined {
  if (open?.linkCents === undefined || open.linkCents <= 0) return undefined
  return link.test(text) ? open.linkCents : undefined
}
