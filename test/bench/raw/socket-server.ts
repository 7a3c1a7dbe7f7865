import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { bareCommit } from './group-commit.ts'

/** A bare socket.io server on the driver: stores what is said, durably, then tells whoever listens. Nothing else. */
const commit = process.env['MONGO'] === undefined ? undefined : await bareCommit(process.env['MONGO'], 1)
const http = createServer()
const io = new Server(http, { serveClient: false, perMessageDeflate: false, httpCompression: false })
io.on('connection', (socket) => {
  if (socket.handshake.auth['agent'] === true) void socket.join('agents')
  socket.on('say', (said: unknown, ack: unknown) => {
    commit?.append(0).then(
      () => {
        io.to('agents').emit('message', said)
        if (typeof ack === 'function') ack({ ok: true })
      },
      () => process.exit(1),
    )
  })
})
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(http.address() as AddressInfo).port}\n`)
})
process.stdin.once('end', () => process.exit(0)).resume()
