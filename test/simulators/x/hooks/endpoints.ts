import type { Asked, Endpoint, Said } from '../asked.ts'
import type { HookConfig, Subscription } from './hooks.ts'

const shown = ({ id, url, valid, created_at }: HookConfig) => ({ id, url, valid, created_at })
const bad = (title: string): Said => ({ status: 400, body: { title, type: 'about:blank', status: 400, detail: title } })

/** Events that only the account itself may have told. https://docs.x.com/x-api/activity/introduction */
const isPrivate = (event: string): boolean => /^(dm|chat)\./.test(event)

function subscriptionJson({ id, event, account, webhook }: Subscription) {
  return {
    subscription_id: id,
    event_type: event,
    filter: { user_id: account },
    webhook_id: webhook,
    tag: 'permanence',
  }
}

async function make({ world, hooks, body, challenge }: Asked): Promise<Said> {
  const url = String(body['url'])
  const { protocol, port } = new URL(url)
  if (protocol !== 'https:' || port !== '') return bad('UrlValidationFailed')
  if (hooks.configs.some((one) => one.url === url)) return bad('DuplicateUrlFailed')
  if (!(await challenge())) return bad('CrcValidationFailed')
  const made = { id: world.newId(), url, valid: true, created_at: new Date().toISOString() }
  hooks.configs.push(made)
  return { status: 200, body: { data: shown(made) } }
}

async function validate({ hooks, path, challenge }: Asked): Promise<Said> {
  const config = hooks.configs.find(({ id }) => id === path[0])
  if (config === undefined) return { status: 404, body: { title: 'Not Found', type: 'about:blank', status: 404 } }
  config.valid = await challenge()
  return { status: 200, body: { data: { valid: true } } }
}

function subscribe({ world, hooks, body, account, asApp }: Asked): Said {
  const event = String(body['event_type'])
  const of = (body['filter'] as { user_id?: string } | undefined)?.user_id ?? ''
  const webhook = String(body['webhook_id'])
  if (isPrivate(event) && (asApp || of !== account))
    return { status: 403, body: { title: 'Forbidden', type: 'about:blank', status: 403, detail: 'Forbidden' } }
  if (!hooks.configs.some(({ id }) => id === webhook)) return bad('Invalid webhook_id')
  if (hooks.subscriptions.some((one) => one.event === event && one.account === of && one.webhook === webhook))
    return bad('DuplicateSubscriptionFailed')
  const made = { id: world.newId(), event, account: of, webhook }
  hooks.subscriptions.push(made)
  return { status: 200, body: { data: { subscription: subscriptionJson(made) } } }
}

function lead({ hooks, path, body }: Asked): Said {
  const one = hooks.subscriptions.find(({ id }) => id === path[0])
  if (one === undefined) return { status: 404, body: { title: 'Not Found', type: 'about:blank', status: 404 } }
  one.webhook = String(body['webhook_id'])
  return { status: 200, body: { data: { subscription: subscriptionJson(one), total_subscriptions: 1 } } }
}

const webhooks = /^\/2\/webhooks$/
const activity = /^\/2\/activity\/subscriptions$/

export const hookEndpoints: readonly Endpoint[] = [
  {
    name: 'webhooks',
    method: 'GET',
    path: webhooks,
    limit: 450,
    scopes: ['app'],
    answer: ({ hooks }) => ({ status: 200, body: { data: hooks.configs.map(shown) } }),
  },
  { name: 'make-webhook', method: 'POST', path: webhooks, limit: 450, scopes: ['app'], answer: make },
  { name: 'validate', method: 'PUT', path: /^\/2\/webhooks\/(\d+)$/, limit: 450, scopes: ['app'], answer: validate },
  {
    name: 'subscriptions',
    method: 'GET',
    path: activity,
    limit: 500,
    scopes: ['app'],
    answer: ({ hooks }) => ({ status: 200, body: { data: hooks.subscriptions.map(subscriptionJson) } }),
  },
  { name: 'subscribe', method: 'POST', path: activity, limit: 500, scopes: [], answer: subscribe },
  {
    name: 'lead',
    method: 'PUT',
    path: /^\/2\/activity\/subscriptions\/(\d+)$/,
    limit: 500,
    scopes: ['app'],
    answer: lead,
  },
]
