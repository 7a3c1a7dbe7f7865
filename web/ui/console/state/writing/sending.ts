import { signal } from '@preact/signals'
import type { WireMessage, WireStale } from '../../../../wire.ts'
import { changed, due, type Outgoing, pauseBefore, verdictOf } from '../../rules/outgoing.ts'
import { conversationPath, post, Refused } from '../api.ts'
import { act } from '../conversation/actions.ts'
import { arrived, catchUp, mark, notRead, opened, since, unread } from '../conversation/opened.ts'
import { iStop } from '../conversation/typing.ts'
import { sentenceOf, shout } from '../say.ts'
import { me, onForget } from '../session.ts'
import { draftOf, giveBack, peekDraft, typed } from './drafts.ts'
import { attachedTo, clearAttached, peekAttached, reattach } from './files.ts'

/** What left the box and is not stored yet, as far as this screen knows. */
export const outgoing = signal<readonly Outgoing[]>([])

const running = new Set<string>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Why the text in the box cannot leave now; undefined when it can. */
export type Hindrance = 'empty' | 'stale' | 'files' | 'long' | 'held'

export function hindrance(kind: 'answer' | 'note'): Hindrance | undefined {
  const now = opened.value
  if (!now) return 'empty'
  const text = draftOf(now.id)[kind]
  const files = kind === 'answer' ? attachedTo(now.id) : []
  if (text.trim() === '' && files.length === 0) return 'empty'
  if (files.some((file) => file.id === undefined)) return 'files'
  if (kind === 'note') return undefined
  if ([...text].length > now.capabilities.maxLength) return 'long'
  const holder = now.head.assignee
  if (holder && holder.id !== me.value?.agent.id && now.head.status !== 'resolved') return 'held'
  return unread.value.length > 0 ? 'stale' : undefined
}

/** An answer needs the conversation in hand: taken from the queue, or reopened. */
async function inHand(): Promise<boolean> {
  const head = opened.peek()?.head
  if (!head) return false
  if (head.status === 'resolved' && !(await act('reopen'))) return false
  const holder = opened.peek()?.head.assignee
  return holder ? holder.id === me.peek()?.agent.id : act('take')
}

export async function send(kind: 'answer' | 'note'): Promise<void> {
  if (hindrance(kind)) return
  if (kind === 'answer' && !(await inHand())) return
  // Taking takes a moment: something may have arrived, or the agent may have gone elsewhere.
  const id = opened.peek()?.id
  if (id === undefined || hindrance(kind)) return
  const files =
    kind === 'answer' ? peekAttached(id).flatMap(({ id: file, name }) => (file ? [{ id: file, name }] : [])) : []
  const text = peekDraft(id)[kind]
  outgoing.value = [
    ...outgoing.peek(),
    { clientId: crypto.randomUUID(), conversation: id, kind, text, seen: mark(), files, state: 'sending', tries: 0 },
  ]
  typed(id, kind, '')
  if (kind === 'answer') {
    clearAttached(id)
    since.value = undefined
  }
  iStop()
  void pump(id)
}

/** One at a time in a conversation, in the order in which they were written. */
async function pump(conversation: string): Promise<void> {
  if (running.has(conversation)) return
  running.add(conversation)
  try {
    for (let next = due(outgoing.peek(), conversation); next; next = due(outgoing.peek(), conversation)) {
      if (!(await attempt(next))) return
    }
  } finally {
    running.delete(conversation)
  }
}

function deliver(item: Outgoing): Promise<WireMessage> {
  const { text, clientId, seen, files } = item
  if (item.kind === 'note') return post(conversationPath(item.conversation, '/note'), { text, clientId })
  const ids = files.map((file) => file.id)
  return post(conversationPath(item.conversation, '/reply'), {
    text,
    seen,
    clientId,
    ...(ids.length > 0 ? { files: ids } : {}),
  })
}

/** Resolves false when the rest of the conversation's sends must wait. */
async function attempt(item: Outgoing): Promise<boolean> {
  outgoing.value = changed(outgoing.peek(), item.clientId, { state: 'sending', tries: item.tries + 1 })
  try {
    const message = await deliver(item)
    if (opened.peek()?.id === item.conversation) arrived([message])
    drop(item.clientId)
    return true
  } catch (error) {
    return settle(item, error)
  }
}

function settle(item: Outgoing, error: unknown): boolean {
  const known = error instanceof Refused ? error : undefined
  const verdict = verdictOf(known?.status, known?.code, item.tries)
  if (verdict.type === 'stale') {
    stale(item, known)
    return true
  }
  if (verdict.type === 'refused') {
    const sentence = sentenceOf(error)
    outgoing.value = changed(outgoing.peek(), item.clientId, { state: 'refused', sentence })
    shout(sentence)
    return true
  }
  outgoing.value = changed(outgoing.peek(), item.clientId, { state: 'waiting' })
  if (verdict.type === 'again') later(item)
  return false
}

function stale(item: Outgoing, refusal: Refused | undefined): void {
  takeBack(item.clientId)
  const body = refusal?.body as Partial<WireStale> | undefined
  if (opened.peek()?.id !== item.conversation) return
  if (body?.messages?.length) notRead(body.messages)
  else void catchUp()
}

function later(item: Outgoing): void {
  clearTimeout(timers.get(item.conversation))
  timers.set(
    item.conversation,
    setTimeout(() => void pump(item.conversation), pauseBefore(item.tries)),
  )
}

const drop = (clientId: string): void => {
  outgoing.value = outgoing.peek().filter((send) => send.clientId !== clientId)
}

/** The text and its files go back where they were written. */
export function takeBack(clientId: string): void {
  const item = outgoing.peek().find((send) => send.clientId === clientId)
  if (!item) return
  drop(clientId)
  giveBack(item.conversation, item.kind, item.text)
  if (item.files.length > 0) reattach(item.conversation, item.files)
}

export function sendAgain(clientId: string): void {
  outgoing.value = changed(outgoing.peek(), clientId, { state: 'waiting', tries: 0, seen: mark() })
  const item = outgoing.peek().find((send) => send.clientId === clientId)
  if (item) void pump(item.conversation)
}

/** The link is back: nothing waits for its timer. */
export function flushOutgoing(): void {
  for (const conversation of new Set(outgoing.peek().map((item) => item.conversation))) void pump(conversation)
}

onForget(() => {
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
  outgoing.value = []
})
