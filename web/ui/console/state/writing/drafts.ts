import { signal } from '@preact/signals'
import type { WireDraft } from '../../../../wire.ts'
import { type Kind, packed, type Texts, unpacked, withoutMark } from '../../rules/network/audience.ts'
import { joined } from '../../rules/thread.ts'
import { conversationPath, put } from '../api.ts'
import { onForget } from '../session.ts'

/** The texts of one conversation, which never mix. In memory and on the server, never in this computer's storage. */
export interface Draft extends Texts {
  /** What the server holds. */
  readonly saved: Texts
  readonly savedAt?: string
  readonly failed: boolean
}

const empty: Texts = { answer: '', private: '', note: '' }
const none: Draft = { ...empty, saved: empty, failed: false }

const drafts = signal<Readonly<Record<string, Draft>>>({})
export const tab = signal<Kind>('answer')

const timers = new Map<string, ReturnType<typeof setTimeout>>()
const saving = new Set<string>()
const delay = 2_000

export const draftOf = (id: string): Draft => drafts.value[id] ?? none
export const peekDraft = (id: string): Draft => drafts.peek()[id] ?? none

const textsOf = ({ answer, private: aside, note }: Texts): Texts => ({ answer, private: aside, note })

export const unsaved = (draft: Draft): boolean =>
  draft.answer !== draft.saved.answer || draft.private !== draft.saved.private || draft.note !== draft.saved.note

function set(id: string, patch: Partial<Draft>): void {
  drafts.value = { ...drafts.peek(), [id]: { ...peekDraft(id), ...patch } }
}

/** What the server kept from before. What is being typed here wins. */
export function draftFromServer(id: string, draft: WireDraft | undefined): void {
  if (!draft || unsaved(peekDraft(id))) return
  const kept = unpacked(draft)
  set(id, { ...kept, saved: kept, savedAt: draft.savedAt, failed: false })
}

export function typed(id: string, kind: Kind, text: string): void {
  set(id, { [kind]: withoutMark(text) })
  saveLater(id)
}

export const giveBack = (id: string, kind: Kind, text: string): void =>
  typed(id, kind, joined(text, peekDraft(id)[kind]))

/** Two seconds after the first change, not after the last: a steady typist is saved too. */
function saveLater(id: string): void {
  if (timers.has(id)) return
  timers.set(
    id,
    setTimeout(() => {
      timers.delete(id)
      void saveDraft(id)
    }, delay),
  )
}

/** One save at a time for a conversation: an older text must not arrive after a newer one. */
export async function saveDraft(id: string, leaving = false): Promise<void> {
  const texts = textsOf(peekDraft(id))
  if (!unsaved(peekDraft(id))) return
  if (saving.has(id) && !leaving) return saveLater(id)
  saving.add(id)
  try {
    const kept = await put<WireDraft>(conversationPath(id, '/draft'), packed(texts), leaving)
    if (drafts.peek()[id]) set(id, { saved: texts, savedAt: kept.savedAt, failed: false })
  } catch {
    if (drafts.peek()[id]) set(id, { failed: true })
  } finally {
    saving.delete(id)
  }
  if (unsaved(peekDraft(id)) && !peekDraft(id).failed) saveLater(id)
}

/** After a cut, at sign-out, and when the page goes away. */
export async function saveAllDrafts(leaving = false): Promise<void> {
  await Promise.all(Object.keys(drafts.peek()).map((id) => saveDraft(id, leaving)))
}

onForget(() => {
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
  drafts.value = {}
  tab.value = 'answer'
})
