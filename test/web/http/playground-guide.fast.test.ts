import Koa from 'koa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPreview } from '../../../bot/index.ts'
import type { Desk } from '../../../inbox/index.ts'
import { drain, listen, serverOf } from '../../../web/http/edge/listen.ts'
import type { Guides } from '../../../web/http/playground/guide/tried.ts'
import { playgroundRoutes } from '../../../web/http/playground/index.ts'
import { createSite } from '../../../web/http/session/site.ts'
import { deskOf } from '../../bot/door.ts'
import { capabilitiesOf, isHere } from '../../bot/wires.ts'

const assets = { of: () => ({ styles: [], scripts: [] }) }
const servers: ReturnType<typeof serverOf>[] = []
async function serve(guides?: Guides): Promise<string> {
  const app = new Koa()
  app.silent = true
  app.use(playgroundRoutes({ site: createSite(), mail: undefined, assets, ...(guides && { guides }) }).routes())
  const server = serverOf(app)
  servers.push(server)
  return `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}/playground`
}

let origin: string
beforeAll(async () => {
  const desks = await Promise.all(['brigade-numerique', 'commissariat-numerique'].map(deskOf))
  const play = new Map(await Promise.all(desks.map(async (desk) => [desk.id, await openPreview(desk)] as const)))
  origin = await serve({
    desks: [...desks, { ...(desks[0] as Desk), id: 'sans-guide' }],
    preview: ({ id }) => play.get(id),
    channels: ({ channels }) =>
      channels
        .filter(({ kind }) => isHere(kind))
        .map(({ id, kind }) => ({ id, name: id, capabilities: capabilitiesOf(kind) })),
  })
})
afterAll(() => Promise.all(servers.map(drain)))

const PLAIN: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
/** What a page carries along, and what each side shows. */
function read(html: string) {
  const carried = /name="tried" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const [, rest = ''] = html.split('id="fr"')
  const [fr = '', en = ''] = rest.split('id="en"')
  return { tried: carried.replace(/&\w+;|&#39;/g, (sign) => PLAIN[sign] ?? sign), fr, en, html }
}
const look = async (query = '') => read(await (await fetch(`${origin}/guide${query}`)).text())
const send = (fields: Record<string, string>, from = new URL(origin).origin) =>
  fetch(`${origin}/guide`, { method: 'POST', headers: { Origin: from }, body: new URLSearchParams(fields) })
const press = async (fields: Record<string, string>) => read(await (await send(fields)).text())
const chat = { desk: 'brigade-numerique', channel: 'discussion' }

describe('trying a guide in the playground', () => {
  test('shows both languages side by side, and only desks that have a guide', async () => {
    const { fr, en, html } = await look()
    expect(fr).toContain('Je suis victime')
    expect(en).toContain('I am a victim')
    expect(html).not.toContain('sans-guide')
    expect(await (await fetch(origin)).text()).toContain('href="/playground/guide"')
  })
  test('a choice is pressed in both languages, words are said in one', async () => {
    const first = await press({ ...chat, language: 'fr', choice: 'victime', tried: (await look()).tried })
    expect(first.fr).toContain('Je suis désolé')
    expect(first.en).toContain('I am sorry')
    const second = await press({ ...chat, language: 'en', text: 'my wallet was stolen', tried: first.tried })
    expect(second.en).toContain('Theft: file a complaint')
    expect(second.fr).not.toContain('>my wallet')
  })
  test('what an agent would read is shown, and the talk ends there', async () => {
    const { fr, en } = await press({ ...chat, language: 'fr', text: 'il est derrière la porte', tried: '' })
    expect(fr).toContain('said danger')
    expect(fr).toMatch(/prend la suite \(danger\)/)
    expect(fr).not.toContain('<textarea')
    expect(en).toContain('<textarea')
  })
  test('each channel of the desk, as it would carry it', async () => {
    const { fr, html } = await look('?desk=commissariat-numerique&channel=courriel')
    expect(html).toContain('value="courriel" selected')
    expect(fr).not.toContain('assistant automatique')
    const answered = await press({
      desk: 'commissariat-numerique',
      channel: 'courriel',
      language: 'fr',
      text: 'Bonjour',
    })
    expect(answered.fr).toContain('1. Je suis victime')
  })
  test('what is typed is text and nothing else', async () => {
    const { html } = await press({ ...chat, language: 'fr', text: '<script>alert(1)</script> "\'' })
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>alert')
  })
  test('nothing is stored: the next page that asks without carrying anything is a beginning', async () => {
    await press({ ...chat, language: 'fr', text: 'procuration pour voter' })
    const { html, tried } = await look()
    expect(html).not.toContain('procuration')
    expect(tried).toBe('{"fr":[],"en":[]}')
  })
  test.each(['{', '[]', '{"fr":[{"text":1}],"en":[]}', `{"fr":[${'{"text":"a"},'.repeat(70)}{"text":"a"}],"en":[]}`])(
    'a page that carries %j begins anew',
    async (tried) => {
      const answer = await send({ ...chat, language: 'fr', text: 'bonjour', tried })
      expect(answer.status).toBe(200)
      expect(JSON.parse(read(await answer.text()).tried)).toEqual({ fr: [{ text: 'bonjour' }], en: [] })
    },
  )
  test('not for another site, and not where no guide is given', async () => {
    expect((await send({ ...chat, text: 'x' }, 'https://evil.example')).ok).toBe(false)
    const bare = await serve()
    expect((await fetch(`${bare}/guide`)).status).toBe(404)
    expect(await (await fetch(bare)).text()).not.toContain('/playground/guide')
  })
})
