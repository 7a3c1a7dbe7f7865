import { describe, expect, it } from 'vitest'
import type { PortalOptions, PortalSaid } from '../../../web/http/portal/index.ts'
import { portal, serve, talkOf } from './site.ts'

async function withSite(more: Partial<PortalOptions>, work: (url: string) => Promise<void>) {
  const site = await serve(portal(more))
  try {
    await work(site.url)
  } finally {
    await site.close()
  }
}

const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${url}/parler`, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })

describe('the chat without JavaScript', () => {
  it('stores the message, sets its only cookie, and goes back to the page', async () => {
    const said: unknown[] = []
    const say: PortalOptions['say'] = async (...all) => {
      said.push(all)
      return { ticket: 'T 1;é', ack: { ok: true, seq: 1, duplicate: false } }
    }
    await withSite({ say }, async (url) => {
      const answer = await post(url, { id: 'abc', texte: ' on a volé\r\nmon vélo ' })
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe('/parler')
      expect(answer.headers.get('set-cookie')).toBe('talk=T%201%3B%C3%A9; Path=/; HttpOnly; SameSite=Strict')
      expect(said).toEqual([['brigade/discussion', undefined, { clientId: 'abc', text: 'on a volé\nmon vélo' }]])
    })
  })

  it('uses a __Host- cookie on https', async () => {
    await withSite({ publicUrl: 'https://permanence.example' }, async (url) => {
      const cookie = (await post(url, { texte: 'bonjour' })).headers.get('set-cookie')
      expect(cookie).toMatch(/^__Host-talk=.*; Secure$/)
    })
  })

  it('goes on with the conversation of the cookie, and shows it with a way to refresh', async () => {
    const tickets: (string | undefined)[] = []
    const say: PortalOptions['say'] = async (_, ticket) => {
      tickets.push(ticket)
      return { ticket: 'T', ack: { ok: true, seq: 5, duplicate: false } }
    }
    await withSite({ say, conversation: async () => talkOf('Bonjour') }, async (url) => {
      const answer = await post(url, { texte: 'suite' }, { Cookie: 'talk=T%201' })
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(tickets).toEqual(['T 1'])
      const page = await (await fetch(`${url}/parler`, { headers: { Cookie: 'talk=T%201' } })).text()
      expect(page).toContain('role="log"')
      expect(page).toContain('Actualiser')
      expect(page).not.toContain('data-channel')
    })
  })

  it('does not trust a cookie that is nobody’s', async () => {
    await withSite({}, async (url) => {
      const answer = await post(url, { texte: 'bonjour' }, { Cookie: 'talk=%E0%A4%A' })
      expect(answer.status).toBe(303)
      expect(answer.headers.get('set-cookie')).toContain('talk=')
    })
  })

  it('gives the words back when the inbox is away in the middle of a conversation', async () => {
    const ack = { ok: false, code: 'unavailable', sentence: 'Votre message n’est pas parti.' } as const
    const conversation = () => Promise.reject(new Error('away'))
    await withSite({ conversation, say: async (_, ticket) => ({ ticket: ticket ?? 'NEW', ack }) }, async (url) => {
      const answer = await post(url, { texte: 'mes mots à garder' }, { Cookie: 'talk=T%201' })
      const page = await answer.text()
      expect(page).toContain('mes mots à garder')
      expect(page).toContain('Votre message n’est pas parti.')
      expect(answer.headers.get('set-cookie')).toBeNull()
    })
  })

  it('gives refused words back in the box, with the reason', async () => {
    const ack = { ok: false, code: 'too-long', sentence: 'Raccourcissez.' } as const
    await withSite({ say: async () => ({ ticket: 'T', ack }) }, async (url) => {
      const answer = await post(url, { texte: 'mes <mots>' })
      const page = await answer.text()
      expect(answer.status).toBe(422)
      expect(page).toContain('Raccourcissez.')
      expect(page).toContain('mes &lt;mots&gt;</textarea>')
      expect(answer.headers.get('set-cookie')).toBeNull()
    })
  })

  it('says a pressed choice with its own words', async () => {
    const said: PortalSaid[] = []
    const say: PortalOptions['say'] = async (_, __, message) => {
      said.push(message)
      return { ticket: 'T', ack: { ok: true, seq: 1, duplicate: false } }
    }
    await withSite({ say }, async (url) => {
      await post(url, { id: 'x', choix: 'report', texte: '' })
      expect(said[0]).toEqual({ clientId: 'x', text: 'Signaler', choice: 'report' })
    })
  })

  it('refuses what another site sends, and what is too large', async () => {
    await withSite({}, async (url) => {
      expect((await post(url, { texte: 'x' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
      expect((await post(url, { texte: 'x' }, { Origin: 'https://ailleurs.example' })).status).toBe(403)
      expect((await post(url, { texte: 'x'.repeat(70_000) })).status).toBe(413)
    })
  })
})

it('leaves in one gesture: a neutral site, and nothing kept', async () => {
  await withSite({}, async (url) => {
    const link = await fetch(`${url}/sortie`, { redirect: 'manual' })
    expect(link.status).toBe(303)
    expect(link.headers.get('location')).toBe('https://meteofrance.com/')
    expect(link.headers.get('clear-site-data')).toBe('"cookies", "storage"')
    expect(link.headers.get('set-cookie')).toContain('Max-Age=0')
    const beacon = await fetch(`${url}/sortie`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } })
    expect(beacon.headers.get('clear-site-data')).toBeNull()
  })
})
