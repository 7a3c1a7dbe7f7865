import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Asked, Endpoint, Said } from './asked.ts'
import { Delivery, type Webhook } from './delivery.ts'
import { endpoints, forbidden } from './endpoints.ts'
import { Hooks } from './hooks/hooks.ts'
import { findSpec, OpenApi } from './openapi.ts'
import { chatEvent, dmEvent, dmPhotoUrl, envelope, postEvent, type Spelling } from './shapes.ts'
import { type Keys, refuse } from './sign/oauth1.ts'
import { Grants } from './sign/oauth2.ts'
import { World, type XDm, type XPost, type XUser } from './world.ts'

/** before: X never sees it · after: it has its effect, then no answer · truncated: it has its effect, half an answer comes */
export type Fault =
  | { readonly status: number; readonly title?: string; readonly detail?: string; readonly resetIn?: number }
  | 'before'
  | 'after'
  | 'truncated'

export interface XSettings {
  readonly handle?: string
  readonly name?: string
  /** The account's number, where it must be the same at every start. */
  readonly id?: string
  /** Without the published description, which is large: for those who only play. */
  readonly unchecked?: boolean
  readonly spelling?: Spelling
  readonly webhook?: Webhook
  /** Called when the account under test posts or writes privately. */
  readonly onOurs?: (made: { readonly post?: XPost; readonly dm?: XDm }) => void
}

export const xKeys: Keys = { key: 'app-key', secret: 'app-secret', token: 'user-token', tokenSecret: 'user-secret' }

