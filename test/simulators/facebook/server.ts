import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer, type Ground } from './endpoints.ts'
import { type Fault, type Faults, Refusal } from './faults.ts'

interface Credentials {
  readonly pageAccessToken: string
  readonly appId: string
  readonly appSecret: string
  readonly graphVersion: string
}

/** What the server saw, for tests to look at. */
export interface Seen {
  /** Paths where nobody lives: a test must not leave any behind. */
  readonly unknown: string[]
  /** Calls that break Graph's rules, as method, path and reason. */
  readonly broken: string[]
  readonly calls: string[]
}

export interface ServerParts extends Seen {
  readonly ground: Ground
  readonly faults: Faults
  readonly credentials: Credentials
  readonly tokenDead: () => boolean
  readonly usage: () => Readonly<Record<string, string>>
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** Throws what Graph says to a caller that it does not know; tells whether the caller is the app itself. */
function signIn(request: IncomingMessage, url: URL, parts: ServerParts): boolean {
  const { pageAccessToken, appId, appSecret } = parts.credentials
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const asApp = token === `${appId}|${appSecret}`
  if (parts.tokenDead() || (!asApp && token !== pageAccessToken)) {
    throw new Refusal(190, 463, 'Error validating access token', 401)
  }
  const proof = createHmac('sha256', appSecret).update(token).digest('hex')
  if (url.searchParams.get('appsecret_proof') !== proof) throw new Refusal(100, undefined, 'Invalid appsecret_proof')
  return asApp
}

interface Reply {
  readonly status: number
  readonly body: object
}

function errorBody({ message, code, subcode }: Refusal): object {
  return {
    error: { message, type: 'OAuthException', code, ...(subcode && { error_subcode: subcode }), fbtrace_id: 'Atrace' },
  }
}

function graph(request: IncomingMessage, url: URL, body: Buffer, parts: ServerParts): Reply {
  const { credentials, ground } = parts
  const method = request.method ?? 'GET'
  const [version, ...rest] = url.pathname.slice(1).split('/')
  const path = rest.join('/')
  try {
    const asApp = signIn(request, url, parts)
    const query = Object.fromEntries(url.searchParams)
    const type = request.headers['content-type'] ?? ''
    const said =
      version === credentials.graphVersion ? answer(ground, { method, path, query, body, type, asApp }) : undefined
    if (said !== undefined) return { status: 200, body: said }
    parts.unknown.push(`${method} ${url.pathname}`)
    return { status: 501, body: { error: { message: 'Nobody lives here.', code: 2_500 } } }
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(100, undefined, String(error))
    if (refusal.code === 100 && refusal.subcode === undefined)
      parts.broken.push(`${method} ${path}: ${refusal.message}`)
    return { status: refusal.status, body: errorBody(refusal) }
  }
}

function strike(fault: Fault, effect: () => Reply, response: ServerResponse): void {
  if (fault.kind === 'error') {
    const { status = 400, code, subcode, headers } = fault
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(errorBody(new Refusal(code, subcode, 'Ordered.', status))))
    return
  }
  if (fault.kind === 'gateway') {
    response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>')
    return
  }
  if (fault.kind === 'trouble-after') {
    effect()
    response
      .writeHead(500)
      .end(JSON.stringify(errorBody(new Refusal(2, undefined, 'Service temporarily unavailable', 500))))
    return
  }
  const had = fault.kind === 'truncated' || fault.effect ? JSON.stringify(effect().body) : ''
  if (fault.kind === 'silence') return
  if (fault.kind === 'truncated') {
    response.writeHead(200, { 'content-length': String(had.length) })
    response.write(had.slice(0, had.length / 2), () => response.destroy())
  } else response.destroy()
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: ServerParts): Promise<void> {
  const body = await bodyOf(request)
  const host = (request.headers.host ?? '').split(':')[0] ?? ''
  const url = new URL(request.url ?? '/', `http://${host}`)
  if (host !== 'graph.facebook.com') {
    const file = parts.ground.world.files.get(`${host}${url.pathname}`)
    if (!file) parts.unknown.push(`${request.method} ${host}${url.pathname}`)
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.bytes)
    return
  }
  const call = `${request.method} ${url.pathname.split('/').slice(2).join('/')}`
  parts.calls.push(call)
  const effect = (): Reply => graph(request, url, body, parts)
  const fault = parts.faults.strike(request.method ?? 'GET', url.pathname)
  if (fault) return strike(fault, effect, response)
  const reply = effect()
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=UTF-8', ...parts.usage() })
  response.end(JSON.stringify(reply.body))
}

export async function startServer(parts: ServerParts): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((request, response) => {
    serve(request, response, parts).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}
