import type { Hooks } from './hooks/hooks.ts'
import type { Spelling } from './shapes.ts'
import type { World } from './world.ts'

/** What an endpoint sees of a request that was let through. */
export interface Asked {
  readonly world: World
  readonly account: string
  readonly spelling: Spelling
  readonly query: URLSearchParams
  readonly path: readonly string[]
  readonly body: Readonly<Record<string, unknown>>
  readonly raw: Buffer
  /** Who takes messages from everyone. */
  readonly openTo: ReadonlySet<string>
  readonly hooks: Hooks
  /** The app itself asks, in nobody's name. */
  readonly asApp: boolean
  /** Asks the webhook its challenge. */
  readonly challenge: () => Promise<boolean>
  /** Where uploads wait to be used. */
  readonly uploads: Map<string, { type: string; bytes: Buffer; size: number }>
}

export interface Said {
  readonly status: number
  readonly body?: unknown
  readonly bytes?: { readonly type: string; readonly data: Buffer }
}

export interface Endpoint {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: RegExp
  /** Calls in a quarter of an hour: https://docs.x.com/x-api/fundamentals/rate-limits */
  readonly limit: number
  /** What an OAuth 2 token must allow; 'app': for the app's own token and no other. */
  readonly scopes: readonly string[]
  readonly answer: (asked: Asked) => Said | Promise<Said>
}
