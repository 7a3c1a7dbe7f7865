import type { WireChannel } from '../../../../wire.ts'
import { date, figure, moment, money, span } from '../../rules/phrases.ts'
import { now } from '../../state/look.ts'
import { lang, words } from '../../words/words.ts'

const minute = 60_000

/** The figures behind the state, each said in words. What a wire does not tell is not shown. */
export function Gauges({ channel }: { channel: WireChannel }) {
  const { channels: say } = words.value
  const { gauge = {}, lastSuccess, state } = channel
  const { lag, tokenEnds, renewedBy, webhook, spend, budgets = [] } = gauge
  if (state === 'unconnected') return null
  const speak = lang.value
  const at = now.value
  return (
    <dl class="gauges">
      <Fact label={say.lastSuccess} value={lastSuccess ? moment(lastSuccess, at, speak) : say.never} />
      {lag !== undefined && <Fact label={say.lag} value={lag < minute ? say.noLag : span(lag, speak)} />}
      {tokenEnds && <Fact label={say.tokenEnds} value={date(tokenEnds, at, speak)} />}
      {renewedBy && <Fact label={say.renewedBy} value={moment(renewedBy, at, speak)} />}
      {webhook && (
        <Fact
          label={say.webhook}
          value={[
            say.webhookState[webhook.state],
            ...(webhook.heard ? [say.webhookHeard(moment(webhook.heard, at, speak))] : []),
          ].join(', ')}
        />
      )}
      {spend && (
        <Fact
          label={say.spend}
          value={`${say.spendOf(money(spend.today, 'EUR', speak), money(spend.cap, 'EUR', speak))}${
            spend.today >= spend.cap ? `. ${say.capped}` : ''
          }`}
        />
      )}
      {budgets.map(({ name, left, limit, reset }) => (
        <Fact
          key={name}
          label={`${say.budgets}, ${name}`}
          value={say.budgetLeft(figure(left, speak), figure(limit, speak), moment(reset, at, speak))}
        />
      ))}
    </dl>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)
