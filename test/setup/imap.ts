import { createServer, type Socket } from 'node:net'

export interface FakeImap {
  readonly port: number
  /** How many connections were made so far. */
  readonly connections: () => number
  close(): Promise<void>
}

export interface FakeBox {
  readonly mails: readonly string[]
  /** Absent: the server gives none. Text, because some servers give more than fits a number. */
  readonly uidValidity?: string
  /** Takes over a command: what it writes is all that the client gets. */
  readonly rude?: (command: string, tag: string, socket: Socket) => boolean
}

/** Just enough IMAP to be a server that no real one is: without UIDVALIDITY, or against the protocol. */
export async function startImap(box: FakeBox): Promise<FakeImap> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, box)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function reply(box: FakeBox, command: string): string {
  const count = box.mails.length
  if (/^EXAMINE/i.test(command)) {
    const validity = box.uidValidity ? `* OK [UIDVALIDITY ${box.uidValidity}] valid\r\n` : ''
    return `* FLAGS (\\Seen)\r\n* ${count} EXISTS\r\n${validity}* OK [UIDNEXT ${count + 1}] next\r\n`
  }
  if (/^UID SEARCH/i.test(command)) {
    const after = Number(/UID (\d+):/i.exec(command.slice(4))?.[1] ?? 1)
    return `* SEARCH ${box.mails
      .map((_, at) => at + 1)
      .filter((uid) => uid >= after || uid === count)
      .join(' ')}\r\n`
  }
  if (!/^UID FETCH/i.test(command)) return ''
  const wanted = new Set((/^UID FETCH (\S+)/i.exec(command)?.[1] ?? '').split(',').map(Number))
  return box.mails
    .map((mail, at) => {
      if (!wanted.has(at + 1)) return ''
      const size = Buffer.byteLength(mail)
      const body = /BODY/i.test(command) ? ` BODY[] {${size}}\r\n${mail}` : ` RFC822.SIZE ${size}`
      return `* ${at + 1} FETCH (UID ${at + 1}${body})\r\n`
    })
    .join('')
}

function serve(socket: Socket, box: FakeBox): void {
  let buffer = ''
  let idling = ''
  const line = (text: string): void => {
    const [tag = '', ...words] = text.split(' ')
    const command = words.join(' ')
    if (/^DONE$/i.test(text)) socket.write(`${idling} OK done\r\n`)
    else if (box.rude?.(command, tag, socket)) return
    else if (/^IDLE/i.test(command)) {
      idling = tag
      socket.write('+ idling\r\n')
    } else if (/^CAPABILITY/i.test(command)) socket.write(`* CAPABILITY IMAP4rev1 IDLE\r\n${tag} OK\r\n`)
    else socket.write(`${reply(box, command)}${tag} OK done\r\n`)
  }
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1')
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const text = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      line(text)
    }
  })
  socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n')
}
