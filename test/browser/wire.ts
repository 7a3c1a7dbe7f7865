import { randomUUID } from 'node:crypto'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** The wire between a person and the product, which can be cut: open sockets included, as when a train enters a tunnel. */
export interface Wire {
  readonly origin: string
  cut(): void
  mend(): void
  close(): Promise<void>
}

export async function openWire(to: string): Promise<Wire> {
  const port = Number(new URL(to).port)
  const open = new Set<Socket>()
  let whole = true
  const server = createServer((near) => {
    if (!whole) return void near.destroy()
    const far = connect(port, 'localhost')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => undefined)
      one.once('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  const here = typeof address === 'object' && address ? address.port : 0
  const cut = () => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    origin: `http://localhost:${here}`,
    cut,
    mend: () => {
      whole = true
    },
    close: () => {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Somebody without a page of ours: writes by the chat's HTTP door. */
export interface Caller {
  say(text: string, choice?: string): Promise<void>
  /** pending: the bot has it. */
  status(): Promise<string>
}

export async function call(origin: string): Promise<Caller> {
  const started = await fetch(`${origin}/chat/brigade-numerique/discussion/start`, { method: 'POST' })
  const { ticket } = (await started.json()) as { ticket: string }
  return {
    async status() {
      const answer = await fetch(`${origin}/chat/messages`, { headers: { Authorization: `Bearer ${ticket}` } })
      return ((await answer.json()) as { state: { status: string } }).state.status
    },
    async say(text, choice) {
      const answer = await fetch(`${origin}/chat/messages`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${ticket}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ clientId: randomUUID(), text, ...(choice && { choice }) }),
      })
      if (answer.status !== 201) throw new Error(`chat answered ${answer.status}`)
    },
  }
}

/** Somebody who has asked for an agent, and waits with these words. */
export async function waiting(origin: string, text: string): Promise<Caller> {
  const caller = await call(origin)
  await caller.say('Parler à un agent', 'agent')
  while ((await caller.status()) === 'pending') await pause(50)
  await caller.say(text)
  return caller
}
