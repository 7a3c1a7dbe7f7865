import type { Socket } from 'socket.io'

/** Events that may wait for one client. Past it the connection is dropped: the page comes back and asks for what it missed. */
const MOST_WAITING = 500

/**
 * Asked before each event. False when this client does not keep up: its connection is then closed, so that memory stays
 * bounded; nothing is lost, because a visitor's page resumes by number and the console loads again.
 */
export function guardSlow(socket: Pick<Socket, 'conn' | 'on'>): () => boolean {
  let waiting = 0
  const drained = () => {
    waiting = 0
  }
  // engine.io tells when all it held was handed to the operating system.
  socket.conn.on('drain', drained)
  socket.on('disconnect', () => socket.conn.off('drain', drained))
  return () => {
    waiting += 1
    if (waiting <= MOST_WAITING) return true
    socket.conn.close(true)
    return false
  }
}
