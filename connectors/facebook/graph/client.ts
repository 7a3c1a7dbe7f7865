import { createHmac } from 'node:crypto'
import type { FacebookConfig } from '../config.ts'
import { type Fields, isRecord, numberIn, recordIn } from '../shape.ts'
import { GraphError, isTokenDead, NoAnswer, NotReached } from './failure.ts'
import type { Answer, Call, Http } from './http.ts'
import { pauseOf } from './usage.ts'

const graphHost = 'graph.facebook.com'
const largestAnswer = 5 * 1024 * 1024

export interface Graph {
  get(path: string, query?: Readonly<Record<string, string>>): Promise<Fields>
  /** The same, signed in as the app: what is asked about the page's token itself. */
  getAsApp(path: string, query: Readonly<Record<string, string>>): Promise<Fields>
  post(path: string, body: object): Promise<Fields>
  upload(path: string, body: Uint8Array, type: string): Promise<Fields>
}

export interface Watcher {
  /** Headers of every answer: budgets are told there. */
  heard(answer: Answer): void
  tokenDied(): void
}

/** What Graph answered, or a throw that says what is known of the effect. */
function readAnswer(answer: Answer, now: number): Fields {
  let body: unknown
  try {
    body = JSON.parse(answer.body.toString('utf8'))
  } catch {
    body = undefined
  }
  const error = isRecord(body) ? recordIn(body, 'error') : undefined
  if (answer.status >= 400 || error !== undefined) {
    const code = error === undefined ? 0 : (numberIn(error, 'code') ?? 0)
    const subcode = error === undefined ? 0 : (numberIn(error, 'error_subcode') ?? 0)
    throw new GraphError(answer.status, code, subcode, pauseOf(answer.headers, now))
  }
  // An answer that cannot be read says nothing of what became of the call.
  if (!isRecord(body)) throw new NoAnswer()
  return body
}

/** Signed calls to the Graph API. Tokens travel in a header wherever Graph lets them: addresses end up in the logs of everything on the way. */
export function graphClient(config: FacebookConfig, http: Http, watcher: Watcher, timeout: number): Graph {
  const proofOf = (token: string): string => createHmac('sha256', config.appSecret).update(token).digest('hex')
  const call = async (
    token: string,
    path: string,
    query: Readonly<Record<string, string>>,
    rest: Pick<Call, 'method' | 'headers' | 'body'>,
  ): Promise<Fields> => {
    // https://developers.facebook.com/docs/facebook-login/security#appsecret: a stolen token alone is of no use.
    const asked = new URLSearchParams({ ...query, appsecret_proof: proofOf(token) })
    const answer = await http({
      ...rest,
      host: graphHost,
      path: `/${config.graphVersion}/${path}?${asked}`,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...rest.headers },
      largest: largestAnswer,
      timeout,
    })
    watcher.heard(answer)
    return readAnswer(answer, Date.now())
  }
  const page = async (...[path, query, rest]: [string, Record<string, string>, Parameters<typeof call>[3]]) => {
    try {
      return await call(config.pageAccessToken, path, query, rest)
    } catch (error) {
      if (isTokenDead(error)) watcher.tokenDied()
      throw error
    }
  }
  return {
    // A question has no effect: one without an answer was as good as never asked.
    get: (path, query = {}) =>
      page(path, { ...query }, { method: 'GET' }).catch((error: unknown) => {
        throw error instanceof NoAnswer ? new NotReached() : error
      }),
    getAsApp: (path, query) => call(`${config.appId}|${config.appSecret}`, path, query, { method: 'GET' }),
    post: (path, body) =>
      page(
        path,
        {},
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: Buffer.from(JSON.stringify(body)),
        },
      ),
    upload: (path, body, type) => page(path, {}, { method: 'POST', headers: { 'content-type': type }, body }),
  }
}