/** X, as far as this product uses it: people who post and write, an API that checks what it is asked, webhooks. */
export class XSimulator {
  readonly world: World
  readonly account: XUser
  readonly delivery: Delivery
  /** Who takes messages from everyone, not only from whom they wrote to. */
  readonly openTo = new Set<string>()
  /** What no real X would have understood; a test fails when it is not empty. */
  readonly complaints: string[] = []
  readonly calls: {
    readonly name: string
    readonly query: URLSearchParams
    readonly body: Readonly<Record<string, unknown>>
  }[] = []
  readonly limits = new Map<string, number>()
  /** What X makes of the words that the account under test sends. */
  alters: (text: string) => string = (text) => text
  spelling: Spelling
  webhook: Webhook | undefined
  expired = false
  /** Milliseconds that X's clock is ahead of ours. */
  skew = 0
  readonly grants = new Grants()
  readonly hooks = new Hooks()
  readonly #onOurs: XSettings['onOurs']
  readonly #faults: { readonly name: string; readonly fault: Fault; after: number }[] = []
  readonly #left = new Map<string, { left: number; reset: number }>()
  readonly #nonces = new Set<string>()
  readonly #uploads: Asked['uploads'] = new Map()
  readonly #spec: OpenApi | undefined
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  constructor(settings: XSettings = {}) {
    const {
      handle = 'PoliceLocale',
      name = 'Police locale',
      id,
      unchecked,
      spelling = 'post',
      webhook,
      onOurs,
    } = settings
    this.world = new World(() => Date.now())
    this.account = this.world.user(handle, name, id)
    this.spelling = spelling
    this.webhook = webhook
    this.#onOurs = onOurs
    this.delivery = new Delivery(xKeys.secret, () => this.webhook)
    this.delivery.allows = (event) => this.hooks.allows(event)
    const spec = unchecked ? undefined : findSpec()
    this.#spec = spec === undefined ? undefined : specOf(spec)
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.delivery.end()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Somebody posts, naming the account; the webhook hears of it. */
  userMentions(user: string, text: string, more: Parameters<World['addPost']>[2] = {}): XPost {
    const handle = `@${this.account.username}`
    const post = this.world.addPost(this.world.user(user).id, text.includes(handle) ? text : `${handle} ${text}`, more)
    void this.tell('mention.create', post)
    return post
  }

  /** Somebody answers a post, naming nobody. */
  userReplies(user: string, text: string, replyTo: string, media: XPost['media'] = []): XPost {
    const post = this.world.addPost(this.world.user(user).id, text, { replyTo, media })
    void this.tell('reply.create', post)
    return post
  }

  userSendsDm(user: string, text: string, photo?: { type: string; bytes: Buffer }): XDm {
    const media = photo && this.world.addMedia(dmPhotoUrl, photo.type, photo.bytes)
    const dm = this.world.addDm(this.world.user(user).id, this.account.id, text, media)
    void this.delivery.event(dmEvent(this.world, this.account.id, [dm]))
    return dm
  }

  /** An encrypted message: nobody but its two ends can read it, and the API does not list it. */
  userSendsEncrypted(user: string): void {
    void this.delivery.event(chatEvent(this.world, this.account.id, this.world.user(user).id))
  }

  /** A colleague answers in X's own application. */
  colleagueSendsDm(user: string, text: string): XDm {
    const dm = this.world.addDm(this.account.id, this.world.user(user).id, text)
    void this.delivery.event(dmEvent(this.world, this.account.id, [dm]))
    return dm
  }

  tell(kind: string, post: XPost): Promise<boolean> {
    return this.delivery.event(postEvent(this.world, this.account.id, kind, post, this.spelling))
  }

  /** Any event: type, payload. */
  event(type: string, payload: Record<string, unknown>): Promise<boolean> {
    return this.delivery.event(envelope(this.world, this.account.id, type, payload))
  }

  /** What the account posted. */
  posts(): readonly XPost[] {
    return this.world.posts.filter(({ author }) => author === this.account.id)
  }

  /** What was written privately with somebody, oldest first. */
  dms(user: string): readonly XDm[] {
    const { id } = this.world.user(user)
    return this.world.dms.filter(({ from, to }) => from === id || to === id)
  }

  /** The next call of this endpoint goes wrong, or a later one: so many go well before. */
  fail(name: string, fault: Fault, after = 0): void {
    this.#faults.push({ name, fault, after })
  }

  callsOf(name: string): number {
    return this.calls.filter((call) => call.name === name).length
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const url = new URL(`https://${request.headers.host}${request.url}`)
    const method = request.method ?? ''
    const header = request.headers.authorization ?? ''
    if (url.pathname.endsWith('/oauth2/token')) return this.#tokens(url.pathname, raw, request, response)
    const endpoint = endpoints.find((one) => one.method === method && one.path.test(url.pathname))
    if (endpoint === undefined) {
      this.complaints.push(`${method} ${url.host}${url.pathname} is not part of this simulator`)
      return answer(response, { status: 501 }, {})
    }
    const fault = this.#takeFault(endpoint.name)
    if (fault === 'before') return void request.socket.destroy()
    const refused = this.#refusal(endpoint, { method, url, header })
    const headers = this.#spendBudget(endpoint, fault)
    const said =
      refused ??
      this.#exhausted(endpoint.name, headers) ??
      faulty(fault) ??
      (await this.#do(endpoint, url, raw, request))
    if (fault === 'after') return
    answer(response, said, headers, fault === 'truncated')
  }

  #tokens(path: string, raw: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const fault = this.#takeFault('token')
    if (fault === 'before') return void request.socket.destroy()
    const form = new URLSearchParams(raw.toString())
    const said = faulty(fault) ?? this.grants.answer(path, form, request.headers.authorization ?? '', xKeys)
    if (fault === 'after') return void request.socket.destroy()
    answer(response, said, {})
  }

  #takeFault(name: string): Fault | undefined {
    const at = this.#faults.findIndex((one) => one.name === name)
    const next = this.#faults[at]
    if (next === undefined) return undefined
    if (next.after > 0) {
      next.after -= 1
      return undefined
    }
    this.#faults.splice(at, 1)
    return next.fault
  }

  #refusal(endpoint: Endpoint, request: { method: string; url: URL; header: string }): Said | undefined {
    const unauthorized: Said = {
      status: 401,
      body: { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' },
    }
    if (this.expired) return unauthorized
    if (request.header.startsWith('Bearer ')) {
      const token = request.header.slice(7)
      const scopes = this.grants.apps.has(token) ? ['app'] : this.grants.bearers.get(token)
      if (scopes === undefined) return unauthorized
      return endpoint.scopes.every((scope) => scopes.includes(scope))
        ? undefined
        : forbidden('Unsupported Authentication')
    }
    // A picture of a post is open to everyone.
    if (request.header === '' && request.url.host === 'pbs.twimg.com') return undefined
    if (endpoint.scopes.includes('app')) return forbidden('Unsupported Authentication')
    const why = refuse(request, xKeys, Date.now() + this.skew, this.#nonces)
    if (why === 'signature' || why === 'nonce' || why === 'method') this.complaints.push(`${endpoint.name}: bad ${why}`)
    return why === undefined ? undefined : unauthorized
  }

  #spendBudget(endpoint: Endpoint, fault: Fault | undefined): Record<string, string> {
    const limit = this.limits.get(endpoint.name) ?? endpoint.limit
    const now = Date.now() + this.skew
    let budget = this.#left.get(endpoint.name)
    if (budget === undefined || budget.reset <= now) budget = { left: limit, reset: now + 15 * 60_000 }
    if (typeof fault === 'object' && fault.resetIn !== undefined) budget = { left: 0, reset: now + fault.resetIn }
    budget = { ...budget, left: budget.left - 1 }
    this.#left.set(endpoint.name, budget)
    return {
      date: new Date(now).toUTCString(),
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(Math.max(0, budget.left)),
      'x-rate-limit-reset': String(Math.ceil(budget.reset / 1000)),
    }
  }

