import type { Capabilities, Connector } from '../../inbox/contract.ts'
import { type EmailConfig, parseConfig } from './config.ts'
import { openIntake } from './imap/intake.ts'
import { openListener } from './smtp/listener.ts'
import { smtpLine } from './smtp/sender.ts'

const capabilities: Capabilities = {
  delivery: 'lease',
  maxLength: 100_000,
  media: true,
  buttons: false,
  typing: false,
  subject: true,
  cards: false,
  public: false,
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
    if (config.in.type === 'imap') await openIntake(config, config.in, sink, signal)
    else await openListener(config, config.in, sink, signal)
    return smtpLine(config, signal)
  },
}
