import type { Capabilities, Connector } from '../../inbox/contract.ts'
import { type EmailConfig, parseConfig } from './config.ts'

const capabilities: Capabilities = {
  delivery: 'lease',
  maxLength: 100_000,
  media: true,
  buttons: false,
  typing: false,
  subject: true,
  cards: false,
  edits: false,
  label: { fr: 'Courriel', en: 'E-mail', icon: 'mail' },
  automatic: { firstPerDay: 1, guideNeedsToken: true, perConversation: 6, perAddressPerDay: 20 },
}

/** E-mail: in by IMAP or from a relay by SMTP, out by SMTP. */
export const email: Connector<EmailConfig> = {
  kind: 'email',
  capabilities,
  parse: parseConfig,
  async open(channel, sink, signal) {
    const { config } = channel
    if (config.in.type === 'imap') await openImap(config, config.in, sink, signal)
    else await openSmtp(config, config.in, sink, signal)
    const { smtpLine } = await import('./smtp/sender.ts')
    return smtpLine(config, signal)
  },
}

/** The mail libraries are loaded when a channel needs them: a node without mail never pays their quarter of a second. */
async function openImap(...given: Parameters<typeof import('./imap/intake.ts').openIntake>): Promise<void> {
  const { openIntake } = await import('./imap/intake.ts')
  return openIntake(...given)
}

async function openSmtp(...given: Parameters<typeof import('./smtp/listener.ts').openListener>): Promise<void> {
  const { openListener } = await import('./smtp/listener.ts')
  return openListener(...given)
}
