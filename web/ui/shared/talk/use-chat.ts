import { useEffect, useState } from 'preact/hooks'
import type { ChatClient } from '../chat/chat-client.ts'
import type { ChatState } from '../chat/state.ts'

/** The chat's state, drawn again at each change. */
export function useChat(client: ChatClient): ChatState {
  const [state, show] = useState(client.current)
  useEffect(() => {
    show(client.current)
    return client.subscribe(show)
  }, [client])
  return state
}
