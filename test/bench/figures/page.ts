import mongoose from 'mongoose'
import { openFace } from '../../../inbox/path/thread/body.ts'
import type { ConversationRow } from '../../../inbox/store/talk/conversations.ts'
import { signIn } from '../load/agent.ts'
import { type HttpLine, openLine } from '../load/http.ts'
import { desk, Seed } from '../load/seed.ts'
import { closedLoop, type Line, lineOf, median, type Pair } from '../measure.ts'
import { rounds, type Stage } from '../stage.ts'

const scales = [1000, 10_000, 100_000] as const
const PAGE = 50

/** Of ten conversations four wait, two are held by an agent, four are resolved. */
const turn = (i: number) => (['waiting', 'held', 'resolved', 'waiting', 'resolved'] as const)[i % 5] ?? 'waiting'

/** The product closes a connection on which nobody asks for eight seconds. */
async function anew(line: HttpLine, origin: string): Promise<HttpLine> {
  line.close()
  return openLine(origin)
}

/** The console's first page of those who wait, beside the same query with the decryption of the same rows. */
export async function page(stage: Stage): Promise<Line[]> {
  const database = `bench_page_${process.pid}`
  const folder = stage.folder()
  const seed = new Seed(stage.client, database, folder)
  const product = await stage.start({ database, folder, env: { LOG_LEVEL: 'warn' } })
  const cookie = `cookie: ${await signIn(product.origin)}\r\n`
  let line = await openLine(product.origin)
  const client = await mongoose.mongo.MongoClient.connect(stage.uri)
  const rows = client.db(database).collection<ConversationRow>('conversations')
  const bare = async () => {
    const found = await rows
      .find({ desk, status: 'open', assignee: null, junk: false })
      .sort({ danger: -1, since: 1, _id: 1 })
      .limit(PAGE + 1)
      .toArray()
    return found.map((row) => openFace(seed.keys.get(row._id.toHexString()) ?? Buffer.alloc(0), row))
  }
  const ask = async () => {
    const answer = await line.ask('GET', '/api/queue?view=waiting', cookie)
    if (answer.status !== 200) throw new Error(`The queue was answered with ${answer.status}.`)
    return JSON.parse(answer.body.toString()) as { items: unknown[] }
  }
  const medians: number[] = []
  const lines: Line[] = []
  let have = 0
  for (const scale of scales) {
    await seed.add(scale - have, turn)
    line = await anew(line, product.origin)
    have = scale
    const shown = (await ask()).items.length
    if (shown !== PAGE || (await bare()).length !== PAGE + 1) throw new Error(`The page shows ${shown} rows.`)
    const seconds = stage.quick ? 1 : 3
    await closedLoop(1, seconds, bare)
    const pairs: Pair[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const raw = await closedLoop(1, seconds, bare)
      line = await anew(line, product.origin)
      const real = await closedLoop(1, seconds, ask)
      stage.say(`page ${scale} round ${round}: product ${real.p50.toFixed(2)} ms, bare ${raw.p50.toFixed(2)} ms`)
      pairs.push({ product: real.p50, raw: raw.p50 })
    }
    medians.push(median(pairs.map((pair) => pair.product)))
    lines.push(lineOf(`first page at ${scale} p50`, 'ms', pairs, { most: 2 }))
  }
  const [least = 0, , most = 0] = medians
  lines.push(lineOf('first page 100k by 1k', 'ms', [{ product: most, raw: least }], { most: 1.5 }))
  line.close()
  await client.close()
  await product.stop()
  return lines
}
