import { z } from 'zod'
import { type Capabilities, ConfigError, type Connector, SendError } from '../inbox/contract.ts'

const capabilities: Capabilities = {
  delivery: 'task',
  maxLength: 100_000,
  media: true,
  buttons: false,
  typing: false,
  subject: true,
  cards: false,
  edits: false,
  label: { fr: 'Guichet et téléphone', en: 'Counter and phone', icon: 'phone' },
}

const Settings = z.strictObject({})

/** What came by phone, by letter or at the desk. An agent types it in and an agent answers: there is no wire to hold open. */
export const counter: Connector<z.infer<typeof Settings>> = {
  kind: 'counter',
  capabilities,
  parse(input) {
    const result = Settings.safeParse(input ?? {})
    if (result.success) return result.data
    const issue = result.error.issues[0]
    const field = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? 'settings') : 'settings'
    throw new ConfigError(field, `${field}: a counter has no settings`)
  },
  open(_channel, sink, signal) {
    sink.health('up')
    signal.addEventListener('abort', () => sink.health('down', 'closed'), { once: true })
    // delivery 'task': the outbox gives answers to an agent (print the letter, call back) and never comes here.
    return Promise.resolve({ send: () => Promise.reject(new SendError('never', 'by-hand')) })
  },
}
