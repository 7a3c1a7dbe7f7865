import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { benchBot } from './bot/bot.ts'
import { append } from './figures/append.ts'
import { mail } from './figures/mail.ts'
import { memory } from './figures/memory.ts'
import { page } from './figures/page.ts'
import { socket } from './figures/socket.ts'
import { start } from './figures/start.ts'
import { webhook } from './figures/webhook.ts'
import { coreSpeed, type Line } from './measure.ts'
import { soak } from './soak/soak.ts'
import { openStage, type Stage } from './stage.ts'
import { table } from './table.ts'

/** Every figure of the bench, in the order they run. */
const figures: Readonly<Record<string, (stage: Stage) => Promise<Line[]>>> = {
  append,
  socket,
  page,
  mail,
  start,
  webhook,
  memory,
}

const LONGEST_MS = 25 * 60_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    'read-score': { type: 'boolean', default: false },
  },
})
if (positionals[0] === 'bot') {
  const { text, facts } = await benchBot((line) => process.stderr.write(`${line}\n`), values['read-score'])
  process.stdout.write(`${text}\n`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(facts, null, 2)}\n`)
  process.exit(0)
}
const soaking = positionals[0] === 'soak'
const minutes = Number(values.minutes)
if (soaking && !(minutes >= 1 && minutes <= 24 * 60)) {
  process.stderr.write('--minutes takes a number from 1 to 1440.\n')
  process.exit(1)
}
const names = soaking ? [] : positionals.length > 0 ? positionals : Object.keys(figures)
const unknown = names.filter((name) => figures[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(`"${unknown[0]}" is not a figure; there are: ${Object.keys(figures).join(', ')}.\n`)
  process.exit(1)
}

// Leaving by a signal is leaving all the same: what was started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const tooLong = setTimeout(
  () => {
    process.stderr.write('The bench took too long and stops.\n')
    process.exit(1)
  },
  LONGEST_MS + (soaking ? minutes * 60_000 : 0),
)

const begun = { at: new Date().toISOString(), load: loadavg()[0], core: coreSpeed(), cpus: cpus().length }
const stage = await openStage(values.quick)
const lines: Line[] = []
const broken: string[] = []
for (const name of names) {
  stage.say(`— ${name}`)
  try {
    lines.push(...((await figures[name]?.(stage)) ?? []))
  } catch (error) {
    broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
const soaked = soaking ? await soak(stage, minutes) : undefined
await stage.end()
clearTimeout(tooLong)

if (soaked !== undefined) {
  process.stdout.write(`${soaked.text}\n`)
  const told = { ...begun, node: process.version, ...soaked.facts, samples: soaked.samples }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(told, null, 2)}\n`)
  process.exit(soaked.sound ? 0 : 1)
}
const run = { ...begun, node: process.version, quick: values.quick, loadAfter: loadavg()[0], lines, broken }
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(run, null, 2)}\n`)
process.stdout.write(`${table(lines)}\n`)
process.stdout.write(
  `Node ${process.version}, ${begun.cpus} cores, load ${begun.load?.toFixed(1)} before and ${run.loadAfter?.toFixed(1)} after, ${begun.core} SHA-256 of 1 KiB a second${values.quick ? ', quick' : ''}. Only ratios inside one run compare.\n`,
)
if (values.json === undefined) process.stdout.write(`${JSON.stringify(run)}\n`)
for (const line of broken) process.stderr.write(`Could not be measured: ${line}\n`)
process.exit(broken.length > 0 ? 1 : 0)
