import { z } from 'zod'
import { settingsOf } from '../shared/settings.ts'

const Port = z.int().min(1).max(65_535)
/** A plain mailbox: no comment, quote or group, so that no two readers can disagree on it. */
export const plainAddress =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/
const Domain = z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'write a domain name')
const Address = z.string().max(254).regex(plainAddress, 'write a plain address such as bureau@exemple.fr')
const Login = z.strictObject({ user: z.string().min(1), password: z.string().min(1) })

const Imap = z.strictObject({
  type: z.literal('imap'),
  host: z.string().min(1),
  port: Port.default(993),
  /** implicit: TLS from the first byte · starttls: asked for and required · none: only on one's own machine. */
  tls: z.enum(['implicit', 'starttls', 'none']).default('implicit'),
  login: Login,
  folder: z.string().min(1).default('INBOX'),
  /** Everything in this folder was filed as junk by the mail server: this channel reads the Junk folder. */
  junk: z.boolean().default(false),
  /** IDLE brings news at once; this look comes besides it, because IDLE can die in silence. */
  pollSeconds: z.number().min(1).max(300).default(60),
  /** A connection that says nothing for so long while we ask is given up, and begun again. */
  timeoutSeconds: z.number().min(1).max(600).default(90),
})

const SmtpIn = z.strictObject({
  type: z.literal('smtp'),
  host: z.string().min(1).default('127.0.0.1'),
  port: Port,
})

const SmtpOut = z.strictObject({
  host: z.string().min(1),
  port: Port.default(587),
  tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
  login: Login.optional(),
  timeoutSeconds: z.number().min(1).max(600).default(60),
})

const Settings = z.strictObject({
  /** Our own mailbox. Answers ask for mail to box+TOKEN@domain: the mail server must deliver that to the same box. */
  address: Address,
  /** Domain of the ids of our mail; the address's own when absent. */
  messageIdDomain: Domain.optional(),
  language: z.enum(['fr', 'en']).default('fr'),
  /** authserv-id (RFC 8601) of the relay in front of us whose verdicts are believed; no other's are. */
  trustedRelay: Domain.optional(),
  in: z.discriminatedUnion('type', [Imap, SmtpIn]),
  out: SmtpOut,
})

export type EmailConfig = z.infer<typeof Settings>
export type ImapConfig = z.infer<typeof Imap>
export type SmtpInConfig = z.infer<typeof SmtpIn>

export const parseConfig = (input: unknown): EmailConfig => settingsOf(Settings, input)

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

export function idDomain(config: EmailConfig): string {
  return config.messageIdDomain ?? domainOf(config.address)
}

/** box+TOKEN@domain: where an answer comes back to, and what leads it to its conversation. */
export function tokenAddress(config: EmailConfig, token: string): string {
  const at = config.address.lastIndexOf('@')
  return `${config.address.slice(0, at)}+${token}${config.address.slice(at)}`
}

/** The token in box+TOKEN@domain; '' when the address is ours without one, undefined when it is not ours. */
export function tokenOf(config: EmailConfig, address: string): string | undefined {
  const at = config.address.lastIndexOf('@')
  const box = config.address.slice(0, at).toLowerCase()
  const other = address.lastIndexOf('@')
  const local = address.slice(0, other)
  if (domainOf(address) !== domainOf(config.address)) return undefined
  if (local.toLowerCase() === box) return ''
  return local.toLowerCase().startsWith(`${box}+`) ? local.slice(box.length + 1) : undefined
}

/**
 * Node names each way a certificate fails (https://nodejs.org/api/tls.html#x509-certificate-error-codes); for an operator
 * all of them mean one thing to do: trust its authority, or mend it.
 */
export function refusedCertificate(code: unknown): boolean {
  return typeof code === 'string' && /CERT|SIGNATURE|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/.test(code)
}
