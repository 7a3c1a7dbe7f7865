import { startSmtp } from '../../setup/smtp.ts'
import { inspected } from '../load/inspector.ts'
import { openMailbox } from '../load/mailbox.ts'
import { median, pause, spread } from '../measure.ts'
import type { Stage } from '../stage.ts'
import { openTraffic } from './traffic.ts'
import { type Sample, watch } from './watch.ts'

const EVERY_MS = 10_000
/** A collection of garbage is a pause of its own: once in so many samples. */
const COLLECT_EVERY = 6
const MOST_GROWTH = 1.1

export interface Soaked {
  readonly text: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly samples: readonly Sample[]
  /** It did not grow, and nothing went wrong. */
  readonly sound: boolean
}

/** Growth in an hour by the straight line that fits best. */
function perHour(samples: readonly Sample[], of: (sample: Sample) => number | undefined): number {
  const points = samples.flatMap((one) => {
    const y = of(one)
    return y === undefined ? [] : [{ x: one.minute / 60, y }]
  })
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length
  const x = mean((point) => point.x)
  const y = mean((point) => point.y)
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0)
  const under = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0)
  return under === 0 ? Number.NaN : over / under
}

/** The n-th of six equal parts, the first being 0. */
const sixth = (samples: readonly Sample[], n: number) =>
  samples.slice(Math.floor((n * samples.length) / 6), Math.floor(((n + 1) * samples.length) / 6))

const measures: readonly { name: string; unit: string; of: (sample: Sample) => number | undefined }[] = [
  { name: 'resident memory', unit: 'MB', of: (one) => one.resident },
  { name: 'heap', unit: 'MB', of: (one) => one.heap },
  { name: 'heap after a collection', unit: 'MB', of: (one) => one.live },
  { name: 'loop lag p99', unit: 'ms', of: (one) => one.lagP99 },
  { name: 'loop lag, worst', unit: 'ms', of: (one) => one.lagMost },
  { name: 'handles', unit: '', of: (one) => one.handles },
  { name: 'open files', unit: '', of: (one) => one.files },
  { name: 'mongod resident', unit: 'MB', of: (one) => one.mongod },
  { name: 'database on disk', unit: 'MB', of: (one) => one.stored },
]

function report(samples: readonly Sample[]): { text: string; growth: number; slopes: Record<string, number> } {
  // The first sixth is warm-up: caches fill, the compiler learns.
  const warm = samples.slice(Math.floor(samples.length / 6))
  const middle = (n: number, of: (sample: Sample) => number | undefined) =>
    median(sixth(samples, n).flatMap((one) => of(one) ?? []))
  const slopes: Record<string, number> = {}
  const lines = measures.map(({ name, unit, of }) => {
    const slope = perHour(warm, of)
    slopes[name] = slope
    const cells = [middle(1, of), middle(5, of), slope].map((value) => value.toFixed(1).padStart(9))
    return `${name.padEnd(24)} ${cells.join(' ')}  ${unit}`
  })
  const growth = middle(5, (one) => one.resident) / middle(1, (one) => one.resident)
  const head = `${''.padEnd(24)} ${['2nd sixth', 'last', 'an hour'].map((word) => word.padStart(9)).join(' ')}`
  return { text: [head, ...lines].join('\n'), growth, slopes }
}

/** The running product under the bench's load for so many minutes: does it grow, does it slow down, is anything lost? */
export async function soak(stage: Stage, minutes: number): Promise<Soaked> {
  const smtp = await startSmtp()
  const mailbox = await openMailbox(stage.folder(), smtp.port)
  const database = `bench_soak_${process.pid}`
  const port = await inspected()
  const env = { LOG_LEVEL: 'warn', CHANNELS_FILE: mailbox.channels, NODE_OPTIONS: port.option }
  const product = await stage.start({ database, env })
  const inspector = await port.open()
  try {
    const traffic = await openTraffic(product.origin, mailbox)
    const look = await watch({ pid: product.process.pid, inspector, client: stage.client, database })
    const samples: Sample[] = []
    const waits: number[] = []
    const begun = Date.now()
    for (let at = 1; at * EVERY_MS <= minutes * 60_000; at += 1) {
      await pause(begun + at * EVERY_MS - Date.now())
      samples.push(await look(at % COLLECT_EVERY === 0))
      const fresh = traffic.waits()
      for (const one of fresh) waits.push(one)
      const [now, { p50, p99 }] = [samples.at(-1), spread(fresh, EVERY_MS / 1000)]
      stage.say(
        `${now?.minute.toFixed(1)} min: ${now?.resident.toFixed(0)} MB, heap ${now?.heap.toFixed(0)}${now?.live === undefined ? '' : ` (${now.live.toFixed(1)} live)`}, lag p99 ${now?.lagP99.toFixed(1)} most ${now?.lagMost.toFixed(0)} ms, ${now?.handles} handles, mongod ${now?.mongod.toFixed(0)} MB, disk ${now?.stored.toFixed(1)} MB; ${fresh.length} seen, p50 ${p50.toFixed(1)} p99 ${p99.toFixed(0)} ms`,
      )
      if (product.process.exitCode !== null || product.process.signalCode !== null) throw new Error('It ended.')
    }
    await traffic.end()
    return verdict(samples, waits, traffic, minutes)
  } finally {
    inspector.close()
    await product.stop()
    await mailbox.dovecot.end()
    await smtp.close()
  }
}

function verdict(
  samples: readonly Sample[],
  waits: readonly number[],
  { count, errors }: Awaited<ReturnType<typeof openTraffic>>,
  minutes: number,
): Soaked {
  const { text, growth, slopes } = report(samples)
  const { p50, p99 } = spread(waits, minutes * 60)
  const wrong = [...errors].map(([what, times]) => `${what} × ${times}`)
  const sound = growth <= MOST_GROWTH && wrong.length === 0
  const said = [
    text,
    `written ${count.said} (and ${count.mails} mails), seen by an agent ${count.seen}, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(0)} ms, ${count.stale} answers read again before they went`,
    `wrong: ${wrong.join(', ') || 'nothing'}`,
    `resident memory, last sixth by second: ${growth.toFixed(3)} (at most ${MOST_GROWTH}) – ${sound ? 'sound' : 'NOT SOUND'}`,
  ].join('\n')
  return { text: said, facts: { minutes, growth, slopes, p50, p99, count, wrong, sound }, samples, sound }
}
