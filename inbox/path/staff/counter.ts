import { randomUUID } from 'node:crypto'
import type { CounterEntry, Head, Reader } from '../../door/door.ts'
import { NotFound } from '../../door/inbox.ts'
import { mayRead } from '../../guard/rights.ts'
import type { Core } from '../core.ts'
import { receive } from '../intake/receive.ts'
import { showHead } from '../thread/thread.ts'
import { enter } from './enter.ts'

/**
 * What came by phone, by letter or at the desk, typed in by an agent. Only channels whose answers are tasks for a human
 * are filled by hand. Without an address each entry is a person of its own: two callers are never taken for one.
 */
export async function record(core: Core, reader: Reader, entry: CounterEntry): Promise<Head> {
  const { desk, channel, name, address, text, files } = entry
  const wire = core.wires.get(`${desk}/${channel}`)
  if (!mayRead(reader, desk) || wire?.capabilities.delivery !== 'task') throw new NotFound()
  const id = randomUUID()
  const given = address?.trim()
  const from = given ? { address: given } : { address: `counter:${id}`, anonymous: true }
  const stored = await receive(core, wire, {
    externalId: `counter:${id}`,
    at: new Date(core.now()),
    raw: Buffer.from(JSON.stringify({ agent: reader.agent, name, address, text })),
    content: { from: { ...from, ...(name !== undefined && { name }) }, text, thread: {}, ...(files && { files }) },
  })
  await core.audit.write(desk, reader, 'record', stored.conversation)
  return enter(core, reader, stored.conversation, async (thread) => showHead(thread.head))
}
