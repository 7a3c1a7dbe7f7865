/** One request of another party's server to a channel's webhook address. */
export interface HookRequest {
  readonly method: 'GET' | 'POST'
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body as it came: signatures are over these bytes. */
  readonly body: Uint8Array
}

export interface HookAnswer {
  readonly status: 200 | 400 | 401 | 403 | 404
  readonly type?: 'text/plain' | 'application/json'
  readonly body?: string
}

/**
 * Where other parties' servers reach us: the web hands each request over and sends back what the connector says.
 * A handler that throws Unavailable becomes 503, so that the sender tries again. channel is `desk/channel`.
 */
export interface HookWire {
  /** The public address of a channel, which a network may be told; undefined where there is none that a network would take. */
  address(channel: string): string | undefined
  listen(channel: string, answer: (request: HookRequest) => Promise<HookAnswer>, signal: AbortSignal): void
}
