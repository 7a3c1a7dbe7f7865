import { signIn } from '../load/agent.ts'
import { Seed, sentence } from '../load/seed.ts'
import { openPage, openPages, type Page } from '../load/socket.ts'
import { type Line, lineOf, type Pair, pause, type Spread, spread } from '../measure.ts'
import { startBareServer } from '../raw/bare-server.ts'
import { rounds, type Stage } from '../stage.ts'

const OTHERS = 1000
const paces = [
  { perSecond: 20, writers: 10 },
  { perSecond: 500, writers: 250 },
] as const

interface Wire {
  readonly agent: Page
  readonly writers: readonly Page[]
  /** The id of a message that the agent's screen was told. */
  idOf(data: Readonly<Record<string, unknown>>): unknown
}

/** From a visitor's socket, stored durably, to an agent's socket, at so many a second. */
async function run(wire: Wire, perSecond: number, writers: number, seconds: number): Promise<Spread> {
  const sent = new Map<string, number>()
  const times: number[] = []
  wire.agent.onEvent = (name, data) => {
    const id = name === 'message' ? String(wire.idOf(data)) : ''
    const at = sent.get(id)
    if (at === undefined) return
    times.push(performance.now() - at)
    sent.delete(id)
  }
  const begun = performance.now()
  const name = Math.random().toString(36).slice(2, 8)
  for (let said = 0; said < perSecond * seconds; said += 1) {
    const due = begun + (said * 1000) / perSecond
    if (due > performance.now()) await pause(due - performance.now())
    const clientId = `${name}-${said}`
    sent.set(clientId, performance.now())
    wire.writers[said % writers]?.emit('say', { clientId, text: sentence })
  }
  for (let wait = 0; sent.size > 0 && wait < 100; wait += 1) await pause(50)
  wire.agent.onEvent = undefined
  if (sent.size > 0) throw new Error(`${sent.size} messages never reached the agent.`)
  return spread(times, (performance.now() - begun) / 1000)
}

/** A visitor's message on an agent's screen, beside a write acknowledgement and an echo. */
export async function socket(stage: Stage): Promise<Line[]> {
  const database = `bench_socket_${process.pid}`
  const folder = stage.folder()
  const seed = new Seed(stage.client, database, folder)
  const product = await stage.start({ database, folder, env: { LOG_LEVEL: 'warn' } })
  const ids = await seed.add(250 + OTHERS, () => 'waiting')
  const bare = await startBareServer(stage.uri)
  const cookie = await signIn(product.origin)
  const open = (i: number) => openPage(product.origin, '/chat', { ticket: seed.ticket(ids[i] ?? ''), after: 1 })
  const real: Wire = {
    agent: await openPage(product.origin, '/console', {}, { cookie }),
    writers: await openPages(250, open),
    idOf: (data) => (data['message'] as { clientId?: string } | undefined)?.clientId,
  }
  const raw: Wire = {
    agent: await openPage(bare.origin, '/', { agent: true }),
    writers: await openPages(250, () => openPage(bare.origin, '/', {})),
    idOf: (data) => data['clientId'],
  }
  const lines: Line[] = []
  const others: Page[] = []
  for (const { perSecond, writers } of paces) {
    if (perSecond === 500) {
      others.push(...(await openPages(OTHERS, (i) => open(250 + i))))
      others.push(...(await openPages(OTHERS, () => openPage(bare.origin, '/', {}))))
    }
    await run(real, perSecond, writers, 2)
    await run(raw, perSecond, writers, 2)
    const found: { raw: Spread; product: Spread }[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const seconds = (stage.quick ? 4 : 10) * (perSecond === 20 ? 1.5 : 1)
      const pair = {
        raw: await run(raw, perSecond, writers, seconds),
        product: await run(real, perSecond, writers, seconds),
      }
      found.push(pair)
      stage.say(
        `socket ${perSecond}/s round ${round}: product p50 ${pair.product.p50.toFixed(2)} p99 ${pair.product.p99.toFixed(1)}, bare p50 ${pair.raw.p50.toFixed(2)} p99 ${pair.raw.p99.toFixed(1)} ms`,
      )
    }
    const pairs = (which: 'p50' | 'p99'): Pair[] =>
      found.map((one) => ({ product: one.product[which], raw: one.raw[which] }))
    lines.push(lineOf(`visitor → agent ${perSecond}/s p50`, 'ms', pairs('p50'), { most: 1.3 }))
    lines.push(lineOf(`visitor → agent ${perSecond}/s p99`, 'ms', pairs('p99'), { most: 2 }))
  }
  for (const page of [...real.writers, ...raw.writers, ...others, real.agent, raw.agent]) page.close()
  await bare.stop()
  await product.stop()
  return lines
}
