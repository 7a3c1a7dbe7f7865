import { createHash } from 'node:crypto'
import { loadavg } from 'node:os'

/** One figure of the product beside the raw limit of the same minutes. */
export interface Line {
  readonly figure: string
  readonly unit: string
  readonly product: number
  readonly raw: number
  /** What the goal judges: product by raw, or product alone. */
  readonly value: number
  readonly goal: string
  /** Undefined: shown for what it tells, judged by no goal. */
  readonly met: boolean | undefined
  readonly rounds: readonly Pair[]
  readonly load: number
  readonly note?: string
}

export interface Pair {
  readonly product: number
  readonly raw: number
}

type Goal = { readonly least: number } | { readonly most: number } | { readonly mostAlone: number } | undefined

export interface Spread {
  readonly rate: number
  readonly p50: number
  readonly p99: number
  readonly count: number
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function quantile(samples: readonly number[], q: number): number {
  const sorted = Float64Array.from(samples).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export const median = (samples: readonly number[]) => quantile(samples, 0.5)

export function spread(samples: readonly number[], seconds: number): Spread {
  return {
    rate: samples.length / seconds,
    p50: quantile(samples, 0.5),
    p99: quantile(samples, 0.99),
    count: samples.length,
  }
}

/** So many callers, each calling again as soon as it is answered. */
export async function closedLoop(
  callers: number,
  seconds: number,
  call: (caller: number) => Promise<unknown>,
): Promise<Spread> {
  const times: number[] = []
  const begun = performance.now()
  const end = begun + seconds * 1000
  const caller = async (_: unknown, i: number) => {
    while (performance.now() < end) {
      const asked = performance.now()
      await call(i)
      times.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return spread(times, (performance.now() - begun) / 1000)
}

/** The rounds of one figure as a line: medians of both sides, the ratio of each round, its median judged. */
export function lineOf(figure: string, unit: string, rounds: readonly Pair[], goal: Goal, note?: string): Line {
  const product = median(rounds.map((round) => round.product))
  const alone = goal !== undefined && 'mostAlone' in goal
  const value = alone ? product : median(rounds.map((round) => round.product / round.raw))
  return {
    figure,
    unit,
    product,
    raw: median(rounds.map((round) => round.raw)),
    value,
    goal: goalText(goal, unit),
    met: goal && meets(goal, value),
    rounds,
    load: loadavg()[0] ?? 0,
    ...(note !== undefined && { note }),
  }
}

function goalText(goal: Goal, unit: string): string {
  if (goal === undefined) return ''
  if ('least' in goal) return `≥ ${goal.least} ×`
  return 'most' in goal ? `≤ ${goal.most} ×` : `≤ ${goal.mostAlone} ${unit}`
}

function meets(goal: NonNullable<Goal>, value: number): boolean {
  if ('least' in goal) return value >= goal.least
  return value <= ('most' in goal ? goal.most : goal.mostAlone)
}

/** How much of a core this process gets now, as SHA-256 of 1 KiB a second: runs compare only where it is alike. */
export function coreSpeed(): number {
  const block = Buffer.alloc(1024, 7)
  const begun = performance.now()
  let done = 0
  while (performance.now() - begun < 300) {
    createHash('sha256').update(block).digest()
    done += 1
  }
  return Math.round(done / 0.3)
}
