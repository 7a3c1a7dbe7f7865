import Koa from 'koa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DemoLetter, DemoMail } from '../../../web/demo/mailbox.ts'
import { drain, listen, serverOf } from '../../../web/http/edge/listen.ts'
import { framedByPlayground } from '../../../web/http/playground/framed.ts'
import { playgroundRoutes } from '../../../web/http/playground/index.ts'
import { createSite } from '../../../web/http/session/site.ts'

const letters: DemoLetter[] = []
const sent: DemoMail[] = []
const mailbox = {
  settings: () => ({}),
  letters: (address?: string) => letters.filter(({ recipient }) => recipient === address),
  write: async (mail: DemoMail) => {
    sent.push(mail)
    return '<id@x>'
  },
  close: async () => {},
}
const mail = { mailbox, channel: 'un/courriel', deskName: 'Service <un>', address: 'un.courriel@permanence.invalid' }
const app = new Koa()
app.silent = true
app.use(framedByPlayground())
app.use(playgroundRoutes({ site: createSite(), mail, assets: { of: () => ({ styles: [], scripts: [] }) } }).routes())
app.use((ctx) => {
  ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  ctx.body = 'page'
})
const server = serverOf(app)
let origin: string
beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
})
afterAll(() => drain(server))

const write = (fields: Record<string, string>, from = origin) =>
  fetch(`${origin}/playground/mail`, {
    method: 'POST',
    headers: { Origin: from },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
const page = async (query = '') => (await fetch(`${origin}/playground${query}`)).text()
const camille = 'camille.moreau@exemple.invalid'

describe('the playground', () => {
  test('shows chat and mail side by side, and the way to the console', async () => {
    const shown = await page()
    expect(shown).toContain('<iframe src="/parler"')
    expect(shown).toContain('href="/console"')
    expect(shown).toContain('Service &lt;un&gt;')
  })
  test('writes a real letter as an invented citizen', async () => {
    const answer = await write({ from: camille, subject: 'Vol', text: 'On a pris mon vélo' })
    expect(answer.status).toBe(303)
    expect(sent[0]).toMatchObject({ from: camille, to: mail.address, subject: 'Vol', text: 'On a pris mon vélo' })
    expect(await page(`?de=${camille}`)).toContain('On a pris mon vélo')
  })
  test('shows the answer, as text and nothing else, and lets the citizen reply in the thread', async () => {
    letters.push({
      at: new Date(),
      recipient: camille,
      letter: {
        from: { name: 'Service un', address: 'un.courriel+token@permanence.invalid' },
        subject: 'Re: Vol',
        messageId: '<m2@x>',
        references: ['<m1@x>'],
        text: 'Bonjour <script>alert(1)</script>',
      },
    })
    const list = await (await fetch(`${origin}/playground/letters?de=${camille}`)).text()
    expect(list).toContain('Bonjour &lt;script&gt;')
    expect(list).not.toContain('<script>')
    expect(await page(`?de=${camille}&repondre=${encodeURIComponent('<m2@x>')}`)).toContain('value="Re: Vol"')
    await write({ from: camille, subject: 'Re: Vol', text: 'Merci', answers: '<m2@x>' })
    expect(sent.at(-1)).toMatchObject({
      to: 'un.courriel+token@permanence.invalid',
      inReplyTo: '<m2@x>',
      references: ['<m1@x>', '<m2@x>'],
    })
  })
  test('each citizen has their own mailbox', async () => {
    expect(await page('?de=j.lefevre@exemple.invalid')).not.toContain('On a pris mon vélo')
    expect(await page('?de=someone@real.example')).toContain('camille')
  })
  test('does not write for another site, nor an empty letter', async () => {
    const before = sent.length
    await write({ from: camille, subject: 'x', text: 'y' }, 'https://evil.example')
    expect((await write({ from: camille, subject: ' ', text: '' })).status).toBe(422)
    expect(sent).toHaveLength(before)
  })
  test('may frame the chat page, and only that page', async () => {
    const policy = async (path: string) => (await fetch(origin + path)).headers.get('content-security-policy')
    expect(await policy('/parler')).toContain("frame-ancestors 'self'")
    expect(await policy('/infos')).toContain("frame-ancestors 'none'")
  })
})
