import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createErrorPage } from '../../../web/http/portal/index.ts'
import { pageEn } from '../../../web/http/portal/words/en.ts'
import { pageFr } from '../../../web/http/portal/words/fr.ts'
import { chatEn } from '../../../web/ui/shared/words/chat-en.ts'
import { chatFr } from '../../../web/ui/shared/words/chat-fr.ts'
import { hostile, portal, serve, talkOf } from './site.ts'

const pages = ['/', '/parler', '/infos', '/infos/vol', '/urgence', '/plan', '/accessibilite', '/donnees', '/traces']
const english = (page: string) => (page === '/' ? '/en' : `/en${page}`)

let site: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  site = await serve(portal())
})
afterAll(() => site.close())

describe.each(pages.flatMap((page) => [page, english(page)]))('the page %s', (page) => {
  it('is whole, light, in its language, with the numbers and the exit on it', async () => {
    const answer = await fetch(site.url + page)
    const text = await answer.text()
    expect(answer.status).toBe(200)
    expect(text).toContain(page.startsWith('/en') ? '<html lang="en">' : '<html lang="fr">')
    expect(text).not.toMatch(/undefined|\[object|\{\w+\}/)
    expect(text).toContain('href="tel:17"')
    expect(text).toContain('href="/sortie"')
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(gzipSync(text).length).toBeLessThan(15_000)
  })

  it('runs and wears nothing inline, keeps nothing, sets no cookie', async () => {
    const answer = await fetch(site.url + page)
    const text = await answer.text()
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  it('leads only to pages that exist', async () => {
    const text = await (await fetch(site.url + page)).text()
    const links = [...text.matchAll(/(?:href|action)="(\/[^"#]*)"/g)].map((match) => match[1] ?? '')
    for (const link of new Set(links.filter((one) => !one.startsWith('/assets/')))) {
      const { status } = await fetch(site.url + link, { redirect: 'manual' })
      expect([200, 303], link).toContain(status)
    }
  })
})

it('knows every text in both languages, with the same blanks', () => {
  const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  for (const [french, other] of [
    [pageFr, pageEn],
    [chatFr, chatEn],
  ] as const) {
    expect(Object.keys(other).sort()).toEqual(Object.keys(french).sort())
    for (const [key, text] of Object.entries(french)) {
      const translated = (other as Record<string, string>)[key] ?? ''
      expect(translated.trim(), key).not.toBe('')
      expect(blanks(translated), key).toEqual(blanks(text))
    }
  }
})

it('shows hostile words as words, wherever they come from', async () => {
  const words = { fr: hostile, en: hostile }
  const bad = await serve(
    portal({
      sheets: () => [{ id: 'vol', title: words, body: words, url: `javascript:${hostile}`, verified: hostile }],
      greeting: async () => ({ text: hostile, choices: [{ id: hostile, label: hostile }] }),
      conversation: async () => talkOf(hostile),
    }),
  )
  for (const page of ['/', '/infos', '/infos/vol', '/parler', `/parler?sujet=${encodeURIComponent(hostile)}`]) {
    const text = await (await fetch(bad.url + page, { headers: { Cookie: 'talk=T' } })).text()
    expect(text).not.toMatch(/<script>|<img|href="javascript:/)
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('NOTE')
  }
  await bad.close()
  const page = createErrorPage(portal())({ status: 400, code: hostile, sentence: hostile, language: 'fr' })
  expect(page).not.toMatch(/<script>|<img/)
})

it('keeps the invented town out of production, and under its own strict policy', async () => {
  const demo = await fetch(`${site.url}/demo`)
  expect(demo.headers.get('content-security-policy')).toContain('script-src http://localhost:1')
  expect(await demo.text()).toContain('data-channel="brigade/discussion"')
  const real = await serve(portal({ demo: false }))
  expect((await fetch(`${real.url}/demo`)).status).toBe(404)
  expect(await (await fetch(real.url)).text()).not.toContain('démonstration')
  await real.close()
})
