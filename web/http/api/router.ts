import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'
import { z } from 'zod'
import { NotFound } from '../../../inbox/index.ts'
import { HttpError } from '../edge/errors.ts'
import type { SignedIn } from '../session/guard.ts'

/** Routes of the console: whoever reaches them has signed in. */
export type ApiRouter = Router<SignedIn>
export type ApiContext = RouterContext<SignedIn>

const Id = /^[\w-]{1,64}$/

/** An identifier of the path. One that cannot be ours does not exist. */
export function idOf(value: string | undefined): string {
  if (value === undefined || !Id.test(value)) throw new NotFound()
  return value
}

export function seqOf(value: string | undefined): number {
  const seq = Number(value)
  if (value === undefined || !/^\d{1,9}$/.test(value) || seq < 1) throw new NotFound()
  return seq
}

/** Fields that several bodies and queries share. */
export const Seq = z.int().min(0).max(1_000_000_000)
export const QuerySeq = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
export const Name = z.string().regex(Id)
export const ClientId = z.string().regex(/^[\w-]{1,64}$/)
export const UploadIds = z.array(z.string().regex(Id)).max(10)
/** What staff write. The connector's own limit is the inbox's to judge; this one protects the machine. */
export const LongText = z.string().max(50_000)

/** Lone surrogates are no text (Unicode 16, D75): what staff write is stored as UTF-8. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** Routes take no query unless they say so. */
export function noQuery(query: Readonly<Record<string, unknown>>): void {
  const key = Object.keys(query)[0]
  if (key !== undefined) throw new HttpError(400, 'invalid', { field: key.slice(0, 80) })
}
