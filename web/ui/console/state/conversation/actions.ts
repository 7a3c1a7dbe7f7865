import { signal } from '@preact/signals'
import type { WireDanger, WireHead, WireMessage } from '../../../../wire.ts'
import { words } from '../../words/words.ts'
import { conversationPath, get, post, Refused } from '../api.ts'
import { link } from '../link.ts'
import { headNow } from '../queue.ts'
import { sentenceOf, told, warned } from '../say.ts'
import { arrived, catchUp, headArrived, opened } from './opened.ts'

export type Verb = 'take' | 'release' | 'resolve' | 'reopen'

/** A gesture under way: its buttons wait for the answer. */
export const busy = signal(false)

async function change(id: string, path: string, body?: unknown): Promise<boolean> {
  busy.value = true
  try {
    const head = await post<WireHead>(conversationPath(id, path), body)
    headArrived(head)
    headNow(head)
    if (link.peek() !== 'up') await catchUp()
    return true
  } catch (error) {
    await refused(error)
    return false
  } finally {
    busy.value = false
  }
}

async function refused(error: unknown): Promise<void> {
  if (error instanceof Refused && error.code === 'taken') {
    const by = error.body['by']
    warned(typeof by === 'string' && by ? words.value.act.taken(by) : words.value.act.takenUnknown)
    await catchUp()
    return
  }
  warned(sentenceOf(error))
}

export async function act(verb: Verb): Promise<boolean> {
  const id = opened.peek()?.id
  if (id === undefined || busy.peek()) return false
  const done = await change(id, `/${verb}`)
  if (done) told(words.value.act.done[verb])
  return done
}

export async function transferTo(colleague: { id: string; name: string }): Promise<boolean> {
  const id = opened.peek()?.id
  if (id === undefined) return false
  const done = await change(id, '/transfer', { to: colleague.id })
  if (done) told(words.value.act.done.transfer(colleague.name))
  return done
}

export async function setDanger(level: WireDanger): Promise<void> {
  const id = opened.peek()?.id
  if (id === undefined || busy.peek()) return
  if (await change(id, '/danger', { level })) {
    told(level === 'none' ? words.value.act.done.dismiss : words.value.act.done.danger)
  }
}

/** Files the person apart with a reason, or leaves them there after a look; null puts them back. */
export async function fileApart(reason: string | null, again = false): Promise<boolean> {
  const id = opened.peek()?.id
  if (id === undefined || busy.peek()) return false
  const done = await change(id, '/apart', { reason })
  const { apart } = words.value
  if (done) told(reason === null ? apart.undone : again ? apart.kept : apart.done)
  return done
}

export const colleaguesOf = (desk: string): Promise<readonly { id: string; name: string }[]> =>
  get(`/desks/${encodeURIComponent(desk)}/colleagues`)

async function onMessage(seq: number, path: string, body: unknown, said?: string): Promise<string | undefined> {
  const id = opened.peek()?.id
  if (id === undefined) return undefined
  try {
    const message = await post<WireMessage>(conversationPath(id, `/messages/${seq}/${path}`), body)
    if (opened.peek()?.id === id) arrived([message])
    if (said) told(said)
    return undefined
  } catch (error) {
    return sentenceOf(error)
  }
}

export async function retry(seq: number): Promise<void> {
  const problem = await onMessage(seq, 'retry', {}, words.value.delivery.retrying)
  if (problem) warned(problem)
}

/** Resolves with what to tell the agent when it did not work. */
export const taskDone = (seq: number, at: Date, text: string): Promise<string | undefined> =>
  onMessage(seq, 'done', { at: at.toISOString(), text })
