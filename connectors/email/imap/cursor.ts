import { z } from 'zod'

/** How far a folder was read. validity is null where the server gives no UIDVALIDITY. */
const Position = z.object({
  validity: z.string().nullable(),
  uid: z.int().min(0),
  /** Passed over because storing them failed for a reason of their own: tried again at every look. */
  late: z.array(z.int().min(1)).max(1_000).default([]),
})

export type Position = z.infer<typeof Position>

/** A cursor that cannot be read is as none: everything is read again, and what is stored is recognised. */
export function readPosition(saved: string | undefined): Position | undefined {
  if (saved === undefined) return undefined
  try {
    return Position.parse(JSON.parse(saved))
  } catch {
    return undefined
  }
}
