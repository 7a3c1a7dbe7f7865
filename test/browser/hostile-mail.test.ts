import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openBrowser } from '../browser.ts'
import { mail, multipart } from '../connectors/email/mails.ts'
import { type Product, startProduct } from '../product.ts'
import { freePort } from '../setup/dovecot.ts'
import { ask, signIn } from '../whole/client.ts'
import { channelsFile, push } from '../whole/mailed.ts'

/** Each tries to run, to load or to tell; a request that leaves names the host it would have reached. */
const bodies: readonly string[] = [
  '<script>alert(1)</script><scr<script>ipt>alert(2)</scr</script>ipt>',
  '<img src=x onerror=alert(3)><img src="http://pixel.example/1x1.gif" width=1 height=1>',
  '<img srcset="http://srcset.example/a 1x, http://srcset.example/b 2x">',
  '<style>@import url(http://import.example/a.css);body{background:url(http://css.example/a)}</style>',
  '<p style="background-image:url(http://style.example/a)">style</p><table background="http://bg.example/a"><tr><td>x</table>',
  '<link rel=stylesheet href=http://link.example/a.css><link rel=prefetch href=http://prefetch.example/><link rel=dns-prefetch href=//dns.example>',
  '<base href="http://base.example/"><a href="rien">relatif</a>',
  '<form action="http://form.example/" id=f><input name=a><button autofocus onfocus=alert(4)>x</button></form>',
  '<meta http-equiv=refresh content="0;url=http://refresh.example/">',
  '<iframe src="http://iframe.example/"></iframe><object data="http://object.example/"></object><embed src="http://embed.example/">',
  '<svg onload=alert(5)><image href="http://svg.example/a"/><use href="http://use.example/a#b"/><script>alert(6)</script></svg>',
  '<math><style><img src=x onerror=alert(7)></style></math><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(8)&gt;">',
  '<video src="http://video.example/a" autoplay poster="http://poster.example/a"></video><audio src="http://audio.example/a" autoplay></audio>',
  '<a href="javascript:alert(9)">clic</a><a href="data:text/html,<script>alert(10)</script>">clic</a><a ping="http://ping.example/" href="#">x</a>',
  '<noscript><p title="</noscript><img src=x onerror=alert(11)>"></noscript><template><img src="http://template.example/"></template>',
  '<details open ontoggle=alert(12)>x</details><marquee onstart=alert(13)>x</marquee><body onload=alert(14)>',
  '<input type=image src="http://input.example/a"><picture><source srcset="http://source.example/a"><img></picture>',
]
const subject = '<img src=x onerror=alert(20)><script>alert(21)</script>'
const name = '"<script>alert(22)</script>" '

let product: Product
let browser: Browser
let port: number

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-hostile-'))
  port = await freePort()
  const file = channelsFile(folder, { type: 'smtp', port }, await freePort())
  product = await startProduct({ mongo: inject('mongo'), folder, env: { CHANNELS_FILE: file } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

interface Record {
  readonly dialogs: string[]
  readonly left: string[]
}

async function enter(record: Record): Promise<Page> {
  const { Cookie } = await signIn(product.origin, 'sara', 'demo-sara-permanence')
  const [cookie = '', value = ''] = Cookie.split('=')
  const context = await browser.newContext({ locale: 'fr-FR' })
  await context.addCookies([{ name: cookie, value, url: product.origin }])
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    record.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  // Everything the browser asks for, in any frame; what would leave is written down and cut.
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url.startsWith(product.origin) || url.startsWith('data:')) return route.continue()
    record.left.push(url)
    return route.abort()
  })
  return page
}

it('A hostile mail opened by an agent runs nothing and asks nothing of the outside', async () => {
  for (const [index, body] of bodies.entries()) {
    const headers = ['Content-Type: text/html; charset=utf-8']
    const bytes = mail({
      from: `${name}<h${index}@ailleurs.example>`,
      subject,
      headers,
      body: `<p>Repère ${index}</p>${body}`,
    })
    expect(await push({ port, from: `h${index}@ailleurs.example`, bytes })).toMatch(/^250/)
  }
  const svg = multipart('mixed', [
    'Content-Type: text/html\r\n\r\n<p>Repère svg</p>',
    'Content-Type: image/svg+xml; name=a.svg\r\nContent-Disposition: inline; filename=a.svg\r\n\r\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(30)"><script>alert(31)</script><image href="http://file.example/a"/></svg>',
  ])
  await push({ port, from: 'svg@ailleurs.example', bytes: svg })
  const record: Record = { dialogs: [], left: [] }
  const page = await enter(record)
  const { Cookie } = await signIn(product.origin, 'sara', 'demo-sara-permanence')
  const { text } = await ask(product.origin, '/api/queue?view=all', { headers: { Cookie } })
  const { items } = JSON.parse(text) as { items: { id: string; channel: string }[] }
  const mails = items.filter(({ channel }) => channel === 'courriel')
  expect(mails).toHaveLength(bodies.length + 1)
  let framed = 0
  for (const { id } of mails) {
    // A page of its own for each: nothing that the one before left open helps.
    await page.goto('about:blank')
    await page.goto(`${product.origin}/console#/all/${id}`)
    await page.locator('.said', { hasText: 'Repère' }).first().waitFor()
    const formatting = page.locator('button.formatting').first()
    if ((await formatting.count()) === 0) continue
    await formatting.click()
    await page
      .frameLocator('iframe.formatted')
      .getByText(/Repère/)
      .waitFor()
    framed += 1
    await page.waitForTimeout(100)
  }
  expect(framed).toBeGreaterThan(bodies.length - 3)
  expect(record).toEqual({ dialogs: [], left: [] })
})

it('The recorder sees what a page without these walls would do', async () => {
  const record: Record = { dialogs: [], left: [] }
  const page = await enter(record)
  await page.setContent('<img src="http://pixel.example/1x1.gif"><img src=x onerror="alert(3)">')
  await page.waitForTimeout(300)
  expect(record.dialogs).toEqual(['3'])
  expect(record.left.some((url) => url.includes('pixel.example'))).toBe(true)
})

it('An attached drawing is a download, and runs nothing even when its address is opened', async () => {
  const { Cookie } = await signIn(product.origin, 'sara', 'demo-sara-permanence')
  const { text } = await ask(product.origin, '/api/queue?view=all', { headers: { Cookie } })
  const { items } = JSON.parse(text) as { items: { id: string }[] }
  let url = ''
  for (const { id } of items) {
    const talk = await ask(product.origin, `/api/conversations/${id}/messages?after=0`, { headers: { Cookie } })
    url ||= /\/files\/staff\/\w+\/\w+/.exec(talk.text)?.[0] ?? ''
  }
  const record: Record = { dialogs: [], left: [] }
  const page = await enter(record)
  const download = page.waitForEvent('download')
  await page.goto(`${product.origin}${url}`).catch(() => undefined)
  expect((await download).suggestedFilename()).toBe('a.svg')
  expect(record).toEqual({ dialogs: [], left: [] })
})
