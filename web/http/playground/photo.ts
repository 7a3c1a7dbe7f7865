import type { Context } from 'koa'
import type { DemoNetwork, DemoPhoto } from '../../demo/network.ts'
import { readBytes } from '../edge/body.ts'
import { HttpError } from '../edge/errors.ts'

const LARGEST = 4 * 1024 * 1024
/** What its first bytes say, and not what its name claims. */
const kinds = [
  { type: 'image/png', begins: '89504e47' },
  { type: 'image/jpeg', begins: 'ffd8ff' },
] as const

export interface Written {
  readonly fields: Readonly<Record<string, string>>
  /** undefined: none was attached · 'wrong': something else was. */
  readonly photo: DemoPhoto | 'wrong' | undefined
}

/** A form with a photo, or the same without any. */
export async function readWritten(ctx: Pick<Context, 'req' | 'is' | 'get'>): Promise<Written> {
  const type = ctx.get('content-type')
  if (!ctx.is('multipart/form-data', 'application/x-www-form-urlencoded')) throw new HttpError(415, 'content-type')
  const bytes = await readBytes(ctx.req, LARGEST + 64 * 1024)
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined)
  if (form === undefined) throw new HttpError(400, 'invalid')
  const fields = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const given = form.get('photo')
  if (given === null || typeof given === 'string' || given.size === 0) return { fields, photo: undefined }
  const photo = Buffer.from(await given.arrayBuffer())
  const kind = kinds.find(({ begins }) => photo.subarray(0, begins.length / 2).toString('hex') === begins)
  if (kind === undefined || photo.length > LARGEST) return { fields, photo: 'wrong' }
  return { fields, photo: { name: given.name.slice(-80), type: kind.type, bytes: photo } }
}

/** A photo as the network shows it. */
export function sendPhoto(ctx: Context, network: DemoNetwork): void {
  const { name } = ctx.query
  const found = typeof name === 'string' ? network.photo(name) : undefined
  if (found === undefined || !/^image\/(png|jpeg|gif|webp)$/.test(found.type)) throw new HttpError(404, 'not-found')
  ctx.type = found.type
  ctx.body = found.bytes
}
