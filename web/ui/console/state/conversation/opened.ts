import { batch, computed, signal } from '@preact/signals'
import type { WireCapabilities, WireHead, WireMessage, WireOpened } from '../../../../wire.ts'
import { hasGap, lastSeq, merged, seenMark, sinceMark, unseen } from '../../rules/thread.ts'
import { conversationPath, get, post, Refused } from '../api.ts'
import { headNow, readHere } from '../queue.ts'
import { onForget } from '../session.ts'
import { draftFromServer, draftOf, peekDraft, saveDraft, tab } from '../writing/drafts.ts'

export interface Open {
  readonly id: string
  readonly head: WireHead
  readonly messages: readonly WireMessage[]
  readonly more: boolean
  readonly capabilities: WireCapabilities
  readonly readByContact: number
}

export const opened = signal<Open | undefined>(undefined)
export const openState = signal<'none' | 'loading' | 'ready' | 'gone' | 'failed'>('none')
/** The newest number that was on this screen and read. */
const seen = signal(0)
/** First message that came while the agent was writing. */
export const since = signal<number | undefined>(undefined)

export const unread = computed(() => (opened.value ? unseen(opened.value.messages, seen.value) : []))
/** An answer is being written: what arrives now must be read before it leaves. */
export const writing = computed(() => (opened.value ? isAnswering(draftOf(opened.value.id)) : false))

const isAnswering = (draft: { readonly answer: string; readonly private: string }): boolean =>
  `${draft.answer}${draft.private}`.trim() !== ''

let wanted: string | undefined
let marking: ReturnType<typeof setTimeout> | undefined

function fill(id: string, got: WireOpened): void {
  const { head, messages, more, capabilities, readByContact } = got
  opened.value = { id, head, messages, more, capabilities, readByContact }
  draftFromServer(id, got.draft)
  headNow(head)
}

export async function open(id: string | undefined): Promise<void> {
  const before = opened.peek()?.id
  if (before !== undefined) void saveDraft(before)
  wanted = id
  batch(() => {
    opened.value = undefined
    since.value = undefined
    // Writing in private is chosen for one conversation, not for the next one.
    if (tab.peek() === 'private' && before !== id) tab.value = 'answer'
    openState.value = id === undefined ? 'none' : 'loading'
  })
  if (id === undefined) return
  try {
    const got = await get<WireOpened>(conversationPath(id))
    if (wanted !== id) return
    batch(() => {
      fill(id, got)
      seen.value = lastSeq(got.messages)
      openState.value = 'ready'
    })
    markLater(id)
  } catch (error) {
    if (wanted !== id) return
    openState.value = error instanceof Refused && error.status === 404 ? 'gone' : 'failed'
  }
}

const range = (id: string, query: string): Promise<{ messages: WireMessage[] }> =>
  get(conversationPath(id, `/messages?${query}`))

/** Everything from a number on, page after page. */
async function following(id: string, after: number): Promise<WireMessage[]> {
  const found: WireMessage[] = []
  let from = after
  for (;;) {
    const { messages } = await range(id, `after=${from}`)
    if (messages.length === 0) return found
    found.push(...messages)
    from = lastSeq(messages)
  }
}

/** After a cut: the screen must equal a fresh load, deliveries and reading marks included. */
export async function catchUp(): Promise<void> {
  const was = opened.peek()
  const id = wanted
  if (id === undefined) return
  if (!was) return open(id)
  try {
    const got = await get<WireOpened>(conversationPath(id))
    const first = was.messages[0]?.seq ?? 1
    const covered = (got.messages[0]?.seq ?? 1) <= first
    const older = covered ? [] : await following(id, first - 1)
    const now = opened.peek()
    if (wanted !== id || !now) return
    batch(() => {
      arrived(merged(older, got.messages))
      const more = covered ? got.more : was.more
      opened.value = { ...(opened.peek() ?? now), head: got.head, readByContact: got.readByContact, more }
      draftFromServer(id, got.draft)
      headNow(got.head)
    })
  } catch {
    // The link tells when it is back; the next connection asks again.
  }
}

export async function earlier(): Promise<void> {
  const was = opened.peek()
  const first = was?.messages[0]?.seq
  if (!was || first === undefined) return
  const { messages } = await range(was.id, `before=${first}`)
  const now = opened.peek()
  if (now?.id !== was.id) return
  opened.value = { ...now, messages: merged(messages, now.messages), more: (messages[0]?.seq ?? 1) > 1 }
}

/** New or changed messages of the open conversation. */
export function arrived(messages: readonly WireMessage[]): void {
  const now = opened.peek()
  if (!now || messages.length === 0) return
  const typing = isAnswering(peekDraft(now.id))
  const last = lastSeq(now.messages)
  batch(() => {
    for (const message of messages) {
      if (message.seq > last) since.value = sinceMark(since.peek(), message, typing, seen.peek())
    }
    opened.value = { ...now, messages: merged(now.messages, messages) }
  })
  if (hasGap(opened.peek()?.messages ?? [])) void catchUp()
}

/** The server says that these were not read before the answer left: they are news, whatever the screen thought. */
export function notRead(messages: readonly WireMessage[]): void {
  const first = messages.find((message) => message.author.type === 'contact')
  batch(() => {
    if (first) {
      seen.value = Math.min(seen.peek(), first.seq - 1)
      since.value = since.peek() ?? first.seq
    }
    arrived(messages)
  })
}

/** Everything on screen has been read. */
export function looked(): void {
  const now = opened.peek()
  if (!now || seen.peek() >= lastSeq(now.messages)) return
  seen.value = lastSeq(now.messages)
  markLater(now.id)
}

export const mark = (): number => seenMark(opened.peek()?.messages ?? [], seen.peek())

function markLater(id: string): void {
  readHere(id)
  clearTimeout(marking)
  marking = setTimeout(() => {
    // A reading mark that is lost is sent again with the next one.
    post(conversationPath(id, '/read'), { seq: seen.peek() }).catch(() => undefined)
  }, 400)
}

export function headArrived(head: WireHead): void {
  const now = opened.peek()
  if (now?.id === head.id && head.lastSeq >= now.head.lastSeq) opened.value = { ...now, head }
}

export function readByPerson(id: string, seq: number): void {
  const now = opened.peek()
  if (now?.id === id && seq > now.readByContact) opened.value = { ...now, readByContact: seq }
}

onForget(() => {
  wanted = undefined
  clearTimeout(marking)
  batch(() => {
    opened.value = undefined
    openState.value = 'none'
    since.value = undefined
    seen.value = 0
  })
})
