import WebSocket from 'ws'
import { freePort } from '../../setup/dovecot.ts'

/** A child's own inspector: to ask for a collection of garbage before its memory is read. */
export interface Inspector {
  ask(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>
  close(): void
}

/** The option that opens an inspector in a child, and what reaches it once the child runs. */
export async function inspected(): Promise<{ readonly option: string; open(): Promise<Inspector> }> {
  const port = await freePort()
  return { option: `--inspect=127.0.0.1:${port}`, open: () => openInspector(port) }
}

async function openInspector(port: number): Promise<Inspector> {
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [target] = (await listed.json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '', { maxPayload: 1 << 30 })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  let asked = 0
  const waiting = new Map<number, (answer: Readonly<Record<string, unknown>>) => void>()
  socket.on('message', (data: unknown) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> }
    if (id !== undefined) waiting.get(id)?.(result ?? {})
  })
  return {
    ask: (method, params = {}) =>
      new Promise((resolve) => {
        asked += 1
        waiting.set(asked, resolve)
        socket.send(JSON.stringify({ id: asked, method, params }))
      }),
    close: () => socket.terminate(),
  }
}
