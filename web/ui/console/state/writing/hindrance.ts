import type { WireFileLimits } from '../../../../wire.ts'
import type { Kind } from '../../rules/network/audience.ts'
import { lengthOf } from '../../rules/network/length.ts'
import { replyWindow } from '../../rules/network/window.ts'
import { type Open, opened, unread } from '../conversation/opened.ts'
import { now as clock } from '../look.ts'
import { me } from '../session.ts'
import { draftOf } from './drafts.ts'
import { attachedTo } from './files.ts'

/** Why the text in the box cannot leave now; undefined when it can. */
export type Hindrance = 'empty' | 'stale' | 'files' | 'long' | 'held' | 'late' | 'no-files' | 'many-files'

export function hindrance(kind: Kind): Hindrance | undefined {
  const now = opened.value
  if (!now) return 'empty'
  if (kind === 'answer' && replyWindow(now.head, now.capabilities, clock.value)?.state === 'closed') return 'late'
  const text = draftOf(now.id)[kind]
  const files = attachedTo(filesFor(now.id, kind))
  if (text.trim() === '' && files.length === 0) return 'empty'
  if (files.some((file) => file.id === undefined)) return 'files'
  if (kind === 'note') return undefined
  const open = isPublic(now, kind)
  if (lengthOf(text, now.capabilities, open).over > 0) return 'long'
  if (files.length > 0) {
    const taken = filesTaken(now, kind)
    if (taken === 'none') return 'no-files'
    if (taken !== undefined && files.length > taken.most) return 'many-files'
  }
  return heldOrStale(now)
}

/** What is attached to a public answer never leaves with a private one, nor the other way round. */
export const filesFor = (id: string, kind: Kind): string => (kind === 'answer' ? id : `${kind} ${id}`)

/** Others will read what is sent as this kind. */
export const isPublic = (now: Open, kind: Kind): boolean => kind === 'answer' && now.head.public

/** Which files this answer may hold: none, these, or any (undefined). */
export function filesTaken(now: Open, kind: Kind): WireFileLimits | 'none' | undefined {
  const { public: open, media, files } = now.capabilities
  if (kind === 'note') return 'none'
  if (isPublic(now, kind) && open) return open.media ? open.files : 'none'
  if (kind === 'private' && open?.firstMedia === false) return 'none'
  return media ? files : 'none'
}

function heldOrStale(now: Open): Hindrance | undefined {
  const holder = now.head.assignee
  if (holder && holder.id !== me.value?.agent.id && now.head.status !== 'resolved') return 'held'
  return unread.value.length > 0 ? 'stale' : undefined
}
