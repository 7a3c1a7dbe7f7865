import { connect, createServer, type Socket } from 'node:net'

/** What lies between us and the mail server. It forwards, falls silent, or cuts after so many bytes of the server's. */
export interface RoughWay {
  readonly port: number
  /** From now on nothing passes either way and nothing is closed: a firewall that forgot the connection. */
  stall(): void
  /** Cuts the next connection in the middle of what the server says, once it has said so many bytes. */
  cutAfter(bytes: number): void
  /** Falls silent in the middle of what the server says on the next connection. */
  stallAfter(bytes: number): void
  /** Everything passes again, on new connections. */
  clear(): void
  /** How many connections were cut in mid-speech. */
  readonly cuts: () => number
  close(): Promise<void>
}

export async function roughWay(to: number): Promise<RoughWay> {
  const open = new Set<Socket>()
  let silent = false
  let allowance = Number.POSITIVE_INFINITY
  let then: 'cut' | 'stall' = 'cut'
  let cuts = 0
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    let left = allowance
    let dead = silent
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk) => {
      dead ||= silent
      if (!dead) far.write(chunk)
    })
    far.on('data', (chunk) => {
      dead ||= silent
      if (dead) return
      near.write(chunk.subarray(0, left))
      left -= chunk.length
      if (left > 0) return
      if (then === 'stall') {
        dead = true
        return
      }
      cuts += 1
      near.end()
      far.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stall: () => {
      silent = true
    },
    cutAfter: (bytes) => {
      then = 'cut'
      allowance = bytes
    },
    stallAfter: (bytes) => {
      then = 'stall'
      allowance = bytes
    },
    clear: () => {
      silent = false
      allowance = Number.POSITIVE_INFINITY
    },
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
