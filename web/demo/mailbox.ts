import type { Connector, Desk } from '../../inbox/index.ts'

/** A letter in the citizens' mailbox. */
export interface DemoLetter {
  readonly at: Date
  readonly recipient: string
  readonly letter: {
    readonly from: { readonly name: string; readonly address: string } | undefined
    readonly subject: string | undefined
    readonly messageId: string | undefined
    readonly references: readonly string[]
    readonly text: string
  }
}

export interface DemoMail {
  readonly from: string
  readonly name?: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly inReplyTo?: string
  readonly references?: readonly string[]
}

/** Mail for demonstration: writes to a desk's channel and keeps what comes back. */
export interface DemoMailbox {
  settings(address: string): object
  letters(address?: string): readonly DemoLetter[]
  write(mail: DemoMail): Promise<string>
  close(): Promise<void>
}

/** A channel that the demo mailbox serves. */
export interface DemoMailChannel {
  readonly mailbox: DemoMailbox
  readonly channel: string
  readonly deskName: string
  readonly address: string
}

/**
 * The first channel that no operator has set and that cannot open by its own settings gets the demo mailbox.
 * The connector itself is asked, so that nobody here needs to know which kind it is.
 */
export async function demoMail(
  desks: readonly Desk[],
  given: Readonly<Record<string, unknown>>,
  connectors: readonly Pick<Connector, 'kind' | 'parse' | 'fields'>[],
  open: () => Promise<DemoMailbox>,
): Promise<DemoMailChannel | undefined> {
  const opens = (kind: string, settings: unknown) => {
    try {
      connectors.find((connector) => connector.kind === kind)?.parse(settings)
      return true
    } catch {
      return false
    }
  }
  const onScreen = (kind: string) => connectors.find((connector) => connector.kind === kind)?.fields !== undefined
  for (const desk of desks) {
    for (const { id, kind, settings } of desk.channels) {
      const channel = `${desk.id}/${id}`
      // What is connected on a screen waits for that.
      if (given[channel] !== undefined || onScreen(kind) || opens(kind, settings)) continue
      // No such domain exists (RFC 2606 §2): nothing written for demonstration can reach anyone.
      const address = `${desk.id}.${id}@permanence.invalid`
      return { mailbox: await open(), channel, deskName: desk.name.fr, address }
    }
  }
  return undefined
}
