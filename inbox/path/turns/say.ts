import type { BotDoor, BotLine } from '../../door/door.ts'
import type { Core } from '../core.ts'
import { outgoing } from '../out/outgoing.ts'
import type { Body } from '../thread/body.ts'
import { publish } from '../thread/publish.ts'
import { type Draft, showHead, type Thread } from '../thread/thread.ts'

/** Stores a bot line at the number right after what it answers, or not at all: whoever took that number silences it. */
function line(core: Core, id: string, after: number, build: (thread: Thread) => Draft | undefined): Promise<boolean> {
  return core.threads.run(id, async (thread) => {
    if (thread.head.status !== 'pending') return false
    const draft = build(thread)
    if (draft === undefined) return false
    const appended = await thread.append(() => draft, after + 1)
    if (appended === undefined) return false
    publish(core.topics, thread, appended)
    if (appended.row.event) core.topics.emit('person', id, { type: 'state', status: showHead(thread.head).status })
    if (appended.row.delivery) core.topics.emit('outbox', '', { channel: thread.head.channel })
    return true
  })
}

const bot = { type: 'bot' as const }

export function say(core: Core, id: string, { after, text, choices, sheet, state }: BotLine): Promise<boolean> {
  return line(core, id, after, (thread) => {
    const wire = core.wires.get(thread.head.channel)
    if (wire === undefined) return undefined
    const body: Body = {
      text,
      state,
      ...(choices && { choices }),
      ...(sheet && { sheet }),
    }
    return outgoing(core, wire, thread.head, { author: bot, body }, true)
  })
}

export function handOver(core: Core, id: string, over: Parameters<BotDoor['handOver']>[1]): Promise<boolean> {
  return line(core, id, over.after, (thread) => {
    const wire = core.wires.get(thread.head.channel)
    if (wire === undefined) return undefined
    const event = { type: 'handover', reason: over.reason }
    const body: Body = {
      text: over.text ?? '',
      summary: over.summary,
      state: over.state,
    }
    if (over.text !== undefined && over.text !== '')
      return outgoing(core, wire, thread.head, { author: bot, event, body }, true)
    return { dir: 'none', author: bot, audience: 'contact', event, body }
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
