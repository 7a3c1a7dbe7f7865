import { closeSync, openSync } from 'node:fs'

interface HangUpOptions {
  /** Read the files again. */
  readonly again: () => void
  readonly stop: () => void
  /** Where the signal comes from; injected in tests. */
  readonly host?: { on(event: 'SIGHUP', listener: () => void): unknown }
  /** Was the product started in a terminal, and is that one still there? */
  readonly terminal?: { readonly had: boolean; there(): boolean }
}

/**
 * SIGHUP asks a service to read its files again (daemon(7)). The same signal says that the terminal was closed in which
 * `npm start` ran: then the product ends in order, as it always did.
 */
export function onHangUp({ again, stop, host = process, terminal = ours() }: HangUpOptions): void {
  host.on('SIGHUP', () => {
    if (terminal.had && !terminal.there()) stop()
    else again()
  })
}

function ours(): NonNullable<HangUpOptions['terminal']> {
  const there = () => {
    try {
      // Opens only for a process that has a terminal to speak to.
      closeSync(openSync('/dev/tty', 'r'))
      return true
    } catch {
      return false
    }
  }
  return { had: there(), there }
}
