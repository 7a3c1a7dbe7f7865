import { Trouble } from '../api/trouble.ts'
import { type Webhook, XWebhooks } from '../api/webhooks.ts'
import type { Station } from '../station/station.ts'

/** What a duty desk must hear of at once. https://docs.x.com/x-api/activity/introduction */
const wanted = [
  'post.mention.create',
  'post.reply.create',
  'dm.received',
  'dm.sent',
  'dm.read',
  'chat.received',
] as const

const CONCERN = 'webhook'
/** After a failure, sooner than usual: what was mended at X should show. */
const SOON = 60_000

/** The address where X finds us, known to X and answering. Throws Trouble. */
async function knownAt(calls: XWebhooks, address: string, again: boolean): Promise<Webhook> {
  const found = (await calls.list()).find(({ url }) => url === address)
  if (found === undefined) return calls.make(address)
  if (found.valid && !again) return found
  await calls.validate(found.id)
  const after = (await calls.list()).find(({ id }) => id === found.id)
  if (after?.valid !== true) throw new Trouble('refused', 'crc-failed')
  return after
}

/** Every event that is not told there yet. One led to a webhook that X calls in vain is led here; another's is left alone. */
async function subscribed(calls: XWebhooks, account: string, webhook: Webhook): Promise<number> {
  const mine = (await calls.subscriptions()).filter((one) => one.account === account)
  const missing = wanted.filter((event) => !mine.some((one) => one.event === event && one.webhook === webhook.id))
  if (missing.length === 0) return 0
  const alive = (await calls.list()).filter(({ valid }) => valid).map(({ id }) => id)
  for (const event of missing) {
    const astray = mine.find((one) => one.event === event && !alive.includes(one.webhook))
    if (astray === undefined) await calls.subscribe(event, account, webhook.id)
    else await calls.lead(astray.id, webhook.id)
  }
  return missing.length
}

/** What a failure means for whoever must act. undefined: it passes by itself. */
function faultOf(error: unknown): string | undefined {
  if (!(error instanceof Trouble) || error.kind !== 'refused') return undefined
  return error.code === 'crc-failed' ? 'webhook-unreachable' : 'webhook-refused'
}

/** One look at what X knows of us; what is missing is made. False when it could not be. */
async function registered(station: Station, address: string, again: boolean): Promise<boolean> {
  const { calls, config, health, news, signal } = station
  const webhooks = new XWebhooks(calls.client)
  try {
    const webhook = await knownAt(webhooks, address, again)
    const made = await subscribed(webhooks, config.account.id, webhook)
    if (signal.aborted) return true
    if (made > 0) station.count('subscribed')
    news.registered('registered')
    health.set(CONCERN, undefined)
    return true
  } catch (error) {
    const fault = faultOf(error)
    if (signal.aborted || fault === undefined) return false
    news.registered('refused')
    health.set(CONCERN, fault)
    return false
  }
}

/**
 * Makes X call us, and looks again and again whether it still would: a webhook that failed its challenge once is called no
 * more, and says so to nobody. Where we have no public address, the looks of catch-up are all there is, and that is shown.
 */
export async function keepRegistered(station: Station, address: string | undefined): Promise<void> {
  const { signal, news, config } = station
  if (address === undefined) return news.registered('no-address')
  const usual = config.webhookSeconds * 1000
  let again = false
  while (!signal.aborted) {
    const well = await registered(station, address, again)
    again = await news.silentWithin(well ? usual : Math.min(usual, SOON))
  }
}
