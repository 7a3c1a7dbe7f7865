import { stat, statfs } from 'node:fs/promises'
import { relative } from 'node:path'
import { type Connector, type Desk, type Inbox, KeyringError, loadDesks, openKeyring } from '../../inbox/index.ts'
import type { Command } from './command.ts'
import type { House } from './house.ts'

export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail'
  /** What was found and, unless all is well, what to do. */
  readonly text: string
}

interface DoctorParts {
  readonly settings: () => {
    readonly dataDir: string
    readonly keyringFile: string
    readonly desksDir: string
    readonly demo: boolean
  }
  readonly connectors: readonly Pick<Connector, 'kind' | 'parse'>[]
  readonly given: () => Readonly<Record<string, unknown>>
  readonly house: House
  readonly now: () => number
}

/** Looks at everything the product stands on, one line each. */
export function doctor({ settings, connectors, given, house, now }: DoctorParts): Command {
  return {
    name: 'doctor',
    takes: '',
    about: 'look at the database, keys, channels, disk and clock, and say what to do',
    async run(_args, out) {
      const read = settings()
      const findings: Finding[] = []
      const look = async (work: () => Promise<readonly Finding[]>) => {
        const found = await work().catch((error: unknown) => [{ level: 'fail' as const, text: firstLine(error) }])
        findings.push(...found)
        for (const { level, text } of found) out.line(`${level.padEnd(5)} ${text}`)
      }
      await look(() => disk(read.dataDir))
      await look(() => keys(read.keyringFile, read.dataDir, read.demo))
      await look(async () => channels(await loadDesks(read.desksDir), connectors, given(), read.demo))
      await look(() => house((inbox) => database(inbox, now)))
      return findings.some(({ level }) => level === 'fail') ? 1 : 0
    },
  }
}

const GB = 1024 ** 3

async function disk(folder: string): Promise<Finding[]> {
  const { bavail, blocks, bsize } = await statfs(folder).catch(() => statfs('.'))
  const free = bavail * bsize
  const text = `disk: ${(free / GB).toFixed(1)} GB free of ${((blocks * bsize) / GB).toFixed(1)} GB.`
  // The database itself stops taking writes when it cannot grow: people must hear of it long before.
  if (free < 0.2 * GB) return [{ level: 'fail', text: `${text} Free some now: messages will soon be refused.` }]
  if (free < 2 * GB || bavail < blocks * 0.03) return [{ level: 'warn', text: `${text} Free some, or move DATA_DIR.` }]
  return [{ level: 'ok', text }]
}

export async function keys(file: string, dataDir: string, demo: boolean): Promise<Finding[]> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) {
    const text = `keys: ${file} does not exist.`
    if (demo) return [{ level: 'warn', text: `${text} npm start makes it.` }]
    return [{ level: 'fail', text: `${text} Bring back its copy, or set KEYRING_FILE.` }]
  }
  try {
    openKeyring(file, false)
  } catch (error) {
    if (error instanceof KeyringError) return [{ level: 'fail', text: `keys: ${firstLine(error)}` }]
    throw error
  }
  const findings: Finding[] = []
  if ((found.mode & 0o077) !== 0) {
    findings.push({ level: 'fail', text: `keys: others may read ${file}; run: chmod 600 ${file}` })
  }
  if (!relative(dataDir, file).startsWith('..')) {
    const text = `keys: ${file} lies beside the data it opens; outside a demonstration, move it and set KEYRING_FILE.`
    findings.push({ level: demo ? 'warn' : 'fail', text })
  }
  return findings.length > 0
    ? findings
    : [{ level: 'ok', text: `keys: ${file} opens, and only its owner may read it.` }]
}

export function channels(
  desks: readonly Desk[],
  connectors: readonly Pick<Connector, 'kind' | 'parse'>[],
  given: Readonly<Record<string, unknown>>,
  demo: boolean,
): Finding[] {
  return desks.flatMap((desk) =>
    desk.channels.map(({ id, kind, settings }): Finding => {
      const name = `${desk.id}/${id}`
      const connector = connectors.find((one) => one.kind === kind)
      if (connector === undefined) {
        // A connector taken out closes its own channels: on the demonstration's desks that is no fault of theirs.
        const text = `channel ${name}: no connector is of kind "${kind}"; mend desk.yaml.`
        return { level: demo ? 'warn' : 'fail', text }
      }
      const own = given[name]
      try {
        connector.parse(typeof own === 'object' ? { ...settings, ...own } : settings)
        return { level: 'ok', text: `channel ${name}: its settings are right.` }
      } catch (error) {
        if (demo && own === undefined) return { level: 'warn', text: `channel ${name}: served by the demo mailbox.` }
        return { level: 'fail', text: `channel ${name}: ${firstLine(error)} Mend it in CHANNELS_FILE.` }
      }
    }),
  )
}

/** Last day of security fixes by series: https://www.mongodb.com/legal/support-policy/lifecycles */
const SUPPORTED_UNTIL: Readonly<Record<string, string>> = {
  '5.0': '2024-10-31',
  '6.0': '2025-07-31',
  '7.0': '2027-08-31',
  '8.0': '2029-10-31',
}

export async function database(inbox: Pick<Inbox, 'health'>, now: () => number): Promise<Finding[]> {
  const { database: db, outbox } = await inbox.health()
  if (!db.ok) return [{ level: 'fail', text: 'mongod: it does not answer; start it, or check MONGODB_URI.' }]
  return [age(db.version ?? '', now()), clock(db.time, now()), sending(outbox)]
}

function age(version: string, today: number): Finding {
  const series = version.split('.').slice(0, 2).join('.')
  const until = SUPPORTED_UNTIL[series]
  if (until === undefined) return { level: 'ok', text: `mongod ${version}.` }
  if (Date.parse(until) >= today) return { level: 'ok', text: `mongod ${version}, mended until ${until}.` }
  return {
    level: 'warn',
    text: `mongod ${version} gets no fixes since ${until}; set MONGOD_PATH or MONGODB_URI to a newer one.`,
  }
}

function clock(theirs: Date | undefined, ours: number): Finding {
  const apart = theirs === undefined ? 0 : Math.abs(theirs.getTime() - ours) / 1000
  const text = `clock: ${apart.toFixed(1)} s from the database's.`
  if (apart > 30) return { level: 'fail', text: `${text} Set it (NTP): codes and deadlines will be wrong.` }
  return apart > 2 ? { level: 'warn', text: `${text} Set it (NTP).` } : { level: 'ok', text }
}

function sending({ queued, failed }: { queued: number; failed: number }): Finding {
  const text = `outbox: ${queued} waiting, ${failed} failed.`
  return failed > 0 ? { level: 'warn', text: `${text} See them in the console, under trouble.` } : { level: 'ok', text }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
