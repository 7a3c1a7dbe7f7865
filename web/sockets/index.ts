import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import type { Inbox, Log } from '../../inbox/index.ts'
import type { Directory } from '../http/out/directory.ts'
import type { SessionCookie } from '../http/session/cookie.ts'
import type { Site } from '../http/session/site.ts'
import { serveVisitors } from './chat.ts'
import { serveConsole } from './console.ts'
import type { Say } from './say.ts'

export interface SocketParts {
  readonly inbox: Pick<Inbox, 'accounts' | 'as' | 'visitors'>
  readonly say: Say
  readonly cookie: SessionCookie
  readonly site: Site
  readonly directory: Directory
  readonly log: Log
}

/** Both namespaces on one server. Returns what closes them: pages come back elsewhere, or later. */
export function serveSockets(http: HttpServer, parts: SocketParts): { close(): void } {
  const { inbox, say, cookie, site, directory, log } = parts
  const io = new Server(http, {
    serveClient: false,
    // Compression keeps 32 kB and more for every socket, and messages are short.
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    // The widget lives on other sites. No credentials: a cookie from elsewhere is never sent, and /console judges the origin too.
    cors: { origin: '*', credentials: false, methods: ['GET', 'POST'] },
  })
  io.engine.on('connection', lighten)
  const report = (error: unknown) => {
    log.error('socket-unexpected', { error: error instanceof Error ? error.name : typeof error })
  }
  serveVisitors(io.of('/chat'), inbox.visitors, say, report)
  const stopConsole = serveConsole(io.of('/console'), inbox, cookie, site, directory, report)
  return {
    close() {
      stopConsole()
      // The HTTP server is drained by its owner: io.close() would close it as well.
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}

/**
 * The library keeps the first request of every socket for its whole life. Only what is judged again stays;
 * the address goes: nothing here may remember where a person writes from.
 */
function lighten(raw: { request: IncomingMessage; remoteAddress: string }): void {
  const { headers } = raw.request
  const kept: Record<string, string> = {}
  for (const name of ['cookie', 'origin', 'host', 'accept-language'] as const) {
    const value = headers[name]
    if (value !== undefined) kept[name] = value
  }
  raw.request = Object.assign(Object.create(null), { headers: kept, connection: {}, url: '', _query: {} })
  raw.remoteAddress = ''
}
