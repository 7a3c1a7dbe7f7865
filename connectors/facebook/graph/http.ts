import { type ClientRequest, type IncomingHttpHeaders, request as plain, type RequestOptions } from 'node:http'
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
    const { method, host, path, headers, body } = call
    const options: RequestOptions = {
      method,
      path,
      host: at?.hostname.replace(/^\[|\]$/g, '') ?? host,
      ...(at && { port: at.port }),
      headers: { host, ...headers, ...(body && { 'content-length': String(body.length) }) },
      // A connection of its own: on one that was kept open, a close in the same instant looks like a lost answer.
      agent: false,
    }
    return exchange(at ? plain(options) : secure(options), call, at ? 'connect' : 'secureConnect', signal)
  }
}

/** ready: the event of the socket from which on Meta may have heard us; before it, nothing can have had an effect. */
function exchange(request: ClientRequest, call: Call, ready: string, signal: AbortSignal): Promise<Answer> {
  const { body, largest, timeout } = call
  return new Promise((resolve, reject) => {
    let reached = false
    let answering = false
    const fail = (): void => reject(reached ? new NoAnswer() : new NotReached())
    const cut = (): void => void request.destroy(new Error('cut'))
    const timer = setTimeout(cut, timeout)
    signal.addEventListener('abort', cut)
    if (signal.aborted) cut()
    request.on('close', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cut)
      // An answer that has begun tells its own end.
      if (!answering) fail()
    })
    request.on('error', fail)
    request.on('socket', (socket) => {
      socket.once(ready, () => {
        reached = true
      })
    })
    request.on('response', (response) => {
      answering = true
      const pieces: Buffer[] = []
      let size = 0
      response.on('data', (piece: Buffer) => {
        size += piece.length
        pieces.push(piece)
        if (size > largest) cut()
      })
      response.on('error', fail)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) })
      })
    })
    request.end(body)
  })
}
