import { signal } from '@preact/signals'
import type { WireHead, WireMessage, WireStale } from '../../../../wire.ts'
import type { Kind } from '../../rules/network/audience.ts'
import { changed, due, type Outgoing, pauseBefore, verdictOf } from '../../rules/outgoing.ts'
import { words } from '../../words/words.ts'
import { conversationPath, post, Refused } from '../api.ts'
import { act } from '../conversation/actions.ts'
import { arrived, catchUp, mark, notRead, opened, since } from '../conversation/opened.ts'
import { iStop } from '../conversation/typing.ts'
import { goConversation } from '../place.ts'
import { headNow } from '../queue.ts'
import { sentenceOf, shout, told } from '../say.ts'
import { me, onForget } from '../session.ts'
import { giveBack, peekDraft, typed } from './drafts.ts'
import { clearAttached, peekAttached, reattach } from './files.ts'
import { filesFor, hindrance, isPublic } from './hindrance.ts'

/** What left the box and is not stored yet, as far as this screen knows. */
export const outgoing = signal<readonly Outgoing[]>([])

const running = new Set<string>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** An answer needs the conversation in hand: taken from the queue, or reopened. */
async function inHand(): Promise<boolean> {
  const head = opened.peek()?.head
  if (!head) return false
  if (head.status === 'resolved' && !(await act('reopen'))) return false
  const holder = opened.peek()?.head.assignee
  return holder ? holder.id === me.peek()?.agent.id : act('take')
}

/** `kind` is what the agent saw when they pressed: what leaves is that text, whatever is chosen meanwhile. */
export async function send(kind: Kind): Promise<void> {
  if (hindrance(kind)) return
  const before = opened.peek()?.id
  if (kind !== 'note' && !(await inHand())) return
  // Taking takes a moment: something may have arrived, or the agent may have gone elsewhere.
  const now = opened.peek()
  if (!now || now.id !== before || hindrance(kind)) return
  const { id } = now
  const place = filesFor(id, kind)
  const files = peekAttached(place).flatMap(({ id: file, name }) => (file ? [{ id: file, name }] : []))
  const text = peekDraft(id)[kind]
  outgoing.value = [
    ...outgoing.peek(),
    {
      clientId: crypto.randomUUID(),
      conversation: id,
      kind,
      public: isPublic(now, kind),
      text,
      seen: mark(),
      files,
      state: 'sending',
      tries: 0,
    },
  ]
  typed(id, kind, '')
  if (kind !== 'note') {
    clearAttached(place)
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

async function deliver(item: Outgoing): Promise<void> {
  const { conversation, kind, text, clientId, seen, files } = item
  const ids = files.map((file) => file.id)
  const answer = { text, seen, clientId, ...(ids.length > 0 ? { files: ids } : {}) }
  if (kind === 'private') return wentOn(conversation, await post(conversationPath(conversation, '/private'), answer))
  const message = await (kind === 'note'
    ? post<WireMessage>(conversationPath(conversation, '/note'), { text, clientId })
    : post<WireMessage>(conversationPath(conversation, '/reply'), answer))
  if (opened.peek()?.id === conversation) arrived([message])
}

/** The talk goes on in private: there the agent finds what was just said, unless they have gone elsewhere. */
function wentOn(from: string, to: WireHead): void {
  headNow(to)
  told(words.peek().write.wentPrivate)
  if (opened.peek()?.id === from) goConversation(to.id)
}

/** Resolves false when the rest of the conversation's sends must wait. */
async function attempt(item: Outgoing): Promise<boolean> {
  outgoing.value = changed(outgoing.peek(), item.clientId, { state: 'sending', tries: item.tries + 1 })
  try {
    await deliver(item)
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
  if (item.files.length > 0) reattach(filesFor(item.conversation, item.kind), item.files)
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
