import { type Language, t } from '../words/t.ts'
import { browserWire } from './browser-wire.ts'
import { ChatClient } from './chat-client.ts'
import { browserClock, newId, tabMemory } from './tab-memory.ts'

/** A chat of this tab with one channel (`desk/channel`) of the service at an origin. */
export function newChat(origin: string, channel: string, language: Language): ChatClient {
  return new ChatClient({
    wire: browserWire(origin, channel, language),
    memory: tabMemory(channel),
    clock: browserClock,
    newId,
    notSent: t(language)('notSent'),
  })
}
