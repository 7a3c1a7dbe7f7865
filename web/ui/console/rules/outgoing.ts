import type { Kind } from './network/audience.ts'

/** A message on its way to the server. Its clientId stays the same at every try, so that it is stored once. */
export interface Outgoing {
  readonly clientId: string
  readonly conversation: string
  readonly kind: Kind
  /** Others will read it. */
  readonly public: boolean
  readonly text: string
  readonly seen: number
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly state: 'sending' | 'waiting' | 'refused'
  readonly sentence?: string
  readonly tries: number
}

export type Verdict =
  | { readonly type: 'again' }
  | { readonly type: 'sign-in' }
  | { readonly type: 'stale' }
  | { readonly type: 'refused' }

/** status undefined: no answer came. Only then, and when the server itself is unwell, may trying again help. */
export function verdictOf(status: number | undefined, code: string | undefined, tries: number): Verdict {
  if (status === undefined) return { type: 'again' }
  if (status === 401) return { type: 'sign-in' }
  if (status === 409 && code === 'stale') return { type: 'stale' }
  if ((status >= 500 || status === 429) && tries < 5) return { type: 'again' }
  return { type: 'refused' }
}

/** Milliseconds before the next try. */
export const pauseBefore = (tries: number): number => Math.min(30_000, 1_000 * 2 ** Math.min(tries, 5))

export const changed = (
  list: readonly Outgoing[],
  clientId: string,
  patch: Partial<Pick<Outgoing, 'state' | 'sentence' | 'tries' | 'seen'>>,
): readonly Outgoing[] => list.map((send) => (send.clientId === clientId ? { ...send, ...patch } : send))

/** The next one to send: in order inside a conversation, a note never waits for a refused answer. */
export const due = (list: readonly Outgoing[], conversation: string): Outgoing | undefined =>
  list.find((send) => send.conversation === conversation && send.state !== 'refused')
