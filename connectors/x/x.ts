import { type Capabilities, type Connector, SendError } from '../../inbox/contract.ts'
import type { HookWire } from '../hooks.ts'
import { fields, parseConfig, type XConfig } from './config.ts'
import { messageFiles, postFiles } from './out/parts.ts'
import { prices } from './station/prices.ts'

const capabilities: Capabilities = {
  delivery: 'lease',
  maxLength: 10_000,
  media: true,
  files: messageFiles,
  buttons: false,
  typing: false,
  subject: false,
  cards: false,
  // Who takes messages from everyone can be written to first; the others' refusal is told as 'dm-closed'.
  public: { maxLength: 280, media: true, files: postFiles, privateFirst: true, linkCents: prices.cents.postWithLink },
  ownTime: true,
  edits: true,
  label: { fr: 'X', en: 'X', icon: 'globe' },
  // Another account may be a machine too: two of them must not talk all night, at our expense.
  automatic: { firstPerDay: 5, guideNeedsToken: false, perConversation: 40, perAddressPerDay: 60 },
}

/** X: mentions, answers and direct messages, in by webhook and by looking, out by its API. */
export function x({ hooks, connect }: { hooks: HookWire; connect?: string | undefined }): Connector<XConfig> {
  return {
    kind: 'x',
    capabilities,
    hook: true,
    fields,
    parse: parseConfig,
    async open(channel, sink, signal) {
      const { openX } = await import('./open.ts')
      return openX(channel, sink, signal, hooks, connect)
    },
    async check(config, secrets) {
      const { checkX } = await import('./open.ts')
      const { id, username } = await checkX(config, secrets, connect)
      if (id !== config.account.id) throw new SendError('never', 'other-account')
      return `@${username}`
    },
  }
}
