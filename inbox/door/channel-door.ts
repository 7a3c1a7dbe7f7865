import type { Capabilities, Gauge, SettingField } from '../contract.ts'

/** A channel as its administrators see it. Secrets never leave. */
export interface ChannelInfo {
  readonly desk: string
  readonly id: string
  readonly name: string
  readonly label: Capabilities['label']
  readonly state: 'up' | 'down' | 'closed' | 'paused' | 'unconnected'
  readonly code?: string
  readonly lastSuccess?: Date
  readonly gauge?: Gauge
  /** The network calls us, at the channel's webhook address. */
  readonly hook: boolean
  readonly fields: readonly (SettingField & { readonly filled: boolean; readonly value?: string })[]
  /** The reader may change it. */
  readonly mine: boolean
}

export interface ChannelCheck {
  readonly ok: boolean
  readonly account?: string
  readonly code?: string
}
