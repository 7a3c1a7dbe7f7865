import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSite } from '../../../web/http/session/site.ts'
import { type OpenSite, openSite } from '../site.ts'

let site: OpenSite
let agent: Record<string, string>
beforeAll(async () => {
  site = await openSite()
  agent = await site.signIn()
})
afterAll(() => site.close())

describe('headers', () => {
  test.each(['/healthz', '/rien', '/api/me', '/api/queue?x=1'])('%s carries every guard', async (path) => {
    const { headers } = await fetch(site.origin + path, { headers: agent })
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
  test('the console is a page of our own files only', async () => {
    const answer = await fetch(`${site.origin}/console`)
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
  })
  test('over https the cookie is bound to the host and the browser told to stay on https', async () => {
    const secure = await openSite({ publicUrl: 'https://permanence.example' })
    const answer = await fetch(`${secure.origin}/api/session`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Requested-With': 'permanence',
        Origin: 'https://permanence.example',
      },
      body: JSON.stringify({ login: 'claire', password: 'juste' }),
    })
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000')
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-permanence=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    )
    await secure.close()
  })
  test('on this machine over http the cookie has no prefix', () => {
    expect(agent['Cookie']).toMatch(/^permanence=/)
  })
  test('health says ready, then draining, and nothing else', async () => {
    const other = await openSite()
    expect(await (await fetch(`${other.origin}/healthz`)).json()).toEqual({ state: 'ready' })
    other.drainState()
    const answer = await fetch(`${other.origin}/healthz`)
    expect([answer.status, await answer.json()]).toEqual([503, { state: 'draining' }])
    await other.close()
  })
})

describe('writes from elsewhere', () => {
  const write = (headers: Record<string, string>) =>
    fetch(`${site.origin}/api/conversations/known/read`, { method: 'POST', headers, body: '{"seq":1}' })
  test('ours passes', async () => {
    expect((await write(agent)).status).toBe(204)
    expect((await write({ ...agent, Origin: site.origin })).status).toBe(204)
  })
  test('without our header it is refused', async () => {
    const { 'X-Requested-With': _, ...bare } = agent
    expect((await write(bare)).status).toBe(403)
  })
  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost.evil.example'])(
    'from %s it is refused',
    async (origin) => {
      expect((await write({ ...agent, Origin: origin })).status).toBe(403)
    },
  )
  test('only the public address counts when there is one; a forged Host or proxy header changes nothing', () => {
    const { allows } = createSite('https://permanence.example')
    const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    expect(allows({ ...forged, origin: 'https://evil.example' })).toBe(false)
    expect(allows({ host: 'evil.example', origin: 'https://permanence.example' })).toBe(true)
    expect(allows({ host: 'localhost:1', origin: 'http://localhost:1' })).toBe(false)
  })
  test('the widget may be called by any site, and never with cookies', async () => {
    const asked = await fetch(`${site.origin}/chat/un/discussion/start`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://mairie.example', 'Access-Control-Request-Method': 'POST' },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
    const answer = await fetch(`${site.origin}/chat/messages?after=x`, {
      headers: { Origin: 'https://mairie.example' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })
})
