import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TwitterApi } from 'twitter-api-v2'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { directAgent } from '../../../connectors/x/api/agent.ts'
import { webhookAt } from '../../simulators/x/delivery.ts'
import { findSpec, OpenApi } from '../../simulators/x/openapi.ts'
import { refuse } from '../../simulators/x/sign/oauth1.ts'
import { XSimulator, xKeys } from '../../simulators/x/x-simulator.ts'

describe('the simulated X', () => {
  let simulator: XSimulator
  let connect = ''
  const { key: appKey, secret: appSecret, token: accessToken, tokenSecret: accessSecret } = xKeys
  const client = (more: object = {}) =>
    new TwitterApi({ appKey, appSecret, accessToken, accessSecret, ...more }, { httpAgent: directAgent(connect) }).v2
  const status = (asking: Promise<unknown>): Promise<unknown> =>
    asking.then(
      () => 200,
      (error: { code?: number }) => error.code,
    )

  beforeEach(async () => {
    simulator = new XSimulator()
    connect = await simulator.listen()
  })
  afterEach(() => simulator.close())

  test('answers the client library’s own methods', async () => {
    expect((await client().me()).data.username).toBe('PoliceLocale')
    simulator.spelling = 'tweet'
    simulator.userMentions('citoyenne', 'bonjour')
    const mentions = await client().userMentionTimeline(simulator.account.id, { max_results: 5 })
    expect(mentions.data.data.map(({ text }) => text)).toEqual(['@PoliceLocale bonjour'])
  })

  test('says 501 to any other call, and remembers it', async () => {
    expect(await status(client().get('tweets/search/recent', { query: 'police' }))).toBe(501)
    expect(simulator.complaints).toEqual(['GET api.x.com/2/tweets/search/recent is not part of this simulator'])
  })

  test.each([
    ['another consumer secret', { appSecret: 'x' }],
    ['another token secret', { accessSecret: 'x' }],
    ['another token', { accessToken: 'x' }],
    ['another app', { appKey: 'x' }],
  ])('refuses %s', async (_, keys) => {
    expect(await status(client(keys).me())).toBe(401)
  })

  test('agrees with RFC 5849 on a signature, and takes none twice', () => {
    // The worked example of https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature
    const url = new URL('https://api.x.com/1.1/statuses/update.json?include_entities=true')
    url.searchParams.set('status', 'Hello Ladies + Gentlemen, a signed OAuth request!')
    const header =
      'OAuth oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", oauth_nonce="kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", oauth_signature="Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318622958", oauth_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", oauth_version="1.0"'
    const keys = {
      key: 'xvz1evFS4wEEPTGEFPHBog',
      secret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
      tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
    }
    const seen = new Set<string>()
    const now = 1_318_622_958_000
    expect(refuse({ method: 'POST', url, header }, keys, now, seen)).toBeUndefined()
    expect(refuse({ method: 'POST', url, header }, keys, now, seen)).toBe('nonce')
    expect(refuse({ method: 'GET', url, header }, keys, now, new Set())).toBe('signature')
    expect(refuse({ method: 'POST', url, header }, keys, now + 600_000, new Set())).toBe('timestamp')
  })

  test('holds OAuth 2 tokens to their scopes', async () => {
    simulator.grants.bearers.set('reader', ['tweet.read', 'users.read'])
    const reader = new TwitterApi('reader', { httpAgent: directAgent(connect) }).v2
    expect(await status(reader.me())).toBe(200)
    expect(await status(reader.listDmEvents())).toBe(403)
    expect(await status(new TwitterApi('nobody', { httpAgent: directAgent(connect) }).v2.me())).toBe(401)
  })

  test('refuses a post of more than 280 and an answer to who summoned nobody', async () => {
    const summons = simulator.userMentions('citoyenne', 'bonjour')
    const other = simulator.world.addPost(summons.author, 'autre chose', {})
    expect(await status(client().reply('a'.repeat(281), summons.id))).toBe(400)
    expect(await status(client().reply('bonjour', other.id))).toBe(403)
    expect(await status(client().reply('bonjour', summons.id))).toBe(200)
  })

  test('keeps budgets, tells them, and refuses beyond', async () => {
    simulator.limits.set('me', 2)
    const { rateLimit } = await client().get('users/me', {}, { fullResponse: true })
    expect(rateLimit).toMatchObject({ limit: 2, remaining: 1 })
    await client().me()
    expect(await status(client().me())).toBe(429)
  })

  test('calls a webhook over HTTP: the challenge, then signed events until they are answered 200', async () => {
    const heard: string[] = []
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      const token = new URL(`http://x${request.url}`).searchParams.get('crc_token')
      if (token !== null) return response.end(JSON.stringify({ response_token: simulator.delivery.sign(token) }))
      heard.push(String(request.headers['x-twitter-webhooks-signature'] === simulator.delivery.sign(body)))
      response.writeHead(heard.length < 3 ? 503 : 200).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    simulator.webhook = webhookAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/un/x`)
    expect(await simulator.delivery.challenge()).toBe(true)
    expect(await simulator.event('dm.received', {})).toBe(true)
    expect(heard).toEqual(['true', 'true', 'true'])
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  test('finds what the published description does not foresee, where there is a copy of it', () => {
    const spec = findSpec()
    if (spec === undefined) return expect(process.env['X_OPENAPI_SPEC'] ?? '').toBe('')
    const api = new OpenApi(spec)
    const ask = (query: string, body: unknown = undefined, method = 'GET', path = '/2/users/42/mentions') =>
      api.request(method, path, new URLSearchParams(query), body)
    expect(ask('since_id=1&post.fields=conversation_id,created_at&expansions=author_id')).toEqual([])
    expect(ask('tweet.fields=conversation_id,referenced_tweets')).toEqual([])
    expect(ask('since=1')).toEqual(['since is no parameter of /2/users/42/mentions'])
    expect(ask('max_results=1000')).toEqual(['max_results: above 100'])
    expect(ask('post.fields=nonsense')).toEqual(['post.fields.0: nonsense is not foreseen'])
    expect(ask('', { text: 'a', reply_to: '1' }, 'POST', '/2/tweets')).toEqual(['body.reply_to is not foreseen'])
    expect(ask('', { media: { media_ids: [1] } }, 'POST', '/2/tweets')).toEqual(['body.media.media_ids.0: no text'])
    expect(api.answer('POST', '/2/tweets', 201, { data: { id: '1' } })).toEqual(['answer.data.text is missing'])
    expect(api.answer('POST', '/2/tweets', 200, {})).toHaveLength(1)
  })
})
