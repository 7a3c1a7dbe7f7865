import type { Connector } from '../inbox/contract.ts'
import { counter } from './counter.ts'
import { email } from './email/email.ts'
import { facebook } from './facebook/facebook.ts'
import type { HookWire } from './hooks.ts'
import { type VisitorWire, webchat } from './webchat.ts'
import { x } from './x/x.ts'

export type { CitizenMailbox } from './email/smtp/citizen.ts'

/** One mail as the connector reads it, for the command line. */
export const showMail: typeof import('./email/show.ts').showMail = async (...given) =>
  (await import('./email/show.ts')).showMail(...given)

/** The demonstration's mailbox. */
export const citizenMailbox: typeof import('./email/smtp/citizen.ts').citizenMailbox = async (...given) =>
  (await import('./email/smtp/citizen.ts')).citizenMailbox(...given)

/** The registry: one line a kind. */
export function connectors(wires: {
  readonly webchat: VisitorWire
  readonly hooks: HookWire
  /** host:port that stands between us and a network's API. */
  readonly reach: { readonly x?: string; readonly facebook?: string }
}): readonly Connector[] {
  return [
    webchat(wires.webchat),
    email,
    counter,
    facebook({ hooks: wires.hooks, connect: wires.reach.facebook }),
    x({ hooks: wires.hooks, connect: wires.reach.x }),
  ]
}
