import { SendError } from '../../../inbox/contract.ts'

/** What Graph says when it refuses: https://developers.facebook.com/docs/graph-api/guides/error-handling */
export class GraphError extends Error {
  readonly status: number
  /** Graph's own number, 0 when the body was not Graph's. */
  readonly code: number
  readonly subcode: number
  /** Milliseconds until calls are taken again, where it was said. */
  readonly after: number | undefined
  constructor(status: number, code: number, subcode: number, after?: number) {
    super(`Graph refused (${status}, ${code}/${subcode}).`)
    this.name = 'GraphError'
    this.status = status
    this.code = code
    this.subcode = subcode
    this.after = after
  }
}

/** The call left and no answer that can be read came back: it may have had its effect. */
export class NoAnswer extends Error {
  readonly code = 'no-answer'
  constructor() {
    super('Graph gave no answer.')
    this.name = 'NoAnswer'
  }
}

/** The call never reached Graph: it had no effect. */
export class NotReached extends Error {
  readonly code = 'connection'
  constructor() {
    super('Graph was not reached.')
    this.name = 'NotReached'
  }
}

const MINUTE = 60_000
/** Where Graph does not say how long a limit lasts; its windows slide over an hour. */
const limitPause = 2 * MINUTE
const troublePause = 15_000
const limits = new Set([4, 17, 32, 613, 80_006])
/** 2018065 is the older number of the same refusal, 2534022 that of accounts linked to Instagram. */
const closed = new Set([2_018_278, 2_018_065, 2_534_022])
const absent = new Set([1_545_041, 2_018_001, 2_018_108])

/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes */
function refusalOf({ code, subcode }: GraphError): string | undefined {
  if (closed.has(subcode)) return 'window-closed'
  if (subcode === 2_018_300) return 'not-thread-owner'
  if (code === 551 || absent.has(subcode)) return 'person-unavailable'
  if (code === 10_900) return 'already-replied'
  if (code === 10_903 || code === 10_904) return 'cannot-reply'
  if (code === 368) return 'blocked'
  if (code === 10 || (code >= 200 && code < 300)) return 'permission'
  if (code === 100) return subcode === 33 ? 'gone' : 'parameter'
  return undefined
}

export const isTokenDead = (error: unknown): boolean =>
  error instanceof GraphError && (error.code === 190 || error.code === 102)
export const isWindowClosed = (error: unknown): boolean => error instanceof GraphError && closed.has(error.subcode)
export const isNotOwner = (error: unknown): boolean => error instanceof GraphError && error.subcode === 2_018_300

/** Trouble at Graph's end, after which nobody knows whether the call had its effect. */
export const isUncertain = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof GraphError && error.status >= 500)

/** What a failed call means for the answer that was being sent. */
export function sendErrorOf(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof NotReached) return new SendError('retry', 'connection')
  if (!(error instanceof GraphError)) return new SendError('unsure', 'no-answer')
  if (isTokenDead(error)) return new SendError('retry', 'token-dead', 5 * MINUTE)
  if (limits.has(error.code) || error.status === 429) {
    return new SendError('retry', 'rate-limit', error.after ?? limitPause)
  }
  const refusal = refusalOf(error)
  if (refusal !== undefined) return new SendError('never', refusal)
  return new SendError('retry', error.status >= 500 ? 'trouble' : `graph-${error.code}`, troublePause)
}
