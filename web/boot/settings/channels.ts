import { readFileSync } from 'node:fs'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { SettingsError } from './refused.ts'

const Channels = z.record(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/), z.record(z.string(), z.unknown()))

/** Settings of channels with their secrets, keyed desk/channel; they are merged over desk.yaml. */
export function readChannels(file: string | undefined): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  if (file === undefined) return {}
  const result = Channels.safeParse(parseFile(file) ?? {})
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.join('.') ?? ''
  throw new SettingsError(
    'CHANNELS_FILE',
    `CHANNELS_FILE is "${file}", wrong at "${where}"; each key must be desk/channel and hold the settings of that channel.`,
  )
}

/** YAML errors quote the line they stumble on, which may hold a secret: only its place is told. */
function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined
    const what = line === undefined ? 'cannot be read' : `is not YAML at line ${line}`
    throw new SettingsError('CHANNELS_FILE', `CHANNELS_FILE is "${file}", which ${what}; it must be a YAML file.`)
  }
}
