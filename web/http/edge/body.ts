import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import type { z } from 'zod'
import { HttpError } from './errors.ts'

const JSON_LIMIT = 64 * 1024
export const UPLOAD_LIMIT = 10 * 1024 * 1024
/** A little more than the limit is read and thrown away, so that an honest client hears why. */
const DRAINED = 1024 * 1024

/** The body as JSON, whatever it says. Koa's own context is enough: the hot path calls this without a router. */
export async function readJson(ctx: Pick<Context, 'req' | 'is'>): Promise<unknown> {
  if (!ctx.is('application/json')) throw new HttpError(415, 'content-type')
  const bytes = await readBytes(ctx.req, JSON_LIMIT)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new HttpError(400, 'json')
  }
}

/** The fields of a plain form; a field given twice is refused, so that nobody reads another one than was checked. */
export async function readForm(ctx: Pick<Context, 'req' | 'is'>): Promise<Readonly<Record<string, string>>> {
  if (!ctx.is('application/x-www-form-urlencoded')) throw new HttpError(415, 'content-type')
  const fields = new URLSearchParams((await readBytes(ctx.req, JSON_LIMIT)).toString('utf8'))
  const form = new Map<string, string>()
  for (const [name, value] of fields) {
    if (form.has(name) || name === '__proto__') throw new HttpError(400, 'invalid', { field: name.slice(0, 80) })
    form.set(name, value)
  }
  return Object.fromEntries(form)
}

/** The body as bytes, refused past the limit. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') throw new HttpError(415, 'content-type')
  if (Number(request.headers['content-length'] ?? 0) > limit + DRAINED) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else if (size > limit + DRAINED) throw tooLarge()
  }
  if (size > limit) throw tooLarge()
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
}

function tooLarge(): HttpError {
  return new HttpError(413, 'too-large', { headers: { Connection: 'close' } })
}

/** What the schema says, or 400 naming the field. Values are never repeated: they may be a citizen's words. */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new HttpError(400, 'invalid', field === '' ? {} : { field: field.slice(0, 80) })
}
