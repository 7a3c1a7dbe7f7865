import type { Capabilities } from '../../inbox/contract.ts'

/** What a chat can do, for wires that stand for one. */
export const chatCan: Capabilities = {
  delivery: 'resume',
  maxLength: 4000,
  media: true,
  buttons: true,
  typing: true,
  subject: false,
  cards: true,
  edits: false,
  label: { fr: 'Discussion', en: 'Chat', icon: 'chat' },
}

/** What a mailbox can do, with the limits on what a machine may write there. */
export const mailCan: Capabilities = {
  ...chatCan,
  delivery: 'lease',
  buttons: false,
  cards: false,
  subject: true,
  automatic: { firstPerDay: 1, guideNeedsToken: true, perConversation: 6, perAddressPerDay: 20 },
}
