import { type Activity, ActivityTypes, BotAdapter, EventFactory, HandoffEventNames, TurnContext } from 'botbuilder'
import type { BotDoor, BotLine, ContentUse, Turn } from '../../inbox/index.ts'
import type { Outcome } from '../guide/step.ts'

type Line = Omit<BotLine, 'after'>
type HandOver = Omit<Parameters<BotDoor['handOver']>[1], 'after'>

/** What one turn may do: bound to one conversation and to the number it must follow. */
export interface Reply {
  say(line: Line): Promise<boolean>
  handOver(over: HandOver): Promise<boolean>
}

const REPLY = Symbol('reply')

/** The SDK keeps its promise of `any` values to itself: they are narrowed here, once. */
const keptOf = (activity: Partial<Activity>): { state: unknown; use?: ContentUse } => {
  const { state, use } = (activity.channelData ?? {}) as { state?: unknown; use?: ContentUse }
  return { state, ...(use && { use }) }
}

/**
 * Bot Framework activities on one side, the inbox's door on the other. The only place that knows the SDK; what answers is
 * a plain function. A line that was refused (a human took the thread, the person wrote again) is dropped, never retried.
 */
export class DeskAdapter extends BotAdapter {
  /** One turn, in and out. */
  async take(turn: Turn, reply: Reply, answer: (turn: Turn) => Outcome | Promise<Outcome>): Promise<void> {
    const context = new TurnContext(this, inboundActivity(turn))
    context.turnState.set(REPLY, reply)
    await this.runMiddleware(context, async (inner) => {
      await inner.sendActivity(outboundActivity(inner, await answer(turn)))
    })
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<{ id: string }[]> {
    const reply = context.turnState.get<Reply>(REPLY)
    const sent: { id: string }[] = []
    for (const activity of activities) {
      const stored = await deliver(reply, activity)
      sent.push({ id: stored ? `${context.activity.id}-reply` : '' })
    }
    return sent
  }

  /** Messages are immutable here: an edit is a new message. */
  override updateActivity(): Promise<void> {
    return Promise.reject(new NotOnThisWire('updateActivity'))
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new NotOnThisWire('deleteActivity'))
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(new NotOnThisWire('continueConversation'))
  }
}

export class NotOnThisWire extends Error {
  readonly code = 'not-on-this-wire'
  constructor(verb: string) {
    super(`${verb} has no meaning on a desk: messages are never changed, and the bot speaks in turns only.`)
    this.name = 'NotOnThisWire'
  }
}

function inboundActivity(turn: Turn): Partial<Activity> {
  const last = turn.said.at(-1)
  return {
    type: ActivityTypes.Message,
    id: `${turn.conversation}-${turn.after}`,
    channelId: turn.channel,
    conversation: { id: turn.conversation, isGroup: false, conversationType: 'desk', name: turn.desk },
    from: { id: 'contact', name: '' },
    recipient: { id: 'bot', name: '' },
    text: turn.said.map(({ text }) => text).join('\n'),
    ...(last?.choice === undefined ? {} : { value: last.choice }),
    ...(last?.language === undefined ? {} : { locale: last.language }),
  }
}

function outboundActivity(context: TurnContext, outcome: Outcome): Partial<Activity> {
  if (outcome.kind === 'line') {
    const { text, choices, sheet } = outcome.line
    const actions = choices?.map(({ id, label }) => ({ type: 'imBack', title: label, value: id }))
    return {
      type: ActivityTypes.Message,
      text,
      channelData: { state: outcome.state, sheet, use: outcome.use },
      ...(actions ? { suggestedActions: { actions, to: ['contact'] } } : {}),
    }
  }
  const { reason, summary, text, state, use } = outcome
  const event = EventFactory.createHandoffInitiation(context, { reason, summary })
  return { ...event, channelData: { state, use }, ...(text === undefined ? {} : { text }) }
}

function deliver(reply: Reply, activity: Partial<Activity>): Promise<boolean> {
  const { text } = activity
  const kept = keptOf(activity)
  if (activity.type === ActivityTypes.Event && activity.name === HandoffEventNames.InitiateHandoff) {
    const { reason, summary } = activity.value as Pick<HandOver, 'reason' | 'summary'>
    return reply.handOver({ reason, summary, ...kept, ...(text ? { text } : {}) })
  }
  // 'typing' and 'delay' say nothing that is worth a numbered message.
  if (activity.type !== ActivityTypes.Message) return Promise.resolve(false)
  const { sheet } = activity.channelData as Pick<Line, 'sheet'>
  const choices = activity.suggestedActions?.actions.map(({ title, value }) => ({ id: String(value), label: title }))
  return reply.say({ text: text ?? '', ...kept, ...(choices ? { choices } : {}), ...(sheet ? { sheet } : {}) })
}
