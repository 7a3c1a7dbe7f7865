import type { Connector } from '../inbox/contract.ts'
import { counter } from './counter.ts'
import { email } from './email/email.ts'
import { type VisitorWire, webchat } from './webchat.ts'

export { showMail } from './email/show.ts'
export { type CitizenMailbox, citizenMailbox } from './email/smtp/citizen.ts'

/** The registry: one line a kind. */
export function connectors(wires: { readonly webchat: VisitorWire }): readonly Connector[] {
  return [webchat(wires.webchat), email, counter]
}
