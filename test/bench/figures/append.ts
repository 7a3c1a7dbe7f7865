import type { Product } from '../../product.ts'
import { type HttpLine, openLine } from '../load/http.ts'
import { Seed, sentence } from '../load/seed.ts'
import { closedLoop, type Line, lineOf, type Pair, type Spread } from '../measure.ts'
import { bareCommit } from '../raw/group-commit.ts'
import { rounds, type Stage } from '../stage.ts'

const TALKS = 1000
const callers = [1, 16, 64] as const

interface Acknowledged {
  readonly conversation: string
  readonly seq: number
  readonly text: string
}

/** Visitors who write to conversations that the product knows, and what it acknowledged to them. */
class Visitors {
  readonly acknowledged: Acknowledged[] = []
  readonly #talks: readonly { readonly id: string; readonly headers: string }[]
  #said = 0

  constructor(ids: readonly string[], seed: Seed) {
    this.#talks = ids.map((id) => ({
      id,
      headers: `authorization: Bearer ${seed.ticket(id)}\r\ncontent-type: application/json\r\n`,
    }))
  }

  async write(line: HttpLine): Promise<void> {
    this.#said += 1
    const clientId = `b${this.#said}`
    const text = `${sentence} ${clientId}`
    const talk = this.#talks[this.#said % this.#talks.length]
    if (talk === undefined) return
    const body = JSON.stringify({ clientId, text })
    const answer = await line.ask('POST', '/chat/messages', talk.headers, body)
    if (answer.status !== 201) throw new Error(`A message was answered with ${answer.status}: ${answer.body}`)
    const { seq } = JSON.parse(answer.body.toString()) as { seq: number }
    this.acknowledged.push({ conversation: talk.id, seq, text })
  }

  /** Once to every conversation, so that what follows is written to conversations that the product knows. */
  async greet(product: Product): Promise<void> {
    const lines = await Promise.all(Array.from({ length: 32 }, () => openLine(product.origin)))
    const write = async (line: HttpLine) => {
      while (this.#said < 2 * this.#talks.length) await this.write(line)
      line.close()
    }
    await Promise.all(lines.map(write))
  }

  async load(product: Product, count: number, seconds: number): Promise<Spread> {
    const lines = await Promise.all(Array.from({ length: count }, () => openLine(product.origin)))
    try {
      return await closedLoop(count, seconds, (i) => this.write(lines[i] as HttpLine))
    } finally {
      for (const line of lines) line.close()
    }
  }
}

/** Durable append through HTTP beside a bare group commit, and what a kill -9 in the middle of it loses. */
export async function append(stage: Stage): Promise<Line[]> {
  const seconds = stage.quick ? 2 : 5
  const database = `bench_append_${process.pid}`
  const folder = stage.folder()
  const seed = new Seed(stage.client, database, folder)
  const first = await stage.start({ database, folder, env: { LOG_LEVEL: 'warn' } })
  const visitors = new Visitors(await seed.add(TALKS, () => 'waiting'), seed)
  const bare = await bareCommit(stage.uri, TALKS)
  await visitors.greet(first)
  const pairs = new Map<number, Pair[]>(callers.map((count) => [count, []]))
  const waits = new Map<number, Pair[]>(callers.map((count) => [count, []]))
  for (let round = 1; round <= rounds; round += 1) {
    for (const count of callers) {
      let at = 0
      const raw = await closedLoop(count, seconds, () => bare.append(at++ % TALKS))
      const product = await visitors.load(first, count, seconds)
      stage.say(`append c${count} round ${round}: product ${product.rate.toFixed(0)}/s, bare ${raw.rate.toFixed(0)}/s`)
      pairs.get(count)?.push({ product: product.rate, raw: raw.rate })
      waits.get(count)?.push({ product: product.p50, raw: raw.p50 })
    }
  }
  await bare.close()
  const lost = await dieInTheMiddle(stage, { first, database, folder }, visitors)
  return callers.flatMap((count) => {
    const note = count === 16 ? lost : undefined
    const goal = count === 16 ? { least: 0.7 } : undefined
    return [
      lineOf(`append c${count}`, '/s', pairs.get(count) ?? [], goal, note),
      lineOf(`append c${count} p50`, 'ms', waits.get(count) ?? [], undefined),
    ]
  })
}

/** Kills the product while sixteen visitors write, starts it again, and looks for everything that was ever acknowledged. */
async function dieInTheMiddle(
  stage: Stage,
  { first, database, folder }: { first: Product; database: string; folder: string },
  visitors: Visitors,
): Promise<string> {
  const before = visitors.acknowledged.length
  const writing = visitors.load(first, 16, 30).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await first.kill()
  await writing
  const during = visitors.acknowledged.length - before
  const second = await stage.start({ database, folder, env: { LOG_LEVEL: 'warn' } })
  const lost = await missing(stage, database, visitors.acknowledged)
  const behind = await headsBehind(stage, database)
  await second.stop()
  const told = `kill -9 at c16 with ${during} acknowledged in that round: ${lost} lost of ${visitors.acknowledged.length}, ${behind} heads behind after the restart`
  if (lost > 0 || behind > 0 || during === 0) throw new Error(`The rates do not count. ${told}`)
  return told
}

async function missing(stage: Stage, database: string, acknowledged: readonly Acknowledged[]): Promise<number> {
  const stored = new Set<string>()
  const rows = stage.client
    .db(database)
    .collection('messages')
    .find({}, { projection: { _id: 0, conversation: 1, seq: 1 } })
  for await (const row of rows) stored.add(`${row['conversation']}:${row['seq']}`)
  return acknowledged.filter(({ conversation, seq }) => !stored.has(`${conversation}:${seq}`)).length
}

async function headsBehind(stage: Stage, database: string): Promise<number> {
  const db = stage.client.db(database)
  const last = db
    .collection('messages')
    .aggregate<{ _id: unknown; seq: number }>([{ $group: { _id: '$conversation', seq: { $max: '$seq' } } }])
  const heads = new Map<string, number>()
  for await (const head of db.collection('conversations').find({}, { projection: { seq: 1 } }))
    heads.set(String(head._id), Number(head['seq']))
  let behind = 0
  for await (const { _id, seq } of last) if (heads.get(String(_id)) !== seq) behind += 1
  return behind
}
