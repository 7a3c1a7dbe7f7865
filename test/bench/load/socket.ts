import WebSocket from 'ws'

/** A page as far as its socket goes: Engine.IO 4 and Socket.IO 5 over one WebSocket, without the library's own cost. */
export interface Page {
  onEvent: ((name: string, data: Readonly<Record<string, unknown>>) => void) | undefined
  emit(name: string, data: object): void
  close(): void
}

export function openPage(origin: string, namespace: string, auth: object, headers = {}): Promise<Page> {
  const { port } = new URL(origin)
  const prefix = namespace === '/' ? '' : `${namespace},`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    headers,
  })
  let acks = 0
  const page: Page = {
    onEvent: undefined,
    emit(name, data) {
      acks += 1
      socket.send(`42${prefix}${acks}${JSON.stringify([name, data])}`)
    },
    close: () => socket.terminate(),
  }
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The socket was closed.')))
    socket.on('message', (data: unknown) => {
      const packet = String(data)
      if (packet === '2') socket.send('3')
      else if (packet.startsWith('0')) socket.send(`40${prefix}${JSON.stringify(auth)}`)
      else if (packet.startsWith('40')) resolve(page)
      else if (packet.startsWith('44')) reject(new Error(`The socket was refused: ${packet}`))
      else if (page.onEvent !== undefined && packet.startsWith('42')) {
        const [name, event] = JSON.parse(packet.slice(2 + prefix.length)) as [string, Record<string, unknown>]
        page.onEvent(name, event)
      }
    })
  })
}

/** Many at once, fifty under way. */
export async function openPages(count: number, open: (i: number) => Promise<Page>): Promise<Page[]> {
  const pages: Page[] = []
  for (let at = 0; at < count; at += 50) {
    const some = Array.from({ length: Math.min(50, count - at) }, (_, i) => open(at + i))
    pages.push(...(await Promise.all(some)))
  }
  return pages
}
