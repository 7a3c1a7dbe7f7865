export interface HookConfig {
  readonly id: string
  readonly url: string
  valid: boolean
  readonly created_at: string
}

export interface Subscription {
  readonly id: string
  readonly event: string
  readonly account: string
  webhook: string
}

/** The webhooks of an app, and of what each is told. */
export class Hooks {
  readonly configs: HookConfig[] = []
  readonly subscriptions: Subscription[] = []
  /** X tells only what was asked for, and only where its challenge is answered. Off: an operator has seen to it by hand. */
  strict = false

  allows(event: unknown): boolean {
    if (!this.strict) return true
    const data = (event as { data?: { event_type?: string; filter?: { user_id?: string } } }).data
    const type = data?.event_type?.replace(/^tweet\./, 'post.')
    const alive = this.configs.filter(({ valid }) => valid).map(({ id }) => id)
    return this.subscriptions.some(
      (one) => one.event === type && one.account === data?.filter?.user_id && alive.includes(one.webhook),
    )
  }
}
