/** The product's settings, checked, with paths made absolute. */
export interface Settings {
  readonly production: boolean
  readonly demo: boolean
  readonly port: number
  readonly host: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  /** Where the quick exit leads. */
  readonly exitUrl: string
  readonly trustedProxies: readonly string[]
  readonly dataDir: string
  readonly mongodbUri: string | undefined
  readonly database: string
  readonly mongodPath: string | undefined
  readonly mongodArgs: readonly string[]
  readonly keyringFile: string
  readonly desksDir: string
  readonly channelsFile: string | undefined
  /** host:port that stands between us and a network's API, by network. */
  readonly reach: { readonly x?: string; readonly facebook?: string }
  readonly reachAllowed: boolean
  readonly sessionHours: number
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent'
}
