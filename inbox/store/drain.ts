import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

let watching = false

/**
 * The MongoDB driver (7.8) waits for 'drain' after a write that was not taken whole, and hears only 'drain' and 'error'.
 * A server that ends a connection makes Node destroy the socket without an error; a write just then is refused, and the
 * operation would wait for ever, with all who queue behind it. Such a socket says 'drain' once when it closes: the driver
 * wakes, sees that its connection is closed, and tries again or rejects. Once a process, before the first connection.
 * https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#event-netclientsocket
 */
export function wakeAtClose(): void {
  if (watching) return
  watching = true
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket }
    socket.once('close', (failed) => {
      if (!failed && socket.listenerCount('drain') > 0) socket.emit('drain')
    })
  })
}
