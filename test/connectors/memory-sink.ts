import { createHash } from 'node:crypto'
import type { DeliveryReport, Gauge, Inbound, Sink, Utterance } from '../../inbox/contract.ts'

export interface Kept {
  readonly externalId: string
  readonly raw: Uint8Array
  readonly said: Utterance | undefined
}

/** What outlives a process: the stored items and the cursor. Stands in for the inbox, keeping the contract's promises. */
export class Memory {
  readonly kept = new Map<string, Kept>()
  readonly reports: DeliveryReport[] = []
  readonly states: string[] = []
  /** Message ids that report() knows. */
  readonly known = new Set<string>()
  readonly cursors = new Map<string, string>()
  readonly secrets = new Map<string, string>()
  readonly reads: { readonly address: string; readonly upTo: Date }[] = []
  gauge: Gauge = {}
  duplicates = 0
  /** Called before anything of receive() happens; throw to say that the inbox cannot store. */
  beforeReceive: (message: Inbound) => void = () => undefined

  texts(): readonly string[] {
    return [...this.kept.values()].map(({ said }) => said?.text.trim() ?? '')
  }

  /** A sink as one process sees it. With dieAt, that process stops for good right before its n-th step. */
  sink(dieAt = Number.POSITIVE_INFINITY): Sink & { readonly steps: () => number; readonly dead: Promise<void> } {
    let steps = 0
    let die = (): void => undefined
    const dead = new Promise<void>((resolve) => {
      die = resolve
    })
    /** Between any two steps the process may be killed: then this never goes on. */
    const step = (): Promise<void> => {
      steps += 1
      if (steps < dieAt) return Promise.resolve()
      die()
      return new Promise(() => undefined)
    }
    return {
      steps: () => steps,
      dead,
      receive: async (message) => {
        await step()
        this.beforeReceive(message)
        const duplicate = this.kept.has(message.externalId)
        if (duplicate) this.duplicates += 1
        else await this.keep(message)
        await step()
        return { duplicate, conversation: 'conversation', seq: this.kept.size }
      },
      report: async (report) => {
        await step()
        if (!this.known.has(report.messageId)) return false
        this.reports.push(report)
        return true
      },
      read: async (mark) => {
        await step()
        this.reads.push(mark)
      },
      knows: async (wireId) => {
        await step()
        return this.known.has(wireId) || [...this.kept.values()].some((item) => wireIdOf(item) === wireId)
      },
      copies: async (raw, besides) => {
        await step()
        return this.copies(raw, besides)
      },
      cursor: {
        load: async (name = '') => {
          await step()
          return this.cursors.get(name)
        },
        save: async (value, name = '') => {
          await step()
          this.cursors.set(name, value)
          await step()
        },
      },
      secrets: {
        load: async (name) => {
          await step()
          return this.secrets.get(name)
        },
        save: async (name, value) => {
          await step()
          this.secrets.set(name, value)
          await step()
        },
      },
      health: (state, code) => {
        this.states.push(code ? `${state}:${code}` : state)
      },
      gauge: (values) => {
        this.gauge = { ...this.gauge, ...values }
      },
    }
  }

  private async keep(message: Inbound): Promise<void> {
    const { externalId, raw, content } = message
    // The raw item is there before anything reads it.
    this.kept.set(externalId, { externalId, raw, said: undefined })
    const said = typeof content === 'function' ? await content() : content
    this.kept.set(externalId, { externalId, raw, said })
  }

  private copies(raw: Uint8Array, besides: string): number {
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
    const wanted = hash(raw)
    return [...this.kept.values()].filter((item) => !item.externalId.startsWith(besides) && hash(item.raw) === wanted)
      .length
  }
}

const wireIdOf = ({ said, externalId }: Kept): string => said?.thread.messageId ?? externalId

export async function until(what: () => boolean, patience = 10_000): Promise<void> {
  const end = Date.now() + patience
  while (!what()) {
    if (Date.now() > end) throw new Error(`Waited ${patience} ms in vain.`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
