import type { BotDoor, BotLine } from '../../door/bot-door.ts'
import { noteUse } from '../content/uses.ts'
import type { Core, Wire } from '../core.ts'
import { privateOf } from '../intake/place.ts'
import { lastPublicId } from '../out/opens.ts'
import { outgoing } from '../out/outgoing.ts'
import type { Body } from '../thread/body.ts'
import { publish } from '../thread/publish.ts'
import { type Draft, showHead, type Thread } from '../thread/thread.ts'

/** Stores a bot line at the number right after what it answers, or not at all: whoever took that number silences it. */
async function line(core: Core, thread: Thread, after: number, build: () => Draft): Promise<boolean> {
  if (thread.head.status !== 'pending') return false
  const appended = await thread.append(build, after + 1)
  if (appended === undefined) return false
  publish(core.topics, thread, appended)
  if (appended.row.event) core.topics.emit('person', thread.id, { type: 'state', status: showHead(thread.head).status })
  if (appended.row.delivery) core.topics.emit('outbox', '', { channel: thread.head.channel })
  return true
}

const bot = { type: 'bot' as const }

/** The bot's line; what became of the question is noted once the line is stored, and never holds it up. */
export function say(core: Core, id: string, said: BotLine): Promise<boolean> {
  return noting(core, id, said.use, (thread) => sayLine(core, thread, said))
}

/** Runs the work on the thread; what became of the person's last words is noted behind it. */
async function noting(
  core: Core,
  id: string,
  use: BotLine['use'],
  work: (thread: Thread) => Promise<boolean>,
): Promise<boolean> {
  const { stored, desk, seq } = await core.threads.run(id, async (thread) => {
    const { desk, lastIn: seq } = thread.head
    return { stored: await work(thread), desk, seq }
  })
  if (stored && use) await noteUse(core, { desk, conversation: id, seq }, use)
  return stored
}

/** The bot's line, in private where the wire allows to begin there, and never about a matter in public. */
async function sayLine(core: Core, thread: Thread, said: BotLine): Promise<boolean> {
  const { after, text, choices, sheet, state } = said
  const body: Body = { text, state, ...(choices && { choices }), ...(sheet && { sheet }) }
  const wire = core.wires.get(thread.head.channel)
  if (wire === undefined) return false
  if (!thread.head.public)
    return line(core, thread, after, () => outgoing(core, wire, thread.head, { author: bot, body }, true))
  if (thread.head.status !== 'pending' || thread.head.seq !== after) return false
  const to = wire.capabilities.public?.privateFirst ? await sayPrivately(core, wire, thread, body) : undefined
  const event = to === undefined ? { type: 'handover', reason: 'public' } : { type: 'moved', to }
  return line(core, thread, after, () => silent(event, {}))
}

/** Undefined when humans hold the private talk: then they hold this one too. Repeated after a crash, it is said once. */
async function sayPrivately(core: Core, wire: Wire, from: Thread, body: Body): Promise<string | undefined> {
  const opens = await lastPublicId(core, from)
  const to = await privateOf(core, wire, from.head)
  const key = `moved:${from.id}:${from.head.seq}`
  return core.threads.run(to, async (thread) => {
    if (thread.head.status === 'open') return undefined
    const first = thread.head.heardAt === null && opens !== undefined ? { opens } : {}
    const draft = outgoing(core, wire, thread.head, { author: bot, key, body: { ...body, ...first } }, true)
    const appended = await thread.append(() => draft)
    if (appended === undefined) return undefined
    if (!appended.duplicate) publish(core.topics, thread, appended)
    core.topics.emit('outbox', '', { channel: wire.id })
    return to
  })
}

/** What happened, without a word. */
const silent = (event: Draft['event'], body: Partial<Body>): Draft => ({
  dir: 'none',
  author: bot,
  audience: 'contact',
  ...(event && { event }),
  body: { text: '', ...body },
})

export function handOver(core: Core, id: string, over: Parameters<BotDoor['handOver']>[1]): Promise<boolean> {
  const { after, reason, summary, state, use } = over
  return noting(core, id, use, async (thread) => {
    const wire = core.wires.get(thread.head.channel)
    if (wire === undefined) return false
    const event = { type: 'handover', reason }
    // In public nothing is said of it: humans see it, and answer where it is right to.
    const text = thread.head.public ? '' : (over.text ?? '')
    const body: Body = { text, summary, state }
    return line(core, thread, after, () =>
      text === '' ? silent(event, body) : outgoing(core, wire, thread.head, { author: bot, event, body }, true),
    )
  })
}

/** The bot failed several times: the conversation goes to humans, saying so to them alone. */
export function handOverBroken(core: Core, id: string): Promise<void> {
  return core.threads.run(id, async (thread) => {
    if (thread.head.status !== 'pending') return
    const event = { type: 'handover', reason: 'bot-failed' }
    const appended = await thread.append(() => ({
      dir: 'none',
      author: { type: 'system' },
      audience: 'contact',
      event,
      body: { text: '' },
    }))
    if (appended) publish(core.topics, thread, appended)
  })
}
