import { inTime } from '../../../web/ui/console/rules/network/late.ts'
import type { Product } from '../../product.ts'
import { type HttpLine, openLine } from '../load/http.ts'
import { channel, pageChannel, post, secret } from '../load/webhook.ts'
import { closedLoop, type Line, lineOf, type Pair, pause, type Spread } from '../measure.ts'
import { startBareWebhook } from '../raw/bare-server.ts'
import { bareCommit } from '../raw/group-commit.ts'
import { rounds, type Stage } from '../stage.ts'

const PEOPLE = 500
const CALLERS = 16

const openLines = (origin: string) => Promise.all(Array.from({ length: CALLERS }, () => openLine(origin)))

let said = 0

/** So many networks at once, each on a kept connection: one that rests for a round is closed by who serves it. */
async function load(origin: string, seconds: number): Promise<Spread> {
  const lines = await openLines(origin)
  try {
    return await closedLoop(CALLERS, seconds, async (caller) => {
      said += 1
      const taken = await post(lines[caller] as HttpLine, { person: said % PEOPLE, mid: `load-${said}` })
      if (!taken) throw new Error('A webhook was refused.')
    })
  } finally {
    for (const line of lines) line.close()
  }
}

/** A colleague of the page speaks to everyone: their talks are known, and no bot answers in the bench. */
async function greet(product: Product): Promise<void> {
  const line = await openLine(product.origin)
  for (let person = 0; person < PEOPLE; person += 1) {
    if (!(await post(line, { person, mid: `hello-${person}`, echo: true }))) throw new Error('A webhook was refused.')
  }
  line.close()
}

/**
 * Signed webhook → stored and acknowledged, beside the bare group commit in this process, and beside the same commit behind
 * a bare HTTP server: what any server could reach here. Then a storm with a kill -9 in the middle.
 */
export async function webhook(stage: Stage): Promise<Line[]> {
  const seconds = stage.quick ? 2 : 5
  const database = `bench_webhook_${process.pid}`
  const folder = stage.folder()
  const started = { database, folder, env: await pageChannel(folder) }
  const product = await stage.start(started)
  const bare = await bareCommit(stage.uri, PEOPLE)
  const behind = await startBareWebhook(stage.uri, secret, PEOPLE)
  await greet(product)
  await load(product.origin, 1)
  await load(behind.origin, 1)
  const pairs: Pair[] = []
  const behindPairs: Pair[] = []
  for (let round = 1; round <= rounds; round += 1) {
    let at = 0
    const raw = await closedLoop(CALLERS, seconds, () => bare.append(at++ % PEOPLE))
    const real = await load(product.origin, seconds)
    const http = await load(behind.origin, seconds)
    const rate = (one: Spread) => `${one.rate.toFixed(0)}/s`
    stage.say(`webhook c16 round ${round}: product ${rate(real)}, bare ${rate(raw)}, bare behind HTTP ${rate(http)}`)
    pairs.push({ product: real.rate, raw: raw.rate })
    behindPairs.push({ product: real.rate, raw: http.rate })
  }
  await behind.stop()
  await bare.close()
  const told = await storm(stage, product, started)
  return [
    lineOf('webhook c16', '/s', pairs, { least: 0.6 }, told),
    lineOf('webhook c16, raw behind HTTP', '/s', behindPairs, { least: 0.6 }),
  ]
}

/** Shuffled, a fifth of them twice, killed in the middle and offered again: exactly the distinct ones, without a gap, read in the order in which they were written. */
async function storm(stage: Stage, first: Product, started: Parameters<Stage['start']>[0]): Promise<string> {
  const distinct = stage.quick ? 3000 : 10_000
  const once = Array.from({ length: distinct }, (_, i) => i)
  const events = shuffled([...once, ...once.filter((i) => i % 5 === 0)])
  const begun = Date.now() - 3 * 3_600_000
  const acknowledged = new Set<number>()
  const offer = async (product: Product, waiting: number[]) => {
    const work = async (line: HttpLine) => {
      for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
        if (await post(line, { person: i % PEOPLE, mid: `storm-${i}`, at: begun + i * 1_000 })) acknowledged.add(i)
      }
    }
    const lines = await openLines(product.origin)
    await Promise.all(lines.map((line) => work(line).catch(() => undefined)))
  }
  const dying = offer(first, [...events])
  while (acknowledged.size < distinct / 2) await pause(5)
  await first.kill()
  await dying
  const before = [...acknowledged]
  const second = await stage.start(started)
  const kept = new Set(await stored(stage, started?.database ?? ''))
  const lost = before.filter((i) => !kept.has(`storm-${i}`)).length
  // The network offers again what it holds no acknowledgement for, and some of the rest.
  await offer(second, shuffled([...once.filter((i) => !before.includes(i)), ...before.slice(0, 500)]))
  const all = await stored(stage, started?.database ?? '')
  const gaps = await gapsIn(stage, started?.database ?? '')
  const astray = await astrayIn(stage, started?.database ?? '')
  await second.stop()
  const storms = all.filter((mid) => mid.startsWith('storm-'))
  const told = `storm of ${events.length} with a kill -9 after ${before.length}: ${lost} lost, ${storms.length} of ${distinct} stored, ${gaps} gaps in the numbers, ${astray} read out of order`
  if (lost > 0 || storms.length !== distinct || new Set(storms).size !== distinct || gaps + astray > 0)
    throw new Error(`The rates do not count. ${told}`)
  return told
}

function shuffled<T>(items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1))
    ;[items[i], items[j]] = [items[j] as T, items[i] as T]
  }
  return items
}

const messagesOf = (stage: Stage, database: string) => stage.client.db(database).collection('messages')

async function stored(stage: Stage, database: string): Promise<string[]> {
  const rows = await messagesOf(stage, database)
    .find({ channel, dir: 'in' }, { projection: { _id: 0, key: 1 } })
    .toArray()
  return rows.map(({ key }) => String(key).replace(/^.*?((?:storm|load)-\d+)$/, '$1'))
}

async function gapsIn(stage: Stage, database: string): Promise<number> {
  const talks = await messagesOf(stage, database)
    .aggregate<{ last: number; count: number }>([
      { $match: { channel } },
      { $group: { _id: '$conversation', last: { $max: '$seq' }, count: { $sum: 1 } } },
    ])
    .toArray()
  return talks.filter(({ last, count }) => last !== count).length
}

/** How many of the storm do not stand, in their thread as agents read it, where they were written. */
async function astrayIn(stage: Stage, database: string): Promise<number> {
  const rows = await messagesOf(stage, database)
    .find({ channel, key: /storm-/ }, { projection: { key: 1, conversation: 1, seq: 1, at: 1, written: 1 } })
    .sort({ conversation: 1, seq: 1 })
    .toArray()
  const talks = new Map<string, { seq: number; at: string; written: string; number: number }[]>()
  for (const { key, conversation, seq, at, written } of rows) {
    const talk = talks.get(String(conversation)) ?? []
    talks.set(String(conversation), talk)
    const number = Number(String(key).replace(/^.*storm-/, ''))
    talk.push({ seq, at: at.toISOString(), written: written.toISOString(), number })
  }
  const read = [...talks.values()].map((talk) => inTime(talk).map(({ number }) => number))
  return read.flatMap((numbers) => numbers.filter((number, at) => at > 0 && number < (numbers[at - 1] ?? 0))).length
}
