import type { TwitterApi } from 'twitter-api-v2'
import { asObject, type Json, parseJson } from '../read/json.ts'
import { Budgets } from './budgets.ts'
import type { Signer, Signers } from './signers.ts'
import { noAnswer, refusal, Trouble } from './trouble.ts'

interface Reply {
  readonly data: unknown
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** The account's call, unless it is the app's own. */
  readonly as?: Signer
  /** Below https://api.x.com/2/, or a whole address of X's. */
  readonly path: string
  /** The endpoint's name, under which its budget is kept. */
  readonly budget: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly form?: boolean
  readonly bytes?: boolean
}

/** One account's calls to X, signed, held to what the budgets leave. Throws Trouble. */
export class XClient {
  readonly budgets = new Budgets()
  readonly signers: Signers
  readonly #timeout: number

  constructor(signers: Signers, timeoutSeconds: number) {
    this.signers = signers
    this.#timeout = timeoutSeconds * 1000
  }

  async json(call: Call): Promise<Json> {
    const { data } = await this.#ask(call)
    try {
      return asObject(parseJson(String(data)))
    } catch {
      throw new Trouble('lost', 'no-answer')
    }
  }

  async bytes(call: Omit<Call, 'method'>): Promise<{ readonly bytes: Buffer; readonly type: string }> {
    const { data, headers } = await this.#ask({ ...call, method: 'GET', bytes: true })
    return { bytes: data as Buffer, type: String(headers['content-type'] ?? '') }
  }

  async #ask(call: Call): Promise<Reply> {
    const as = call.as ?? 'account'
    try {
      return await this.#once(call, await this.signers.client(as))
    } catch (error) {
      // 401 is said before anything is done: with a fresh signature the same call may be made again.
      const again = error instanceof Trouble && error.status === 401 && this.signers.refused(as)
      if (!again) throw error
      return this.#once(call, await this.signers.client(as))
    }
  }

  async #once(call: Call, signer: TwitterApi): Promise<Reply> {
    const wait = this.budgets.wait(call.budget)
    if (wait > 0) throw new Trouble('waiting', 'rate-limit', { after: wait })
    this.budgets.use(call.budget)
    try {
      const reply = await this.#send(call, signer)
      this.budgets.learn(call.budget, reply.headers)
      return reply
    } catch (error) {
      throw this.#trouble(call, error)
    }
  }

  #send({ method, path, query, body, form, bytes }: Call, { v2 }: TwitterApi): Promise<Reply> {
    const whole = path.startsWith('https://')
    const how = {
      fullResponse: true as const,
      timeout: this.#timeout,
      // Read as text, because the library's JSON.parse would round ids.
      forceParseMode: bytes ? ('buffer' as const) : ('text' as const),
      ...(form && { forceBodyMode: 'form-data' as const }),
      ...(whole && { prefix: '' }),
    }
    if (method === 'GET') return v2.get(path, query ?? {}, how)
    return method === 'PUT' ? v2.put(path, { ...body }, how) : v2.post(path, { ...body }, how)
  }

  #trouble(call: Call, error: unknown): Trouble {
    const { code, data, headers } = (error ?? {}) as {
      readonly code?: unknown
      readonly data?: unknown
      readonly headers?: Reply['headers']
    }
    if (typeof code !== 'number' || headers === undefined) return noAnswer(error)
    this.budgets.learn(call.budget, headers, code === 429)
    if (code !== 429) return refusal(code, data, this.budgets.skew)
    return new Trouble('waiting', 'rate-limit', { status: 429, after: this.budgets.wait(call.budget) })
  }
}
