import type { Danger, Head, Reader } from '../../door/door.ts'
import { Conflict } from '../../door/inbox.ts'
import { maySupervise } from '../../guard/rights.ts'
import type { Core } from '../core.ts'
import type { HeadState } from '../thread/fold.ts'
import { publish } from '../thread/publish.ts'
import { type Draft, showHead, type Thread } from '../thread/thread.ts'
import { enter } from './enter.ts'

type Event = NonNullable<Draft['event']>

/** Which changes the person is told of: who answers them, and the end. */
const told = new Set(['taken', 'transferred', 'resolved', 'reopened'])

/** Appends a numbered event of an agent; `allow` throws when the head, as it is then, does not permit it. */
export async function happen(
  core: Core,
  reader: Reader,
  thread: Thread,
  event: Event,
  allow: (head: HeadState) => void,
): Promise<void> {
  const appended = await thread.append((head) => {
    allow(head)
    return {
      dir: 'none',
      author: { type: 'agent', id: reader.agent, name: reader.name },
      audience: told.has(event.type) ? 'contact' : 'staff',
      event,
      body: { text: '' },
    }
  })
  if (appended === undefined) return
  const { head } = thread
  await core.audit.write(head.desk, reader, event.type, thread.id)
  publish(core.topics, thread, appended)
  core.topics.emit('person', thread.id, {
    type: 'state',
    status: showHead(head).status,
    ...(head.assigneeName !== null && { agent: head.assigneeName }),
  })
}

const isMine = (reader: Reader, head: HeadState) => head.assignee === reader.agent
const held = (head: HeadState) => new Conflict('taken', head.assigneeName ?? '')

/** Takes a conversation that nobody has. One's own again is no change; a colleague's is refused with their name. */
export function take(core: Core, reader: Reader, id: string): Promise<Head> {
  return enter(core, reader, id, async (thread) => {
    if (!(isMine(reader, thread.head) && thread.head.status === 'open')) await seize(core, reader, thread)
    return showHead(thread.head)
  })
}

/** Taking inside other work on the thread: a numbered message, which is what silences the bot. */
export function seize(core: Core, reader: Reader, thread: Thread): Promise<void> {
  return happen(core, reader, thread, { type: 'taken' }, (head) => {
    if (head.status === 'resolved') throw new Conflict('resolved')
    if (head.assignee !== null && !isMine(reader, head)) throw held(head)
  })
}

/** Holds the conversation, or may decide for who does. */
function mineOrSupervised(reader: Reader, head: HeadState): void {
  if (head.status === 'resolved') throw new Conflict('resolved')
  if (head.assignee === null && head.status === 'open') return
  if (!isMine(reader, head) && !maySupervise(reader, head.desk)) throw held(head)
}

const change =
  (event: Event, allow: (reader: Reader, head: HeadState) => void) => (core: Core, reader: Reader, id: string) =>
    enter(core, reader, id, async (thread) => {
      await happen(core, reader, thread, event, (head) => allow(reader, head))
      return showHead(thread.head)
    })

export const release = change({ type: 'released' }, mineOrSupervised)
export const resolve = change({ type: 'resolved' }, mineOrSupervised)
export const reopen = change({ type: 'reopened' }, (_, head) => {
  if (head.status !== 'resolved') throw new Conflict('not-resolved')
})

/** Passes a conversation to a colleague of the same desk. */
export async function transfer(core: Core, reader: Reader, id: string, to: string): Promise<Head> {
  return enter(core, reader, id, async (thread) => {
    const colleague = (await colleagues(core, thread.head.desk)).find((candidate) => candidate.id === to)
    if (colleague === undefined) throw new Conflict('no-such-colleague')
    await happen(core, reader, thread, { type: 'transferred', to, toName: colleague.name }, (head) =>
      mineOrSupervised(reader, head),
    )
    return showHead(thread.head)
  })
}

/** Those who may hold conversations of a desk. */
export async function colleagues(core: Core, desk: string): Promise<{ id: string; name: string }[]> {
  const holders = ['agent', 'supervisor', 'secretary', 'psychologist', 'listener']
  const rows = await core.store.agents
    .find({ disabled: false, [`roles.${desk}`]: { $in: holders } })
    .sort({ name: 1 })
    .toArray()
  return rows.map(({ _id, name }) => ({ id: _id, name }))
}

/** A human's word on the danger: confirms, raises or sets aside what the machine saw. */
export function danger(core: Core, reader: Reader, id: string, level: Danger): Promise<Head> {
  return enter(core, reader, id, async (thread) => {
    await happen(core, reader, thread, { type: 'danger', level }, () => undefined)
    return showHead(thread.head)
  })
}
