import type { Capabilities, Outbound } from '../../contract.ts'

type Asked = Pick<Outbound, 'automatic' | 'public' | 'heardAt' | 'opens'>

/** How long after the person's last private message this author may still answer, in milliseconds; Infinity: always. */
const spanOf = ({ window }: Pick<Capabilities, 'window'>, automatic: boolean): number =>
  window === undefined ? Number.POSITIVE_INFINITY : automatic ? window.anyone : window.human

/** Is it too late for the wire to take this answer? What opens a private talk has no message to count from: the wire says. */
export function isLate(capabilities: Pick<Capabilities, 'window'>, asked: Asked, now: number): boolean {
  if (asked.public || asked.opens !== undefined || asked.heardAt === undefined) return false
  return now - asked.heardAt.getTime() > spanOf(capabilities, asked.automatic)
}