  #exhausted(name: string, headers: Record<string, string>): Said | undefined {
    if ((this.#left.get(name)?.left ?? 0) >= 0) return undefined
    headers['retry-after'] = '1'
    return {
      status: 429,
      body: { title: 'Too Many Requests', type: 'about:blank', status: 429, detail: 'Too Many Requests' },
    }
  }

  async #do(endpoint: Endpoint, url: URL, raw: Buffer, request: IncomingMessage): Promise<Said> {
    const isJson = String(request.headers['content-type'] ?? '').includes('json')
    const body = isJson && raw.length > 0 ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {}
    const ours = url.host === 'api.x.com'
    if (ours && (isJson || endpoint.method === 'GET'))
      this.#complain(this.#spec?.request(endpoint.method, url.pathname, url.searchParams, body))
    this.calls.push({ name: endpoint.name, query: url.searchParams, body })
    const path = endpoint.path.exec(url.pathname)?.slice(1) ?? []
    const { world, spelling } = this
    const before = { posts: world.posts.length, dms: world.dms.length }
    const answering = endpoint.answer({
      world,
      account: this.account.id,
      spelling,
      query: url.searchParams,
      path,
      body,
      raw,
      uploads: this.#uploads,
      openTo: this.openTo,
      hooks: this.hooks,
      asApp: this.grants.apps.has((request.headers.authorization ?? '').slice(7)),
      challenge: () => this.delivery.challenge(),
    })
    // Announced before anybody else may add to the same world.
    this.#announce(before)
    const said = await answering
    if (ours && said.status < 300)
      this.#complain(this.#spec?.answer(endpoint.method, url.pathname, said.status, said.body))
    return said
  }

  /** What the account does comes back to it as events. */
  #announce(before: { posts: number; dms: number }): void {
    const { posts, dms } = this.world
    const post = posts[before.posts]
    const dm = dms[before.dms]
    if (post !== undefined) {
      const made = { ...post, text: this.alters(post.text) }
      posts[before.posts] = made
      this.#onOurs?.({ post: made })
      if (this.webhook) void this.tell('create', made)
    }
    if (dm !== undefined) {
      const made = { ...dm, text: this.alters(dm.text) }
      dms[before.dms] = made
      this.#onOurs?.({ dm: made })
      if (this.webhook) void this.delivery.event(dmEvent(this.world, this.account.id, [made]))
    }
  }

  #complain(wrong: readonly string[] | undefined): void {
    if (wrong) this.complaints.push(...wrong)
  }
}

const specs = new Map<string, OpenApi>()
function specOf(file: string): OpenApi {
  const spec = specs.get(file) ?? new OpenApi(file)
  specs.set(file, spec)
  return spec
}

function faulty(fault: Fault | undefined): Said | undefined {
  if (typeof fault !== 'object') return undefined
  const { status, title = 'Error', detail = 'Error' } = fault
  return { status, body: { type: 'about:blank', title, detail, status } }
}

function answer(response: ServerResponse, said: Said, headers: Record<string, string>, half = false): void {
  if (said.bytes) {
    response.writeHead(said.status, { ...headers, 'content-type': said.bytes.type }).end(said.bytes.data)
    return
  }
  const text = JSON.stringify(said.body ?? {})
  const type = said.status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8'
  response.writeHead(said.status, { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(text) })
  if (!half) return void response.end(text)
  response.write(text.slice(0, text.length / 2))
  setTimeout(() => response.destroy(), 20)
}
