import { signal } from '@preact/signals'
import { io, type Socket } from 'socket.io-client'
import type { ConsoleCommands, ConsoleEvents } from '../../../wire.ts'
import { loadMe } from './session.ts'

type ConsoleSocket = Socket<ConsoleEvents, ConsoleCommands>

/** starting: no word yet, and no reason to alarm anybody. */
export const link = signal<'starting' | 'up' | 'lost'>('starting')

let socket: ConsoleSocket | undefined
let again: ReturnType<typeof setTimeout> | undefined

/** The server closed the door itself: the library does not knock again, and the session may be over. */
function knock(closed: ConsoleSocket): void {
  clearTimeout(again)
  again = setTimeout(() => {
    if (socket !== closed) return
    void loadMe().then(() => {
      if (socket === closed) closed.connect()
    })
  }, 1_000)
}

export function openLink(attach: (socket: ConsoleSocket) => void, onUp: (again: boolean) => void): void {
  closeLink()
  const opened: ConsoleSocket = io('/console', { transports: ['websocket', 'polling'], reconnectionDelayMax: 5_000 })
  socket = opened
  let before = false
  opened.on('connect', () => {
    link.value = 'up'
    onUp(before)
    before = true
  })
  opened.on('disconnect', (reason) => {
    if (socket !== opened) return
    link.value = 'lost'
    if (reason === 'io server disconnect') knock(opened)
  })
  opened.on('connect_error', () => {
    if (socket !== opened) return
    link.value = 'lost'
    if (!opened.active) knock(opened)
  })
  attach(opened)
}

export function closeLink(): void {
  clearTimeout(again)
  const closing = socket
  socket = undefined
  closing?.disconnect()
  link.value = 'starting'
}

export function sendTyping(conversation: string, on: boolean): void {
  if (socket?.connected) socket.emit('typing', { conversation, on })
}
