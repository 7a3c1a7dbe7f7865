import { asId, asList, asObject, asText, type Json } from '../read/json.ts'
import type { XClient } from './client.ts'

export interface Webhook {
  readonly id: string
  readonly url: string
  readonly valid: boolean
}

export interface Subscription {
  readonly id: string
  readonly event: string
  readonly account: string
  readonly webhook: string
}

const webhookOf = (row: Json): Webhook => ({
  id: asId(row['id']),
  url: asText(row['url']),
  valid: row['valid'] === true,
})

/** Where X calls, and of what: https://docs.x.com/x-api/webhooks/introduction and /x-api/activity/introduction. */
export class XWebhooks {
  readonly #client: XClient

  constructor(client: XClient) {
    this.#client = client
  }

  async list(): Promise<readonly Webhook[]> {
    const query = { 'webhook_config.fields': 'created_at,id,url,valid' }
    const call = { method: 'GET', path: 'webhooks', budget: 'webhooks', as: 'app', query } as const
    return asList((await this.#client.json(call))['data']).map((row) => webhookOf(asObject(row)))
  }

  /** X asks its challenge at once; refused with 'crc-failed' when the answer is not right. */
  async make(url: string): Promise<Webhook> {
    const call = { method: 'POST', path: 'webhooks', budget: 'webhooks', as: 'app', body: { url } } as const
    return webhookOf(asObject((await this.#client.json(call))['data']))
  }

  /** Asks X to ask its challenge again. */
  async validate(id: string): Promise<void> {
    await this.#client.json({ method: 'PUT', path: `webhooks/${id}`, budget: 'webhooks', as: 'app' })
  }

  async subscriptions(): Promise<readonly Subscription[]> {
    const path = 'activity/subscriptions'
    const call = { method: 'GET', path, budget: path, as: 'app', query: { max_results: '1000' } } as const
    return asList((await this.#client.json(call))['data'])
      .map(asObject)
      .map((row) => ({
        id: asId(row['subscription_id']),
        event: asText(row['event_type']),
        account: asId(asObject(row['filter'])['user_id']),
        webhook: asId(row['webhook_id']),
      }))
  }

  /** Private events are for the account to allow, and not for the app. */
  async subscribe(event: string, account: string, webhook: string): Promise<void> {
    const path = 'activity/subscriptions'
    const body = { event_type: event, filter: { user_id: account }, webhook_id: webhook, tag: 'permanence' }
    await this.#client.json({ method: 'POST', path, budget: path, body })
  }

  async lead(subscription: string, webhook: string): Promise<void> {
    const path = `activity/subscriptions/${subscription}`
    const body = { webhook_id: webhook }
    await this.#client.json({ method: 'PUT', path, budget: 'activity/subscriptions', as: 'app', body })
  }
}
