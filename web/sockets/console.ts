import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'
import type { Inbox, Session, StaffEvent } from '../../inbox/index.ts'
import type { Directory } from '../http/out/directory.ts'
import { wireHead, wireMessage } from '../http/out/wire-out.ts'
import type { SessionCookie } from '../http/session/cookie.ts'
import type { Site } from '../http/session/site.ts'
import type { ConsoleCommands, ConsoleEvents } from '../wire.ts'
import { refusal } from './chat.ts'
import { guardSlow } from './slow-client.ts'

interface ConsoleData {
  session: Session
  /** The session's public name, never its token. */
  id: string
}
export type ConsoleNamespace = Namespace<ConsoleCommands, ConsoleEvents, DefaultEventsMap, ConsoleData>
type ConsoleSocket = Socket<ConsoleCommands, ConsoleEvents, DefaultEventsMap, ConsoleData>

const CONVERSATION = /^[\w-]{1,64}$/
/**
 * A session that ended elsewhere (another machine, the command line) or by its age closes its sockets within this time:
 * whoever disables an agent counts on it.
 */
const CHECK_EVERY = 2_000

/** The agents' namespace. Returns what stops it. */
export function serveConsole(
  namespace: ConsoleNamespace,
  inbox: Pick<Inbox, 'accounts' | 'as'>,
  cookie: SessionCookie,
  site: Site,
  directory: Directory,
  report: (error: unknown) => void,
): () => void {
  const sessionOf = async (socket: ConsoleSocket): Promise<Session | undefined> => {
    const { headers } = socket.handshake
    if (!site.allows(headers)) return undefined
    const token = cookie.read(headers.cookie)
    return token === undefined ? undefined : inbox.accounts.session(token)
  }
  namespace.use((socket, next) => {
    sessionOf(socket).then(
      (session) => {
        if (session === undefined) return next(refusal('signed-out', socket))
        socket.data = { session, id: inbox.accounts.idOf(session.token) }
        next()
      },
      (error: unknown) => {
        report(error)
        next(refusal('unavailable', socket))
      },
    )
  })
  namespace.on('connection', (socket) => {
    follow(socket, inbox, directory)
  })
  const stopEnds = inbox.accounts.onEnd(({ agent, session }) => {
    for (const socket of namespace.sockets.values()) {
      const { data } = socket
      if (data.session.reader.agent === agent && (session === undefined || session === data.id)) socket.disconnect(true)
    }
  })
  let checking = false
  const timer = setInterval(() => {
    // A database that answers slowly is not asked again meanwhile.
    if (checking) return
    checking = true
    closeEnded(namespace, inbox.accounts)
      .catch(report)
      .finally(() => {
        checking = false
      })
  }, CHECK_EVERY).unref()
  return () => {
    clearInterval(timer)
    stopEnds()
  }
}

async function closeEnded(namespace: ConsoleNamespace, accounts: Inbox['accounts']): Promise<void> {
  const alive = new Map<string, Set<string>>()
  for (const socket of [...namespace.sockets.values()]) {
    const { reader } = socket.data.session
    // The list, and not accounts.session(): a look must not count as a sign of life.
    const known = alive.get(reader.agent) ?? new Set((await accounts.sessions(reader)).map(({ id }) => id))
    alive.set(reader.agent, known)
    if (!known.has(socket.data.id)) socket.disconnect(true)
  }
}

function follow(socket: ConsoleSocket, inbox: Pick<Inbox, 'as'>, directory: Directory): void {
  const staff = inbox.as(socket.data.session.reader)
  const keepsUp = guardSlow(socket)
  const stop = staff.watch((event) => {
    if (keepsUp()) tell(socket, directory, event)
  })
  socket.on('disconnect', stop)
  socket.on('typing', (event: unknown) => {
    if (typeof event !== 'object' || event === null || !('conversation' in event) || !('on' in event)) return
    const { conversation, on } = event
    if (typeof conversation !== 'string' || !CONVERSATION.test(conversation) || typeof on !== 'boolean') return
    staff.typing(conversation, on)
  })
}

function tell(socket: ConsoleSocket, directory: Directory, event: StaffEvent): void {
  switch (event.type) {
    case 'message':
      socket.emit('message', {
        head: wireHead(directory, event.head),
        message: wireMessage(event.head.id, event.message),
      })
      break
    case 'head':
      socket.emit('head', { head: wireHead(directory, event.head) })
      break
    case 'delivery': {
      const { conversation, message } = event
      socket.emit('delivery', { conversation, message: wireMessage(conversation, message) })
      break
    }
    case 'typing': {
      const { conversation, who, on, agent, name } = event
      const typing = {
        conversation,
        who,
        on,
        ...(agent !== undefined && { agent }),
        ...(name !== undefined && { name }),
      }
      socket.volatile.emit('typing', typing)
      break
    }
    case 'read':
      socket.emit('read', { conversation: event.conversation, seq: event.seq })
      break
    case 'health': {
      const { desk, channel, state, code } = event
      socket.emit('health', { desk, channel, state, ...(code !== undefined && { code }) })
      break
    }
  }
}
