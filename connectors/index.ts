import type { Connector } from '../inbox/contract.ts'
import { counter } from './counter.ts'
import { email } from './email/email.ts'

export { showMail } from './email/show.ts'
export { type CitizenMailbox, citizenMailbox } from './email/smtp/citizen.ts'

/** The registry: one line a kind. */
export function connectors(): readonly Connector[] {
  return [email, counter]
}
