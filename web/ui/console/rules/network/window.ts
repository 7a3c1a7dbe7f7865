import type { WireCapabilities, WireHead } from '../../../../wire.ts'

/** Until when the network takes an agent's private answer. */
export interface ReplyWindow {
  readonly state: 'open' | 'soon' | 'closed'
  readonly until: number
}

/** From then on the end is near enough to be shown in colour and read aloud. */
const lastHours = 4 * 3_600_000

type Heard = Pick<WireHead, 'public' | 'heardAt'>

/** Undefined where the network sets no limit: in public, and where it counts from nothing yet. */
export function replyWindow(
  { public: open, heardAt }: Heard,
  { window: spell }: Pick<WireCapabilities, 'window'>,
  now: number,
): ReplyWindow | undefined {
  if (open || spell === undefined || heardAt === undefined) return undefined
  const until = Date.parse(heardAt) + spell.human
  // The server takes an answer at the very end of the window, and none after.
  if (now > until) return { state: 'closed', until }
  return { state: until - now <= lastHours ? 'soon' : 'open', until }
}
