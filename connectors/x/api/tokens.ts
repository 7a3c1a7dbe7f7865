import { createHash } from 'node:crypto'
import type { Secrets } from '../../../inbox/contract.ts'
import { asObject, asText, parseJson } from '../read/json.ts'
import { Trouble } from './trouble.ts'

/** https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code: what our calls ask for, and the leave to renew. */
const needed = [
  'tweet.read',
  'users.read',
  'tweet.write',
  'dm.read',
  'dm.write',
  'media.write',
  'offline.access',
] as const

interface Kept {
  /** Whose: the token that the operator wrote. Another one written later begins anew. */
  readonly of: string
  readonly access: string
  readonly refresh: string
  readonly ends: number
  readonly lacks: readonly string[]
}

export interface Renewed {
  readonly access: string
  readonly refresh: string
  readonly seconds: number
  readonly scopes: readonly string[]
}

/** Renewed so long before its end: a call that leaves now must still be signed when it arrives. */
const EARLY = 5 * 60_000
const NAME = 'oauth2'

/** One renewal at a time for each token: the second would spend one that is spent already. */
const under = new Map<string, Promise<Kept>>()

export interface TokenParts {
  /** The refresh token as the operator wrote it. */
  readonly written: string
  readonly secrets: Secrets
  readonly renew: (refresh: string) => Promise<Renewed>
  readonly told: (ends: Date, lacks: readonly string[]) => void
}

/**
 * An account's OAuth 2 access, which ends after two hours, and its refresh token, which X takes once and replaces: the new
 * one is stored, sealed, before it is used. Were it lost between X and the disk, only a new authorisation helps.
 */
export class Tokens {
  readonly #parts: TokenParts
  readonly #of: string
  #kept: Kept | undefined
  #unsaved = false
  #dead = ''

  constructor(parts: TokenParts) {
    this.#parts = parts
    this.#of = createHash('sha256').update(`permanence x ${parts.written}`).digest('base64url')
  }

  async access(): Promise<string> {
    if (this.#kept === undefined) this.#take(await this.#load())
    if (this.#unsaved) await this.#save().catch(() => undefined)
    if (!this.#good(this.#kept)) this.#take(await this.#renewed())
    return this.#kept?.access ?? ''
  }

  /** X no longer takes this access token: another is asked for before the next call. */
  refused(access: string): void {
    this.#dead = access
  }

  /** What our calls need and this access does not allow. */
  get lacks(): readonly string[] {
    return this.#kept?.lacks ?? []
  }

  #good(kept: Kept | undefined): boolean {
    return kept !== undefined && kept.access !== this.#dead && kept.ends - EARLY > Date.now()
  }

  #take(kept: Kept | undefined): void {
    if (kept === undefined) return
    this.#kept = kept
    this.#parts.told(new Date(kept.ends), kept.lacks)
  }

  async #load(): Promise<Kept | undefined> {
    const text = await this.#parts.secrets.load(NAME)
    if (text === undefined) return undefined
    const read = asObject(parseJson(text))
    if (asText(read['of']) !== this.#of) return undefined
    return read as unknown as Kept
  }

  async #save(): Promise<void> {
    await this.#parts.secrets.save(NAME, JSON.stringify(this.#kept))
    this.#unsaved = false
  }

  #renewed(): Promise<Kept> {
    const running = under.get(this.#of)
    if (running !== undefined) return running
    const work = this.#renew().finally(() => under.delete(this.#of))
    under.set(this.#of, work)
    return work
  }

  async #renew(): Promise<Kept> {
    // Another hand (a check of the settings) may have renewed it meanwhile.
    const stored = await this.#load()
    if (!this.#unsaved && this.#good(stored) && stored !== undefined) return stored
    const last = this.#unsaved ? this.#kept : stored
    const { access, refresh, seconds, scopes } = await this.#parts.renew(last?.refresh ?? this.#parts.written)
    if (access === '' || refresh === '') throw new Trouble('refused', 'token')
    const lacks = needed.filter((scope) => !scopes.includes(scope))
    this.#kept = { of: this.#of, access, refresh, ends: Date.now() + seconds * 1000, lacks }
    this.#unsaved = true
    // Not stored now: stored before the next call, and good until then.
    await this.#save().catch(() => undefined)
    return this.#kept
  }
}
