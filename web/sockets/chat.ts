import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'
import type { Visitor, VisitorEvent, Visitors } from '../../inbox/index.ts'
import { failureOf, HttpError } from '../http/edge/errors.ts'
import { languageOf } from '../http/edge/sentences.ts'
import { everythingAfter } from '../http/out/whole-talk.ts'
import { wireForVisitor, wireVisitorState } from '../http/out/wire-out.ts'
import type { ChatCommands, ChatEvents, WireAck, WireMessage } from '../wire.ts'
import type { Say } from './say.ts'
import { guardSlow } from './slow-client.ts'

interface ChatData {
  ticket: string
  after: number
}
export type ChatNamespace = Namespace<ChatCommands, ChatEvents, DefaultEventsMap, ChatData>
type ChatSocket = Socket<ChatCommands, ChatEvents, DefaultEventsMap, ChatData>

/** The visitors' namespace: the ticket is checked at every connection, the first like the hundredth. */
export function serveVisitors(
  namespace: ChatNamespace,
  visitors: Pick<Visitors, 'of'>,
  say: Say,
  report: (error: unknown) => void,
): void {
  namespace.use((socket, next) => {
    const auth: unknown = socket.handshake.auth
    const { ticket, after = 0 } = (auth ?? {}) as Readonly<Record<string, unknown>>
    if (typeof ticket !== 'string' || ticket.length > 1000 || !isSeq(after) || visitors.of(ticket) === undefined) {
      next(refusal('ticket', socket))
      return
    }
    socket.data = { ticket, after }
    next()
  })
  namespace.on('connection', (socket) => {
    const visitor = visitors.of(socket.data.ticket)
    if (visitor === undefined) {
      socket.disconnect(true)
      return
    }
    hear(socket, visitor, say, report)
    follow(socket, visitor).catch((error: unknown) => {
      report(error)
      // Not even the history could be read: the page tries again, and says so meanwhile.
      socket.disconnect(true)
    })
  })
}

/** connect_error carries `data`: a code and a sentence, like every other refusal. */
export function refusal(
  code: string,
  socket: { handshake: { headers: { 'accept-language'?: string | undefined } } },
): Error {
  const { body } = failureOf(new HttpError(401, code), languageOf(socket.handshake.headers['accept-language']))
  return Object.assign(new Error(code), { data: body })
}

/** First everything after the number the page has, then what happens, in order and without a hole. */
async function follow(socket: ChatSocket, visitor: Visitor): Promise<void> {
  const keepsUp = guardSlow(socket)
  let readByAgent = 0
  let last = socket.data.after
  let early: VisitorEvent[] | undefined = []
  const tell = (event: VisitorEvent): void => {
    if (!keepsUp()) return
    if (event.type === 'message') {
      if (event.message.seq <= last) return
      last = event.message.seq
      socket.emit('message', wireForVisitor(event.message))
    } else if (event.type === 'state') socket.emit('state', wireVisitorState(event, readByAgent))
    else if (event.type === 'typing') socket.volatile.emit('typing', { name: event.name, on: event.on })
    else {
      readByAgent = Math.max(readByAgent, event.seq)
      socket.emit('read', { seq: event.seq })
    }
  }
  const stop = visitor.watch((event) => {
    if (early === undefined) tell(event)
    else early.push(event)
  })
  socket.on('disconnect', stop)
  if (socket.data.after > 0) await visitor.acknowledge(socket.data.after)
  const messages: WireMessage[] = []
  for (const message of await everythingAfter(visitor, socket.data.after)) {
    if (message.seq > last) last = message.seq
    messages.push(wireForVisitor(message))
  }
  const state = await visitor.state()
  readByAgent = state.readByAgent
  socket.emit('resume', { messages, state: wireVisitorState(state, readByAgent) })
  const missed = early
  early = undefined
  for (const event of missed) tell(event)
}

/** Commands of a page we do not trust: whatever is not well formed is dropped, or refused where an answer is due. */
function hear(socket: ChatSocket, visitor: Visitor, say: Say, report: (error: unknown) => void): void {
  const { ticket } = socket.data
  const language = languageOf(socket.handshake.headers['accept-language'])
  socket.on('say', (message: unknown, ack: unknown) => {
    if (typeof ack !== 'function') return
    say(ticket, message).then(
      ({ seq, duplicate }) => ack({ ok: true, seq, duplicate } satisfies WireAck),
      (error: unknown) => {
        const failure = failureOf(error, language)
        if (failure.unexpected) report(error)
        ack({ ok: false, code: failure.body.code, sentence: failure.body.sentence } satisfies WireAck)
      },
    )
  })
  socket.on('got', (event: unknown) => {
    const seq = seqIn(event)
    if (seq !== undefined) visitor.acknowledge(seq).catch(report)
  })
  socket.on('read', (event: unknown) => {
    const seq = seqIn(event)
    if (seq !== undefined) visitor.read(seq).catch(report)
  })
  let typed = 0
  socket.on('typing', (event: unknown) => {
    const on = typeof event === 'object' && event !== null && 'on' in event ? event.on : undefined
    // Half a second between two: a page that sends more gains nothing.
    if (typeof on !== 'boolean' || (on && Date.now() - typed < 500)) return
    typed = Date.now()
    visitor.typing(on)
  })
}

function seqIn(event: unknown): number | undefined {
  const seq = typeof event === 'object' && event !== null && 'seq' in event ? event.seq : undefined
  return isSeq(seq) ? seq : undefined
}

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000_000
}
