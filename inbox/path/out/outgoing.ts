import { randomBytes } from 'node:crypto'
import type { Core, Wire } from '../core.ts'
import { refOf } from '../intake/place.ts'
import type { Body } from '../thread/body.ts'
import type { HeadState } from '../thread/fold.ts'
import type { Draft } from '../thread/thread.ts'

/**
 * An answer on its way out, as part of its own message: the wire's id is fixed here, before the first attempt,
 * so that a repeat can be recognised by whoever gets it.
 */
export function outgoing(
  core: Core,
  wire: Wire,
  head: Pick<HeadState, 'public'>,
  draft: Omit<Draft, 'dir' | 'audience' | 'delivery'>,
  automatic: boolean,
): Draft {
  const by = wire.capabilities.delivery
  const messageId = randomBytes(16).toString('hex')
  const body: Body = by === 'lease' ? { ...draft.body, messageId } : draft.body
  return {
    ...draft,
    dir: 'out',
    audience: 'contact',
    ...(head.public && { public: true }),
    ...(by === 'lease' && { ref: refOf(core, wire, messageId) }),
    body,
    delivery: {
      by,
      state: by === 'resume' ? 'waiting' : 'queued',
      tries: 0,
      nextAt: new Date(core.now()),
      fence: 0,
      automatic,
    },
  }
}

/** What one of ours wrote in another tool (the network's own inbox): shown as ours, already delivered. */
export function outgoingElsewhere(draft: Draft, name: string): Draft {
  return { ...draft, dir: 'out', author: { type: 'agent', name } }
}
