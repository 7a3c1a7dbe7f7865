import { createServer, type Socket } from 'node:net'

/** What the server does with the next mail: takes it, answers a code at a step, cuts or stalls. */
type Mood =
  | 'take'
  | { readonly at: 'greeting' | 'mail' | 'rcpt' | 'data' | 'end'; readonly say: string }
  | { readonly at: 'greeting' | 'rcpt' | 'end'; readonly cut: true }
  | { readonly at: 'end'; readonly stall: true }

interface Taken {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  /** Every line the client sent outside of the mail itself. */
  readonly commands: readonly string[]
}

export interface ScriptedSmtp {
  readonly port: number
  readonly taken: readonly Taken[]
  /** Every line said outside of mails, whatever became of it. */
  readonly heard: readonly string[]
  mood(mood: Mood): void
  close(): Promise<void>
}

const steps: Readonly<Record<string, 'mail' | 'rcpt' | 'data'>> = { MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' }

/** An SMTP server that follows a script, to be rude on purpose: 4xx, 5xx, silence, cuts, at any step. */
export async function startSmtp(): Promise<ScriptedSmtp> {
  let mood: Mood = 'take'
  const taken: Taken[] = []
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    talk(
      socket,
      () => mood,
      (mail) => taken.push(mail),
      (line) => heard.push(line),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    taken,
    heard,
    mood: (next) => {
      mood = next
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** true when the script spoke instead of the server. */
function rude(socket: Socket, mood: Mood, step: string): boolean {
  if (mood === 'take' || mood.at !== step) return false
  if ('cut' in mood) socket.destroy()
  else if ('say' in mood) socket.write(`${mood.say}\r\n`)
  return true
}

function talk(socket: Socket, mood: () => Mood, keep: (mail: Taken) => void, hear: (line: string) => void): void {
  let buffer = ''
  let data = false
  let from = ''
  let to: string[] = []
  const commands: string[] = []
  const command = (line: string): void => {
    commands.push(line)
    hear(line)
    const verb = line.slice(0, 4).toUpperCase()
    const step = steps[verb]
    if (step && rude(socket, mood(), step)) return
    if (verb === 'MAIL') from = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'RCPT') to = [...to, /<([^>]*)>/.exec(line)?.[1] ?? '']
    data = verb === 'DATA'
    if (verb === 'STAR') socket.write('502 5.5.1 no such command\r\n')
    else if (verb === 'EHLO') socket.write('250-test\r\n250 ENHANCEDSTATUSCODES\r\n')
    else if (verb === 'QUIT') socket.end('221 2.0.0 bye\r\n')
    else socket.write(data ? '354 go on\r\n' : '250 2.0.0 ok\r\n')
  }
  const mail = (raw: string): void => {
    data = false
    if (rude(socket, mood(), 'end')) return
    keep({ from, to, raw: raw.replaceAll('\r\n..', '\r\n.'), commands })
    to = []
    socket.write('250 2.0.0 taken\r\n')
  }
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('utf8')
    for (;;) {
      const mark = data ? '\r\n.\r\n' : '\r\n'
      const end = buffer.indexOf(mark)
      if (end < 0) return
      const piece = buffer.slice(0, end)
      buffer = buffer.slice(end + mark.length)
      if (data) mail(piece)
      else command(piece)
    }
  })
  if (!rude(socket, mood(), 'greeting')) socket.write('220 test ESMTP\r\n')
}
