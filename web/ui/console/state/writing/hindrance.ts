import type { Kind } from '../../rules/network/audience.ts'
import { lengthOf } from '../../rules/network/length.ts'
import { replyWindow } from '../../rules/network/window.ts'
import { type Open, opened, unread } from '../conversation/opened.ts'
import { now as clock } from '../look.ts'
import { me } from '../session.ts'
import { draftOf } from './drafts.ts'
import { attachedTo } from './files.ts'

/** Why the text in the box cannot leave now; undefined when it can. */
export type Hindrance = 'empty' | 'stale' | 'files' | 'long' | 'held' | 'late' | 'no-files'

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
  if (files.length > 0 && !takesFiles(now, kind)) return 'no-files'
  return heldOrStale(now)
}

/** What is attached to a public answer never leaves with a private one, nor the other way round. */
export const filesFor = (id: string, kind: Kind): string => (kind === 'answer' ? id : `${kind} ${id}`)

/** Others will read what is sent as this kind. */
export const isPublic = (now: Open, kind: Kind): boolean => kind === 'answer' && now.head.public

export function takesFiles(now: Open, kind: Kind): boolean {
  if (kind === 'note') return false
  return isPublic(now, kind) && now.capabilities.public ? now.capabilities.public.media : now.capabilities.media
}

function heldOrStale(now: Open): Hindrance | undefined {
  const holder = now.head.assignee
  if (holder && holder.id !== me.value?.agent.id && now.head.status !== 'resolved') return 'held'
  return unread.value.length > 0 ? 'stale' : undefined
}
