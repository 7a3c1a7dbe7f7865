import type { TwitterApi } from 'twitter-api-v2'
import type { XConfig } from '../config.ts'
import { asObject, type Json, parseJson } from '../read/json.ts'
import { directAgent } from './agent.ts'
import { Budgets } from './budgets.ts'
import { noAnswer, refusal, Trouble } from './trouble.ts'

interface Reply {
  readonly data: unknown
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

interface Call {
  readonly method: 'GET' | 'POST'
  /** Below https://api.x.com/2/, or a whole address of X's. */
  readonly path: string
  /** The endpoint's name, under which its budget is kept. */
  readonly budget: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly form?: boolean
  readonly bytes?: boolean
}

/** One account's calls to X, signed with OAuth 1.0a, held to what the budgets leave. Throws Trouble. */
export class XClient {
  readonly budgets = new Budgets()
  readonly #client: TwitterApi
  readonly #timeout: number

  private constructor(client: TwitterApi, timeout: number) {
    this.#client = client
    this.#timeout = timeout
  }

  /** The library is loaded here and not before: who has no X channel does not pay for it. */
  static async load(config: XConfig, connect: string | undefined): Promise<XClient> {
    const { TwitterApi } = await import('twitter-api-v2')
    const { app, user } = config
    const tokens = { appKey: app.key, appSecret: app.secret, accessToken: user.token, accessSecret: user.secret }
    const client = new TwitterApi(tokens, connect === undefined ? {} : { httpAgent: directAgent(connect) })
    return new XClient(client, config.timeoutSeconds * 1000)
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
    const wait = this.budgets.wait(call.budget)
    if (wait > 0) throw new Trouble('waiting', 'rate-limit', { after: wait })
    this.budgets.use(call.budget)
    try {
      const reply = await this.#send(call)
      this.budgets.learn(call.budget, reply.headers)
      return reply
    } catch (error) {
      throw this.#trouble(call, error)
    }
  }

  #send({ method, path, query, body, form, bytes }: Call): Promise<Reply> {
    const whole = path.startsWith('https://')
    const how = {
      fullResponse: true as const,
      timeout: this.#timeout,
      // Read as text, because the library's JSON.parse would round ids.
      forceParseMode: bytes ? ('buffer' as const) : ('text' as const),
      ...(form && { forceBodyMode: 'form-data' as const }),
      ...(whole && { prefix: '' }),
    }
    const { v2 } = this.#client
    return method === 'GET' ? v2.get(path, query ?? {}, how) : v2.post(path, { ...body }, how)
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
