import { expect, inject, it } from 'vitest'
import { chatMessage } from '../../inbox/house.ts'
import { ask, listenAt } from '../client.ts'
import { openWhole } from '../faces.ts'
import { until } from '../mailed.ts'

it('A visitor who comes back to a very long talk sees all of it, by every way', async () => {
  const whole = await openWhole({ mongo: inject('mongo') })
  try {
    const ticket = whole.inbox.visitors.begin('nord/discussion')
    const sink = whole.inbox.sink('nord/discussion')
    for (let count = 1; count <= 520; count += 1) await sink.receive(chatMessage(ticket, `Message ${count}`))
    const headers = { Authorization: `Bearer ${ticket}` }
    const { text } = await ask(whole.origin, '/chat/messages', { headers })
    expect((JSON.parse(text) as { messages: unknown[] }).messages).toHaveLength(520)
    const { socket, frames } = await listenAt(whole.origin, '/chat', { auth: { ticket, after: 0 } })
    await until(async () => frames.length > 0)
    socket.close()
    const [, resumed] = JSON.parse(frames[0] ?? '[]') as [string, { messages: { seq: number }[] }]
    expect(resumed.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 520 }, (_, at) => at + 1))
  } finally {
    await whole.close()
  }
}, 120_000)
