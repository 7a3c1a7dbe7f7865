import type { Turn } from '../../door/bot-door.ts'
import type { Core } from '../core.ts'
import { openBody } from '../thread/body.ts'
import type { Thread } from '../thread/thread.ts'
import { mayAnswer } from './automatic.ts'

const HEARD_AT_ONCE = 20

/** What the bot must hear now; undefined when a human holds the conversation or it has heard everything. */
export async function buildTurn(core: Core, thread: Thread): Promise<Turn | undefined> {
  const { head } = thread
  const wire = core.wires.get(head.channel)
  if (!head.turn || wire === undefined) return undefined
  const rows = await core.store.messages
    .find({ conversation: head._id, seq: { $gt: head.botSeq } })
    .sort({ seq: -1 })
    .limit(HEARD_AT_ONCE)
    .toArray()
  const heard = rows.reverse().filter((row) => row.dir === 'in' && !row.aside)
  const latest = heard.at(-1)
  if (latest === undefined) return undefined
  const lines = heard.map((row) => ({ row, body: openBody(thread.key, row) }))
  const asked = latest.token === true
  const limits = wire.capabilities.automatic
  // On a wire with limits the danger notice was this message's one automatic answer.
  const noticed = limits !== undefined && rows.some((row) => row.notice !== undefined && row.seq > latest.seq)
  const stranger = limits?.guideNeedsToken === true && !asked && head.botSeq > 0
  const maySpeak =
    !latest.neverAnswer && !noticed && !stranger && (await mayAnswer(core, wire, head, { seq: latest.seq, asked }))
  return {
    conversation: thread.id,
    desk: head.desk,
    channel: head.channel,
    capabilities: wire.capabilities,
    public: head.public,
    after: head.seq,
    said: lines.map(({ row, body }) => ({
      text: body.quoted ? body.text.replace(body.quoted, '').trim() : body.text,
      ...(body.choice !== undefined && { choice: body.choice }),
      ...(row.danger && { danger: row.danger }),
      ...(body.language !== undefined && { language: body.language }),
    })),
    first: head.botSeq === 0,
    state: await lastState(core, thread),
    maySpeak,
    reference: String(head.number),
  }
}

/** What the bot kept is sealed in its own last message: stored with it or not at all. */
async function lastState(core: Core, thread: Thread): Promise<unknown> {
  if (thread.head.botSeq === 0) return undefined
  const row = await core.store.messages.findOne({
    conversation: thread.head._id,
    seq: thread.head.botSeq,
  })
  return row === null ? undefined : openBody(thread.key, row).state
}
