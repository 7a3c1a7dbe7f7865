import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deliver } from '../setup/relay.ts'

/** The product's mail channel, as an operator would set it. */
export const courriel = 'commissariat-numerique/courriel'
export const box = 'bureau@police.example'

/** Writes a CHANNELS_FILE for the channel: `way` is its `in`, mail leaves through the port given. */
export function channelsFile(folder: string, way: object, out: number, more: object = {}): string {
  const file = join(folder, 'channels.yaml')
  const leaves = { host: '127.0.0.1', port: out, tls: 'none', timeoutSeconds: 20 }
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ [courriel]: { address: box, in: way, out: leaves, ...more } }))
  return file
}

export interface Push {
  readonly port: number
  readonly from: string
  readonly to?: string
  readonly bytes: Uint8Array
}

/** Pushes one mail as a relay would; the reply that ended it. */
export const push = ({ port, from, to = box, bytes }: Push): Promise<string> =>
  deliver({ port, from, to: [to], bytes, patience: 20_000 })

/** The same work on many items, a few at a time. */
export async function each<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}

export async function until<T>(
  what: () => Promise<T | false | undefined>,
  ms = 20_000,
  why = 'It did not happen in time.',
) {
  const end = Date.now() + ms
  for (;;) {
    const value = await what().catch(() => undefined)
    if (value !== undefined && value !== false) return value
    if (Date.now() > end) throw new Error(why)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
