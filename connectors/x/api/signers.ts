import type { TwitterApi } from 'twitter-api-v2'
import type { Secrets } from '../../../inbox/contract.ts'
import type { XConfig } from '../config.ts'
import { asObject, asText, type Json } from '../read/json.ts'
import { directAgent } from './agent.ts'
import { type Renewed, Tokens } from './tokens.ts'
import { type AskError, troubleOf } from './trouble.ts'

/** In whose name a call is made: the account's, or the app's own. */
export type Signer = 'account' | 'app'

export interface Signers {
  /** OAuth 2: some of X's doors open to it alone, others to OAuth 1.0a alone. */
  readonly bearer: boolean
  client(as: Signer): Promise<TwitterApi>
  /** X did not take the signature (401). True when another may be tried. */
  refused(as: Signer): boolean
  /** What the account's access does not allow and our calls need. */
  lacks(): readonly string[]
}

type Told = (ends: Date, lacks: readonly string[]) => void

/** A question of tokens that X refuses means a dead token, whatever number it answers with. */
const ofTokens = (error: unknown) => troubleOf(error as AskError, 'token')

/** The library is loaded here and not before: who has no X channel does not pay for it. */
export async function signersOf(
  config: XConfig,
  secrets: Secrets,
  connect: string | undefined,
  told: Told,
): Promise<Signers> {
  const { TwitterApi } = await import('twitter-api-v2')
  const settings = connect === undefined ? {} : { httpAgent: directAgent(connect) }
  const { app, user, oauth2 } = config
  const appKeys = { appKey: app.key, appSecret: app.secret }
  const account =
    oauth2 === undefined
      ? fixed(
          new TwitterApi({ ...appKeys, accessToken: user?.token ?? '', accessSecret: user?.secret ?? '' }, settings),
        )
      : byTokens(
          new Tokens({
            written: oauth2.refreshToken,
            secrets,
            told,
            renew: async (refresh) => {
              const { clientId, clientSecret } = oauth2
              const asker = new TwitterApi({ clientId, clientSecret }, settings)
              // The library's own way writes JSON where the published description wants a form.
              const form = { grant_type: 'refresh_token', refresh_token: refresh, client_id: clientId }
              const how = { forceBodyMode: 'url' as const }
              const said = await asker.v2.post('oauth2/token', form, how).catch((error: unknown) => {
                throw ofTokens(error)
              })
              return renewedOf(asObject(said))
            },
          }),
          (access) => new TwitterApi(access, settings),
        )
  let appOnly: Promise<TwitterApi> | undefined
  return {
    bearer: oauth2 !== undefined,
    async client(as) {
      if (as === 'account') return account.client()
      appOnly ??= new TwitterApi(appKeys, settings).appLogin().catch((error: unknown) => {
        appOnly = undefined
        throw ofTokens(error)
      })
      return appOnly
    },
    refused(as) {
      if (as === 'account') return account.refused()
      const tried = appOnly !== undefined
      appOnly = undefined
      return tried
    },
    lacks: account.lacks,
  }
}

const renewedOf = (said: Json): Renewed => ({
  access: asText(said['access_token']),
  refresh: asText(said['refresh_token']),
  seconds: Number(said['expires_in']) || 0,
  scopes: asText(said['scope']).split(' '),
})

interface Account {
  client(): Promise<TwitterApi>
  refused(): boolean
  lacks(): readonly string[]
}

/** OAuth 1.0a: the keys do not end, and a refused one is refused for good. */
const fixed = (client: TwitterApi): Account => ({
  client: async () => client,
  refused: () => false,
  lacks: () => [],
})

function byTokens(tokens: Tokens, clientOf: (access: string) => TwitterApi): Account {
  let last: { readonly access: string; readonly client: TwitterApi } | undefined
  return {
    async client() {
      const access = await tokens.access()
      if (last?.access !== access) last = { access, client: clientOf(access) }
      return last.client
    },
    refused() {
      if (last !== undefined) tokens.refused(last.access)
      return last !== undefined
    },
    lacks: () => tokens.lacks,
  }
}
