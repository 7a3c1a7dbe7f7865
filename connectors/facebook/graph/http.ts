import { type IncomingHttpHeaders, request as plain, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import { NoAnswer, NotReached } from './failure.ts'

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly host: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Answers longer than this are cut off as no answer at all. */
  readonly largest: number
  readonly timeout: number
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** One call to one of Meta's hosts; throws NotReached when it had no effect for sure, NoAnswer when nobody knows. */
export type Http = (call: Call) => Promise<Answer>

/** With connect (host:port), everything goes there in plain HTTP under the name of the host that was meant: an egress proxy or a simulator. */
export function http(connect: string | undefined, signal: AbortSignal): Http {
  const at = connect === undefined ? undefined : new URL(`http://${connect}`)
  return (call) => {
    const { method, host, path, headers, body, timeout } = call
    const options: RequestOptions = {
      method,
      path,
      host: at?.hostname ?? host,
      ...(at && { port: at.port }),
      headers: { host, ...headers, ...(body && { 'content-length': String(body.length) }) },
      // A connection of its own: on one that was kept open, a close in the same instant looks like a lost answer.
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    }
    return exchange(at ? plain : secure, options, call)
  }
}

function exchange(start: typeof plain, options: RequestOptions, { body, largest }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let reached = false
    const fail = (): void => reject(reached ? new NoAnswer() : new NotReached())
    const request = start(options, (response) => {
      const pieces: Buffer[] = []
      let size = 0
      response.on('data', (piece: Buffer) => {
        size += piece.length
        pieces.push(piece)
        if (size > largest) request.destroy(new Error('too large'))
      })
      response.on('error', fail)
      response.on('end', () => {
        // A body cut short still ends when the sender closes politely.
        if (!response.complete) return fail()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) })
      })
    })
    request.on('socket', (socket) => {
      const greeted = (): void => {
        reached = true
      }
      socket.once('connect', greeted)
      socket.once('secureConnect', greeted)
    })
    request.on('error', fail)
    request.end(body)
  })
}
