import { type Outbound, SendError } from '../../../inbox/contract.ts'
import { rest } from '../../shared/rest.ts'
import { GraphError, isUncertain, sendErrorOf } from '../graph/failure.ts'
import { type Looker, lookBack } from './look-back.ts'
import type { Part } from './parts.ts'
import type { Progress, Progresses } from './progress.ts'

export interface Delivery {
  readonly looker: Looker
  readonly progresses: Progresses
  readonly lookPause: number
  readonly signal: AbortSignal
}

/** Sends one part and resolves with the wire's id of it, '' when it gave none. */
export type Post = (part: Part, index: number, progress: Progress) => Promise<string>

/** How long before the next attempt, where a call may still be at work at the other end. */
const settling = 15_000
/** An answer of many parts goes on at the next attempt: whoever holds it too long is taken for dead, and it is given to another. */
const longestAttempt = 45_000

const longer = (one: readonly string[], other: readonly string[]): readonly string[] =>
  other.length > one.length ? other : one

/** Reads what is there already before anything is sent again. */
async function look(delivery: Delivery, message: Outbound, parts: readonly Part[], progress: Progress): Promise<void> {
  try {
    progress.ids = longer(progress.ids, await lookBack(delivery.looker, message, parts))
    progress.doubt = false
  } catch (error) {
    progress.doubt = true
    if (error instanceof SendError) throw error
    const failure = sendErrorOf(error)
    // Refused for good: we shall never know, so a human must.
    throw failure.outcome === 'retry' ? failure : new SendError('unsure', 'cannot-look')
  }
}

/** What to say when the look failed too: every later attempt looks first, so a passing trouble may simply be retried. */
function unlooked(looking: unknown, error: unknown): SendError {
  if (looking instanceof SendError) return looking
  if (sendErrorOf(looking).outcome === 'retry') return tryLater(error)
  const told = error instanceof GraphError && error.code !== 0
  return told ? sendErrorOf(error) : new SendError('unsure', 'no-answer')
}

const tryLater = (error: unknown): SendError =>
  new SendError('retry', error instanceof GraphError ? 'trouble' : 'no-answer', settling)

/** After a call without a clear answer: it is out, or it is not and may be tried later, or nobody can tell. */
async function settle(
  delivery: Delivery,
  message: Outbound,
  parts: readonly Part[],
  progress: Progress,
  error: unknown,
): Promise<void> {
  const before = progress.ids.length
  progress.doubt = true
  for (const pause of [0, delivery.lookPause]) {
    await rest(pause, delivery.signal)
    const found = await lookBack(delivery.looker, message, parts).catch((looking: unknown) => {
      throw unlooked(looking, error)
    })
    progress.ids = longer(progress.ids, found)
    if (progress.ids.length > before) {
      progress.doubt = false
      return
    }
  }
  throw tryLater(error)
}

/** Sends the parts that are not out yet. A failure leaves what is out where the next attempt finds it. */
export async function deliver(
  delivery: Delivery,
  message: Outbound,
  parts: readonly Part[],
  post: Post,
): Promise<readonly string[]> {
  const { progresses, signal } = delivery
  const remembered = progresses.recall(message.messageId)
  const progress = remembered ?? progresses.begin(message.messageId)
  const forgotten = remembered === undefined && message.attempt > 1
  if (message.doubtful || progress.doubt || forgotten) await look(delivery, message, parts, progress)
  const until = Date.now() + longestAttempt
  while (progress.ids.length < parts.length) {
    if (signal.aborted) throw new SendError('retry', 'closing')
    if (Date.now() > until) throw new SendError('retry', 'slow')
    const index = progress.ids.length
    const part = parts[index]
    if (part === undefined) break
    try {
      progress.ids = [...progress.ids, await post(part, index, progress)]
    } catch (error) {
      if (!isUncertain(error)) throw sendErrorOf(error)
      await settle(delivery, message, parts, progress, error)
    }
  }
  progresses.forget(message.messageId)
  return progress.ids.filter((id) => id !== '')
}
