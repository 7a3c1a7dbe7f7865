import { Unavailable } from '../../../inbox/contract.ts'
import { rest } from '../../shared/rest.ts'
import { GraphError } from '../graph/failure.ts'
import { hashOf, type Intake } from '../hook/intake.ts'
import { isRecord } from '../shape.ts'
import { comments, messages, type Place } from './places.ts'

/** How far a place was read: the newest time seen there by Meta's clock, and what was taken in around it. */
interface Mark {
  readonly at: number
  readonly seen: readonly string[]
}

const mostSeen = 1_000
const MINUTE = 60_000
const shortName = (id: string): string => hashOf(id).slice(0, 12)

function readMark(cursor: string | undefined): Mark | undefined {
  if (cursor === undefined) return undefined
  try {
    const mark: unknown = JSON.parse(cursor)
    if (!isRecord(mark) || typeof mark['at'] !== 'number' || !Array.isArray(mark['seen'])) return undefined
    return { at: mark['at'], seen: mark['seen'].filter((name) => typeof name === 'string') }
  } catch {
    return undefined
  }
}

/** Reads one place from its cursor on. The cursor moves only once everything there is stored; what webhooks brought is a duplicate. */
async function pass(place: Place, intake: Intake, overlap: number): Promise<void> {
  const { sink, tally } = intake
  const mark = readMark(await sink.cursor.load(place.name))
  // What was there before the channel was first opened is not ours to import.
  if (mark === undefined) return sink.cursor.save(JSON.stringify({ at: Date.now(), seen: [] }), place.name)
  const known = new Set(mark.seen)
  const around: { name: string; at: number }[] = []
  let at = mark.at
  let whole = true
  let news = false
  for await (const found of place.read(intake, mark.at - overlap)) {
    const name = shortName(found.id)
    at = Math.max(at, found.at)
    around.push({ name, at: found.at })
    if (known.has(name)) continue
    news = true
    try {
      await place.take(intake, { event: found.event, raw: Buffer.from(JSON.stringify(found.event)), standby: false })
    } catch (error) {
      if (error instanceof Unavailable) throw error
      tally.add('not-stored')
      whole = false
    }
  }
  if (!whole || !news) return
  const seen = around.filter((one) => one.at >= at - overlap).map(({ name }) => name)
  await sink.cursor.save(JSON.stringify({ at, seen: seen.slice(-mostSeen) }), place.name)
}

/** What webhooks told meanwhile is noted every minute. */
async function restAndKeep({ ledger }: Intake, pause: number, signal: AbortSignal): Promise<void> {
  for (let left = pause; left > 0 && !signal.aborted; left -= MINUTE) {
    await ledger.save().catch(() => undefined)
    await rest(Math.min(left, MINUTE), signal)
  }
}

/** The safety net under the webhooks: an outage longer than Meta's patience loses nothing that Meta still shows. */
export async function keepCatchingUp(
  intake: Intake,
  every: number,
  overlap: number,
  signal: AbortSignal,
): Promise<void> {
  const { ledger } = intake
  signal.addEventListener('abort', () => void ledger.save().catch(() => undefined), { once: true })
  let loaded = false
  while (!signal.aborted) {
    let pause = every
    try {
      if (!loaded) await ledger.load()
      loaded = true
      await ledger.save()
    } catch {
      pause = Math.min(every, 30_000)
    }
    for (const place of [messages, comments]) {
      try {
        if (!signal.aborted) await pass(place, intake, overlap)
      } catch (error) {
        // A permission that is not there will not come by asking often; everything else may be over soon.
        if (error instanceof GraphError && error.status < 500) intake.tally.add(`catch-up-refused-${error.code}`)
        else pause = Math.min(every, 30_000)
      }
    }
    await restAndKeep(intake, pause, signal)
  }
}
