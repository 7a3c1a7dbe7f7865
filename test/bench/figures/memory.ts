import { type Inspector, inspected } from '../load/inspector.ts'
import { openMailbox } from '../load/mailbox.ts'
import { Seed } from '../load/seed.ts'
import { openPage, openPages, type Page } from '../load/socket.ts'
import { type Line, lineOf, type Pair, pause } from '../measure.ts'
import { startBareServer } from '../raw/bare-server.ts'
import { residentMegabytes, rounds, type Stage } from '../stage.ts'

/** Kilobytes of resident memory that each of so many more sockets takes, after garbage was collected. */
async function perSocket(
  pid: number | undefined,
  inspector: Inspector,
  count: number,
  open: (i: number) => Promise<Page>,
) {
  const resident = async () => {
    await inspector.ask('HeapProfiler.collectGarbage')
    await pause(500)
    await inspector.ask('HeapProfiler.collectGarbage')
    return residentMegabytes(pid)
  }
  // The first thousand pay for what every later one shares.
  const some = await openPages(1000, open)
  const before = await resident()
  const pages = await openPages(count - 1000, (i) => open(1000 + i))
  await pause(1000)
  const grown = ((await resident()) - before) * 1e6
  for (const page of [...some, ...pages]) page.close()
  await pause(1000)
  return grown / (count - 1000) / 1024
}

/** What the product takes when nobody writes, mail on; and what a visitor's socket takes, beside a bare one. */
export async function memory(stage: Stage): Promise<Line[]> {
  const { dovecot, channels } = await openMailbox(stage.folder())
  const idle: Pair[] = []
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const product = await stage.start({ env: { LOG_LEVEL: 'error', CHANNELS_FILE: channels } })
      await pause(stage.quick ? 4000 : 10_000)
      const resident = residentMegabytes(product.process.pid)
      stage.say(`idle round ${round}: ${resident.toFixed(0)} MB`)
      idle.push({ product: resident, raw: Number.NaN })
      await product.stop()
    }
  } finally {
    await dovecot.end()
  }
  return [lineOf('idle memory, mail on', 'MB', idle, { mostAlone: 180 }), await sockets(stage)]
}

async function sockets(stage: Stage): Promise<Line> {
  const count = stage.quick ? 3000 : 5000
  const pairs: Pair[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const database = `bench_memory_${process.pid}_${round}`
    const folder = stage.folder()
    const seed = new Seed(stage.client, database, folder)
    const port = await inspected()
    const product = await stage.start({ database, folder, env: { LOG_LEVEL: 'error', NODE_OPTIONS: port.option } })
    const tickets = (await seed.add(count, () => 'waiting')).map((id) => seed.ticket(id))
    const inside = await port.open()
    const open = (i: number) => openPage(product.origin, '/chat', { ticket: tickets[i] ?? '', after: 0 })
    const real = await perSocket(product.process.pid, inside, count, open)
    inside.close()
    await product.stop()
    const other = await inspected()
    const bare = await startBareServer(undefined, other.option)
    const within = await other.open()
    const raw = await perSocket(bare.process.pid, within, count, () => openPage(bare.origin, '/', {}))
    within.close()
    await bare.stop()
    stage.say(`sockets round ${round}: product ${real.toFixed(1)} KiB, bare ${raw.toFixed(1)} KiB each`)
    pairs.push({ product: real, raw })
  }
  return lineOf(`memory a socket at ${count}`, 'KiB', pairs, { most: 1.5 })
}
