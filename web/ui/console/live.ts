import { effect, untracked } from '@preact/signals'
import type { ConsoleEvents, WireChannel } from '../../wire.ts'
import { isOnlyLate } from './rules/network/health.ts'
import { get } from './state/api.ts'
import { arrived, catchUp, headArrived, open, opened, readByPerson } from './state/conversation/opened.ts'
import { iStop, typingArrived } from './state/conversation/typing.ts'
import { closeLink, link, openLink } from './state/link.ts'
import { filterKey, openId } from './state/place.ts'
import {
  channelHealth,
  headChanged,
  keepCounting,
  listing,
  openQueue,
  recountNow,
  refreshQueue,
} from './state/queue.ts'
import { say, shout, told } from './state/say.ts'
import { channels, looksAfterChannels, me, myId } from './state/session.ts'
import { saveAllDrafts } from './state/writing/drafts.ts'
import { flushOutgoing } from './state/writing/sending.ts'
import { words } from './words/words.ts'

/** Ties the address, the session and the socket to the state. Called once. */
export function startLive(): void {
  let signedIn: string | undefined
  effect(() => {
    const id = me.value?.agent.id
    if (id === signedIn) return
    signedIn = id
    untracked(() => (id === undefined ? closeLink() : listen()))
  })
  effect(() => {
    const ready = me.value !== null && me.value !== undefined
    void filterKey.value
    if (ready) untracked(() => void Promise.all([openQueue(), recountNow()]))
  })
  effect(() => {
    const id = openId.value
    if (!me.value) return
    untracked(() => {
      iStop()
      if (opened.peek()?.id === id && id !== undefined) void catchUp()
      else void open(id)
    })
  })
  effect(() => {
    if (link.value === 'lost') shout(words.peek().link.lost)
  })
  keepCounting()
  addEventListener('pagehide', () => void saveAllDrafts(true))
}

async function backAgain(again: boolean): Promise<void> {
  if (again) told(words.peek().link.back)
  flushOutgoing()
  // What was read before the socket was up may have missed something in between: read once more, the first time too.
  const missed = listing.peek().loaded ? [refreshQueue(), recountNow()] : []
  await Promise.all([saveAllDrafts(), readHealth(), ...missed, ...(opened.peek() ? [catchUp()] : [])])
}

/** The socket tells what changes; whoever looks after channels may ask how they are now. */
async function readHealth(): Promise<void> {
  if (!looksAfterChannels.peek()) return
  try {
    const { channels: all } = await get<{ channels: WireChannel[] }>('/channels')
    for (const { desk, id, state, code } of all) channelHealth(`${desk}/${id}`, state === 'down' ? 'down' : 'up', code)
  } catch {
    // The next connection asks again.
  }
}

function listen(): void {
  openLink(
    (socket) => {
      socket.on('message', ({ head, message }) => {
        headChanged(head)
        if (opened.peek()?.id !== head.id) return
        arrived([message])
        headArrived(head)
        if (message.author.type === 'contact') {
          const name = head.contact.name ?? words.peek().list.anonymous
          say(words.peek().thread.arrived(name, message.text.slice(0, 300)))
        }
      })
      socket.on('head', ({ head }) => {
        headChanged(head)
        headArrived(head)
      })
      socket.on('delivery', ({ conversation, message }) => {
        if (opened.peek()?.id === conversation) arrived([message])
      })
      socket.on('typing', (event) => typingArrived(event, myId.peek()))
      socket.on('read', ({ conversation, seq }) => readByPerson(conversation, seq))
      socket.on('health', (event) => healthArrived(event))
    },
    (again) => void backAgain(again),
  )
}

type HealthEvent = Parameters<ConsoleEvents['health']>[0]

/** Down: the banner stays, and is read aloud once. Back: said once. */
function healthArrived({ desk, channel, state, code }: HealthEvent): void {
  if (!channelHealth(`${desk}/${channel}`, state, code)) return
  const name = channels.peek().find((one) => one.desk === desk && one.id === channel)?.name ?? channel
  const { channels: say, link } = words.peek()
  if (state === 'down') shout(isOnlyLate(code) ? say.late(name) : say.down(name))
  else told(link.channelUp(name))
}
