import type { Middleware } from 'koa'
import {
  BrokenVersion,
  ConfigError,
  Conflict,
  type Log,
  NotFound,
  Refused,
  SignInRefused,
  Stale,
  Unavailable,
} from '../../../inbox/index.ts'
import type { WireFailure, WireMessage } from '../../wire.ts'
import { type Language, languageOf, sentenceFor } from './sentences.ts'

/** What the web itself refuses, before or beside the inbox. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>
  /** Path of the field at fault, for developers. */
  readonly field: string | undefined
  constructor(status: number, code: string, more: { headers?: Record<string, string>; field?: string } = {}) {
    super(`Refused: ${code}.`)
    this.name = 'HttpError'
    this.status = status
    this.code = code
    this.headers = more.headers ?? {}
    this.field = more.field
  }
}

/** An answer written without having read the person's newest message, with what was missed. */
export class StaleAnswer extends Error {
  readonly code = 'stale'
  readonly messages: readonly WireMessage[]
  constructor(messages: readonly WireMessage[]) {
    super('A newer message has not been read.')
    this.name = 'StaleAnswer'
    this.messages = messages
  }
}

export interface Failure {
  readonly status: number
  readonly body: WireFailure & Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
  /** Nobody foresaw it: worth a line in the log. */
  readonly unexpected: boolean
}

/** The one place where an error becomes a status, a code and a sentence. */
export function failureOf(error: unknown, language: Language): Failure {
  const say = (status: number, code: string, more: Record<string, unknown> = {}): Failure => ({
    status,
    body: { code, sentence: sentenceFor(code, language) ?? sentenceFor('internal', language) ?? code, ...more },
    headers: {},
    unexpected: false,
  })
  if (error instanceof HttpError) {
    const failure = say(error.status, error.code, error.field === undefined ? {} : { field: error.field })
    return { ...failure, headers: error.headers }
  }
  if (error instanceof NotFound) return say(404, error.code)
  if (error instanceof StaleAnswer) return say(409, error.code, { messages: error.messages })
  if (error instanceof Stale) return say(409, error.code, { messages: [] })
  if (error instanceof Conflict) {
    return refusedByState(error, language)
  }
  if (error instanceof Refused) return refusal(error, language)
  if (error instanceof ConfigError)
    return { ...say(422, error.code), body: { code: error.code, field: error.field, sentence: error.message } }
  if (error instanceof BrokenVersion) return say(422, error.code, { faults: error.faults })
  if (error instanceof Unavailable) return { ...say(503, error.code), headers: { 'Retry-After': '5' } }
  if (error instanceof SignInRefused) {
    const slow = error.code === 'slow-down'
    return { ...say(slow ? 429 : 401, error.code), headers: slow ? { 'Retry-After': '60' } : {} }
  }
  return { ...say(500, 'internal'), unexpected: true }
}

/** Somebody else was first, or nobody holds it: the second has no name to give. */
function refusedByState(error: Conflict, language: Language): Failure {
  const by = error.by === undefined || error.by === '' ? undefined : error.by
  const sentence = sentenceFor(error.code === 'taken' && by === undefined ? 'not-holder' : error.code, language)
  return {
    status: 409,
    body: {
      code: error.code,
      sentence: sentence ?? sentenceFor('conflict', language) ?? error.code,
      ...(by && { by }),
    },
    headers: {},
    unexpected: false,
  }
}

/** A connector writes its sentence in French; where we know the code, both languages are ours. */
function refusal(error: Refused, language: Language): Failure {
  return {
    status: error.code === 'malformed' ? 400 : 422,
    body: { code: error.code, sentence: sentenceFor(error.code, language) ?? error.message },
    headers: {},
    unexpected: false,
  }
}

export type ErrorPage = (failure: { status: number; code: string; sentence: string; language: Language }) => string

/** Catches everything; answers JSON, or a page where a person reads pages. */
export function errors(log: Log, page: ErrorPage): Middleware {
  return async (ctx, next) => {
    let failure: Failure | undefined
    const language = languageOf(ctx.get('Accept-Language'))
    try {
      await next()
      if (ctx.body !== undefined && ctx.body !== null) return
      if (ctx.status < 400 || ctx.respond === false) return
      const wrongMethod = ctx.status === 405 || ctx.status === 501
      failure = failureOf(wrongMethod ? new HttpError(405, 'method') : new HttpError(404, 'not-found'), language)
    } catch (error) {
      failure = failureOf(error, language)
      if (failure.unexpected) log.error('http-unexpected', traceOf(error))
    }
    ctx.status = failure.status
    ctx.set(failure.headers)
    ctx.set('Cache-Control', 'no-store')
    if (wantsPage(ctx.path, ctx.get('Accept'))) {
      ctx.type = 'html'
      ctx.body = page({ status: failure.status, code: failure.body.code, sentence: failure.body.sentence, language })
    } else {
      ctx.body = ctx.path === '/chat/messages' ? { ok: false, ...failure.body } : failure.body
    }
  }
}

function wantsPage(path: string, accept: string): boolean {
  return !/^\/(api|chat)(\/|$)/.test(path) && accept.includes('text/html')
}

/** Where it happened, never the message: a driver's message may quote what a citizen wrote. */
function traceOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error }
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  const code = 'code' in error && ['string', 'number'].includes(typeof error.code) ? String(error.code) : ''
  return { error: error.name, code, at: frame?.trim().slice(0, 200) ?? '' }
}
