/**
 * Why a call did not give an answer, in the words that decide what to do next.
 * waiting: no budget, not asked · unsent: never reached X · lost: it may have had its effect · refused: X said no
 */
export class Trouble extends Error {
  readonly kind: 'waiting' | 'unsent' | 'lost' | 'refused'
  readonly code: string
  readonly status: number | undefined
  readonly after: number | undefined
  /** The parameter X would not take. */
  readonly parameter: string | undefined

  constructor(
    kind: Trouble['kind'],
    code: string,
    more: { readonly status?: number; readonly after?: number; readonly parameter?: string } = {},
  ) {
    super(`X: ${kind} (${code}).`)
    this.name = 'Trouble'
    this.kind = kind
    this.code = code
    this.status = more.status
    this.after = more.after
    this.parameter = more.parameter
  }
}

/** Failures to connect: nothing of the request can have left. */
const BEFORE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED'])
/** X refuses OAuth timestamps further off than this. */
const CLOCK = 4 * 60_000

interface Problem {
  readonly type?: unknown
  readonly title?: unknown
  readonly detail?: unknown
  readonly parameters?: unknown
  readonly errors?: unknown
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function problemOf(body: unknown): Problem {
  if (typeof body === 'object' && body !== null) return body
  try {
    const read: unknown = JSON.parse(textOf(body))
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}

function refusedParameter(problem: Problem): string | undefined {
  const errors = Array.isArray(problem.errors) ? (problem.errors as readonly unknown[]) : [problem]
  const one = errors[0] as Problem | undefined
  if (typeof one?.parameters === 'object' && one.parameters !== null) return Object.keys(one.parameters)[0]
  return undefined
}

/** 403 comes for reasons of the app, of the person and of the post: https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
function forbidden(problem: Problem): string {
  const type = textOf(problem.type)
  const words = `${textOf(problem.title)} ${textOf(problem.detail)}`.toLowerCase()
  if (words.includes('duplicate content')) return 'duplicate'
  if (type.endsWith('/client-forbidden') || words.includes('unsupported authentication')) return 'forbidden'
  if (words.includes('suspended') || words.includes('locked')) return 'account-locked'
  if (/deleted|not visible/.test(words)) return 'gone'
  if (/reply|conversation is not allowed|mentioned/.test(words)) return 'not-summoned'
  return 'not-allowed'
}

/** The address that X was to call did not answer its challenge: https://docs.x.com/x-api/webhooks/introduction */
const isChallenge = ({ title, detail, errors }: Problem): boolean =>
  /crc|challenge/i.test(`${textOf(title)} ${textOf(detail)} ${JSON.stringify(errors ?? '')}`)

export function refusal(status: number, body: unknown, skew: number): Trouble {
  const problem = problemOf(body)
  const type = textOf(problem.type)
  if (type.endsWith('/usage-capped') || status === 402) return new Trouble('refused', 'credits', { status })
  if (status === 401) return new Trouble('refused', Math.abs(skew) > CLOCK ? 'clock' : 'token', { status })
  if (status === 403) return new Trouble('refused', forbidden(problem), { status })
  if (status === 400 && isChallenge(problem)) return new Trouble('refused', 'crc-failed', { status })
  if (status === 404) return new Trouble('refused', 'gone', { status })
  // 503 is said before anything is done; other 5xx may come after it (same page).
  if (status === 503) return new Trouble('unsent', 'overloaded', { status })
  if (status >= 500) return new Trouble('lost', 'server-error', { status })
  const parameter = refusedParameter(problem)
  return new Trouble('refused', 'invalid', { status, ...(parameter !== undefined && { parameter }) })
}

/**
 * What the client library throws when no whole answer came. Its `requestError` reads a field that it never sets (1.29.0),
 * so the cause is taken from where it is; were it to move, "lost" is the side that sends nothing twice.
 */
export function noAnswer(error: unknown): Trouble {
  const { _options, requestError } = (error ?? {}) as {
    readonly _options?: { readonly error?: unknown }
    readonly requestError?: unknown
  }
  const cause = (requestError ?? _options?.error) as { readonly code?: unknown } | undefined
  const code = cause?.code
  return typeof code === 'string' && BEFORE.has(code)
    ? new Trouble('unsent', 'unreachable')
    : new Trouble('lost', 'no-answer')
}

export interface AskError {
  readonly code?: unknown
  readonly data?: unknown
}

/** A call beside the endpoints with budgets; `refused` is what a refusal of any kind means there. */
export function troubleOf(error: AskError, refused: string): Trouble {
  if (error instanceof Trouble) return error
  if (typeof error?.code !== 'number') return new Trouble('unsent', 'unreachable')
  const status = error.code
  // The call that waited for this one never left.
  return status >= 500 || status === 429
    ? new Trouble('unsent', 'overloaded', { status })
    : new Trouble('refused', refused, { status })
}
