import { pino } from 'pino'
import type { Log } from '../../inbox/index.ts'

type Fields = Parameters<Log['info']>[1]
type Out = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean }

/** Codes and fields: one plain line each on a terminal, one JSON object each anywhere else. */
export function logger(level: 'info' | 'warn' | 'error' | 'silent', out: Out = process.stdout): Log {
  const write = out.isTTY ? (line: string) => out.write(`${plain(line)}\n`) : (line: string) => out.write(line)
  const lines = pino(
    { level, base: null, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: named } },
    { write },
  )
  return {
    info: (event, fields) => lines.info(safe(fields), event),
    warn: (event, fields) => lines.warn(safe(fields), event),
    error: (event, fields) => lines.error(safe(fields), event),
  }
}

/** Who reads what we print may end before us (a log collector, a pipe, a closed terminal): lines are lost then, the service is not. */
export function outliveReaders(
  streams: readonly Pick<NodeJS.WriteStream, 'on'>[] = [process.stdout, process.stderr],
): void {
  for (const stream of streams) stream.on('error', () => undefined)
}

const named = (level: string) => ({ level })
const own = new Set(['level', 'time', 'event'])

/** A field may not pass for the line's own level, time or event. */
function safe(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [own.has(key) ? `_${key}` : key, value]))
}

function plain(line: string): string {
  const { time, level, event, ...fields } = JSON.parse(line) as Record<string, string | number | boolean>
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`)
  return [String(time).slice(11, 19), String(level).padEnd(5), event, ...rest].join(' ')
}

/** Quoted when it could be taken for something else: spaces, ends of line, control characters. */
const shown = (value: unknown) => (/^[\w.:/@+-]+$/.test(String(value)) ? String(value) : JSON.stringify(value))
