import type { Channel, Sink } from '../../../inbox/contract.ts'
import { XCalls } from '../api/calls.ts'
import { XClient } from '../api/client.ts'
import { signersOf } from '../api/signers.ts'
import { Trouble } from '../api/trouble.ts'
import type { XConfig } from '../config.ts'
import { Journal } from '../out/journal.ts'
import { Health } from './health.ts'
import { News } from './news.ts'
import { Spend } from './spend.ts'

/** What one open channel holds. */
export interface Station {
  readonly config: XConfig
  readonly sink: Sink
  readonly signal: AbortSignal
  readonly calls: XCalls
  readonly spend: Spend
  readonly health: Health
  readonly journal: Journal
  readonly news: News
  /** What an earlier process left has been read: nothing is taken in or sent before. */
  readonly ready: Promise<void>
  /** One more event of this code, shown beside the channel's health. */
  count(code: string): void
}

export async function openStation(
  channel: Channel<XConfig>,
  sink: Sink,
  signal: AbortSignal,
  connect: string | undefined,
): Promise<Station> {
  const { config } = channel
  const health = new Health(sink)
  const signers = await signersOf(config, sink.secrets, connect, (renewedBy, lacks) => {
    sink.gauge({ renewedBy })
    health.set('scopes', lacks.length > 0 ? 'permission' : undefined)
  })
  const client = new XClient(signers, config.timeoutSeconds)
  const counted: Record<string, number> = {}
  const spend = new Spend(sink, config.dailyCapCents)
  const journal = new Journal(sink, config.app.secret)
  const load = async (): Promise<void> => {
    await spend.load()
    await journal.load()
  }
  const ready = load()
  // Whoever waits for it hears of a failure; the challenge of a webhook does not wait.
  ready.catch(() => undefined)
  return {
    config,
    sink,
    signal,
    calls: new XCalls(client, config.account.id),
    spend,
    journal,
    ready,
    health,
    news: new News(sink, health, signal, config.webhookSeconds),
    count(code) {
      counted[code] = (counted[code] ?? 0) + 1
      sink.gauge({ counted: { ...counted } })
    },
  }
}

const ill = new Set(['token', 'clock', 'credits', 'forbidden', 'account-locked'])

/** What a look's end says about the channel: a full budget is no illness, a dead token is. */
export function tell(station: Station, concern: string, error: unknown): void {
  if (!(error instanceof Trouble) || error.kind === 'waiting') return
  if (error.kind !== 'refused' || ill.has(error.code)) station.health.set(concern, error.code)
}

/** A send that fails says less: that one post or person, or one moment, is not the channel. */
export function tellOfSend(station: Station, error: Trouble): void {
  if (ill.has(error.code)) station.health.set('sending', error.code)
}

export function tellWell(station: Station, concern: string): void {
  station.health.set(concern, undefined)
  if (!station.spend.spent) station.health.set('spend', undefined)
  station.sink.gauge({ budgets: station.calls.client.budgets.shown() })
}
