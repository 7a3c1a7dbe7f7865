import type { WireHead, WireView } from '../../../wire.ts'

/** The queues of the left pane, in the order in which an agent looks at them. */
export const views = [
  'mine',
  'waiting',
  'danger',
  'answered',
  'bot',
  'junk',
  'review',
  'trouble',
  'done',
] as const satisfies readonly WireView[]

export const isView = (name: string): name is WireView => name === 'all' || views.some((view) => view === name)

/** Whether a conversation, as it is now, would be listed in a view. Used to tell agents that a row has left; the server decides. */
export function belongs(head: WireHead, view: WireView, me: string, now = Date.now()): boolean {
  const live = head.status === 'open' || head.status === 'snoozed'
  switch (view) {
    case 'mine':
      return live && head.assignee?.id === me
    case 'waiting':
      return head.status === 'open' && !head.assignee && !head.junk
    case 'danger':
      return head.danger !== 'none' && head.status !== 'resolved'
    case 'answered':
      return live && !head.waitingSince
    case 'bot':
      return head.status === 'pending'
    case 'done':
      return head.status === 'resolved'
    case 'junk':
      return head.junk && head.status !== 'resolved'
    case 'review':
      return head.apart !== undefined && Date.parse(head.apart.until) <= now
    case 'trouble':
      return head.trouble
    case 'all':
      return true
  }
}

export interface Filter {
  readonly view: WireView
  readonly desk?: string
  readonly channel?: string
}

export const passes = (head: WireHead, filter: Filter, me: string): boolean =>
  belongs(head, filter.view, me) &&
  (filter.desk === undefined || head.desk === filter.desk) &&
  (filter.channel === undefined || head.channel === filter.channel)

/** From when on a wait is called late: someone sits before a chat, a letter takes days. */
const lateAfter = { resume: 8 * 60_000, lease: 24 * 3_600_000, task: 48 * 3_600_000 }

export function isLate(head: WireHead, delivery: keyof typeof lateAfter | undefined, now: number): boolean {
  if (!head.waitingSince || head.status === 'resolved') return false
  return now - Date.parse(head.waitingSince) > lateAfter[delivery ?? 'resume']
}
