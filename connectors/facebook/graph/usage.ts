import type { Gauge } from '../../../inbox/contract.ts'
import { isRecord, numberIn } from '../shape.ts'

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>
type Budget = NonNullable<Gauge['budgets']>[number]

const HOUR = 3_600_000

function readJson(value: string | readonly string[] | undefined): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined
  } catch {
    return undefined
  }
}

function budgetOf(name: string, usage: unknown, now: number): Budget | undefined {
  if (!isRecord(usage)) return undefined
  const shares = ['call_count', 'total_time', 'total_cputime'].map((key) => numberIn(usage, key) ?? 0)
  const wait = (numberIn(usage, 'estimated_time_to_regain_access') ?? 0) * 60_000
  return { name, left: Math.max(0, 100 - Math.max(...shares)), limit: 100, reset: new Date(now + (wait || HOUR)) }
}

/** Graph counts in percent of budgets that slide over an hour: https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
export function budgetsOf(headers: Headers, now: number): readonly Budget[] {
  const business = readJson(headers['x-business-use-case-usage'])
  const cases = isRecord(business) ? Object.values(business).flatMap((list) => (Array.isArray(list) ? list : [])) : []
  return [
    budgetOf('app', readJson(headers['x-app-usage']), now),
    ...cases.map((one) => budgetOf(isRecord(one) && typeof one['type'] === 'string' ? one['type'] : 'page', one, now)),
  ].filter((budget) => budget !== undefined)
}

/** How long until calls are taken again, where a header says so. */
export function pauseOf(headers: Headers, now: number): number | undefined {
  const seconds = Number(headers['retry-after'])
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1_000
  const spent = budgetsOf(headers, now).filter(({ left }) => left === 0)
  return spent.length > 0 ? Math.max(...spent.map(({ reset }) => reset.getTime() - now)) : undefined
}
