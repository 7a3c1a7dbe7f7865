import { connect, type Socket } from 'node:net'

interface Answer {
  readonly status: number
  readonly headers: string
  readonly body: Buffer
}

/** One kept connection that asks one thing at a time. Lean, because the client shares its cores with what it measures. */
export interface HttpLine {
  ask(method: string, path: string, headers: string, body?: string): Promise<Answer>
  close(): void
}

const END = Buffer.from('\r\n\r\n')

export async function openLine(origin: string): Promise<HttpLine> {
  const { port, host } = new URL(origin)
  const socket = await open(Number(port))
  let got: Buffer = Buffer.alloc(0)
  let waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | undefined
  const fail = (error: Error) => {
    waiting?.failed(error)
    waiting = undefined
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The server closed the connection.')))
  socket.on('data', (chunk: Buffer) => {
    got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
    const answer = whole(got)
    if (answer === undefined) return
    got = Buffer.alloc(0)
    const { done } = waiting ?? {}
    waiting = undefined
    done?.(answer)
  })
  return {
    ask: (method, path, headers, body) =>
      new Promise((done, failed) => {
        if (socket.destroyed) return failed(new Error('The connection is closed.'))
        waiting = { done, failed }
        const length = body === undefined ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`
        socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}${length}\r\n${body ?? ''}`)
      }),
    close: () => socket.destroy(),
  }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** The answer once all of it is there; our server always tells the length. */
function whole(got: Buffer): Answer | undefined {
  const end = got.indexOf(END)
  if (end < 0) return undefined
  const headers = got.toString('latin1', 0, end + 2)
  const length = Number(/^content-length: (\d+)/im.exec(headers)?.[1] ?? 0)
  const from = end + END.length
  if (got.length < from + length) return undefined
  return { status: Number(headers.slice(9, 12)), headers, body: got.subarray(from, from + length) }
}
