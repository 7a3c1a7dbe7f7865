import type { Said } from '../asked.ts'
import type { Keys } from './oauth1.ts'

export const xClient = { id: 'client-id', secret: 'client-secret' }
/** What an authorisation of the account gives where nothing less is asked for. */
const all = 'tweet.read users.read tweet.write dm.read dm.write media.write offline.access'

const refused = (error: string, status = 400): Said => ({ status, body: { error, error_description: 'Refused.' } })

/** X's token endpoints: a refresh token is taken once and replaced, an access ends. */
export class Grants {
  /** OAuth 2 access tokens and what each may do. */
  readonly bearers = new Map<string, readonly string[]>()
  /** The app's own: https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/application-only */
  readonly apps = new Set<string>()
  /** Refresh tokens that X would take now. */
  readonly open = new Map<string, string>()
  /** Those it took already, to say so when one comes again. */
  readonly spent: string[] = []
  seconds = 7200
  /** How many were given. */
  given = 0

  /** The account gives the client leave, as in a browser: resolves with its first refresh token. */
  authorise(scopes = all): string {
    this.given += 1
    const refresh = `refresh-${this.given}`
    this.open.set(refresh, scopes)
    return refresh
  }

  /** Every access of every account ends now. */
  endAccess(): void {
    this.bearers.clear()
    this.apps.clear()
  }

  answer(path: string, form: URLSearchParams, header: string, keys: Keys): Said {
    const [, basic = ''] = /^Basic (.+)$/.exec(header) ?? []
    const [name, secret] = Buffer.from(basic, 'base64').toString().split(':')
    if (path === '/oauth2/token') {
      if (name !== keys.key || secret !== keys.secret) return refused('unauthorized_client', 403)
      if (form.get('grant_type') !== 'client_credentials') return refused('invalid_request')
      const access_token = `app-${this.apps.size + 1}-${Date.now()}`
      this.apps.add(access_token)
      return { status: 200, body: { token_type: 'bearer', access_token } }
    }
    if (name !== xClient.id || secret !== xClient.secret) return refused('unauthorized_client', 401)
    return this.#renew(form)
  }

  #renew(form: URLSearchParams): Said {
    const refresh = form.get('refresh_token') ?? ''
    const scope = this.open.get(refresh)
    if (form.get('grant_type') !== 'refresh_token' || scope === undefined) {
      this.spent.push(refresh)
      return refused('invalid_request')
    }
    this.open.delete(refresh)
    const refresh_token = this.authorise(scope)
    const access_token = `access-${this.given}`
    this.bearers.set(access_token, scope.split(' '))
    const offline = scope.includes('offline.access') && { refresh_token }
    return { status: 200, body: { token_type: 'bearer', expires_in: this.seconds, access_token, scope, ...offline } }
  }
}
