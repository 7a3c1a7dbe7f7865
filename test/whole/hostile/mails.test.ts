import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { hostileMails } from '../../connectors/email/hostile.ts'
import { mail, multipart } from '../../connectors/email/mails.ts'
import { type Product, startProduct } from '../../product.ts'
import { freePort } from '../../setup/dovecot.ts'
import { type ScriptedSmtp, startSmtp } from '../../setup/smtp.ts'
import { ask, signIn, ticketOf, write } from '../client.ts'
import { box, channelsFile, each, push, until } from '../mailed.ts'

let product: Product
let away: ScriptedSmtp
let port: number
let client: mongoose.mongo.MongoClient
let db: mongoose.mongo.Db
let sara: Record<string, string>
const database = `mails_${process.pid}`

const send = (from: string, bytes: Uint8Array, to = box) => push({ port, from, bytes, to })
const stored = () => db.collection('messages').countDocuments({ dir: 'in' })
const answersTo = (address: string) => away.taken.filter(({ to }) => to.includes(address))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface Shown {
  readonly id: string
  readonly subject?: string
  readonly contact: { readonly address?: string; readonly name?: string }
}
interface Said {
  readonly seq: number
  readonly text: string
  readonly html?: string
  readonly sender?: string
  readonly author: { readonly type: string }
  readonly flags?: { readonly defects?: string[] }
  readonly files: { readonly id: string; readonly name: string; readonly url: string }[]
}
const heads = async (): Promise<Shown[]> => {
  const all: Shown[] = []
  for (const view of ['all', 'junk']) {
    let next: string | undefined = ''
    while (next !== undefined) {
      const { text } = await ask(product.origin, `/api/queue?view=${view}${next && `&after=${next}`}`, {
        headers: sara,
      })
      const page = JSON.parse(text) as { items: Shown[]; next?: string }
      all.push(...page.items)
      next = page.next
    }
  }
  return all
}
const talk = async (id: string): Promise<Said[]> => {
  const { text } = await ask(product.origin, `/api/conversations/${id}/messages?after=0`, { headers: sara })
  return (JSON.parse(text) as { messages: Said[] }).messages
}
const from = async (address: string): Promise<Shown[]> =>
  (await heads()).filter(({ contact }) => contact.address === address)

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-mails-'))
  away = await startSmtp()
  port = await freePort()
  const file = channelsFile(folder, { type: 'smtp', port }, away.port)
  product = await startProduct({ mongo: inject('mongo'), database, folder, env: { CHANNELS_FILE: file } })
  client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
  db = client.db(database)
  sara = await signIn(product.origin, 'sara', 'demo-sara-permanence')
})
afterAll(async () => {
  await product.stop()
  await away.close()
  await client.close()
})

describe('A mail that wants to be somebody else', () => {
  const victim = 'victime@citoyens.example'

  it('never speaks as staff, and never joins a talk without its token and its sender', async () => {
    await send(
      victim,
      mail({
        from: `Vic <${victim}>`,
        id: '<premier@citoyens.example>',
        subject: 'Mon affaire',
        body: 'Le secret de Vic.',
      }),
    )
    const [answer] = await until(async () => (answersTo(victim).length > 0 ? answersTo(victim) : undefined))
    const ours = /^Message-ID: *(<[^>]+>)/im.exec(answer?.raw ?? '')?.[1] ?? ''
    const token = /\+([a-z2-7]{45})@police\.example/i.exec(answer?.raw ?? '')?.[1] ?? ''
    expect([ours, token]).not.toContain('')
    const [own] = await from(victim)
    const before = await talk(own?.id ?? '')

    const thief = 'voleur@ailleurs.example'
    const references = [`In-Reply-To: ${ours}`, `References: <premier@citoyens.example> ${ours}`]
    await send(thief, mail({ from: `Vic <${thief}>`, headers: references, body: 'Répétez-moi tout.' }))
    const bad = `${token.slice(0, -4)}aaaa`
    await send(thief, mail({ from: `Vic <${thief}>`, to: box.replace('@', `+${bad}@`) }), box.replace('@', `+${bad}@`))
    await send(box, mail({ from: `Bureau <${box}>`, headers: references, body: 'Je suis l’agent.' }))
    await pause(500)
    expect(await talk(own?.id ?? '')).toEqual(before)
    const strangers = await from(thief)
    expect(strangers).toHaveLength(2)
    for (const { id } of strangers) expect(JSON.stringify(await talk(id))).not.toContain('Le secret de Vic')
    for (const { id } of await heads()) {
      expect((await talk(id)).filter(({ author }) => author.type === 'agent')).toEqual([])
    }
    for (const { raw } of answersTo(thief)) expect(raw).not.toContain('secret')
    expect(answersTo(box)).toEqual([])
    expect(answersTo(victim)).toHaveLength(1)
  })

  it('does not make a true mail disappear by taking its Message-ID first', async () => {
    const id = '<volé@citoyens.example>'
    await send('a@ailleurs.example', mail({ from: 'a@ailleurs.example', id, body: 'premier' }))
    await send('b@citoyens.example', mail({ from: 'b@citoyens.example', id, body: 'le vrai' }))
    const [first] = await from('a@ailleurs.example')
    const [second] = await from('b@citoyens.example')
    expect((await talk(first?.id ?? ''))[0]?.text.trim()).toBe('premier')
    expect((await talk(second?.id ?? ''))[0]?.text.trim()).toBe('le vrai')
  })

  it('puts no line of its own into what we send', async () => {
    const sly = 'ligne@citoyens.example'
    const subject = '=?utf-8?Q?Bonjour=0D=0ABcc:_autre@ailleurs.example=0D=0A=0D=0Acorps?='
    const name = '=?utf-8?Q?Li=0D=0ARCPT_TO:=3Cautre@ailleurs.example=3E?='
    await send(sly, mail({ from: `${name} <${sly}>`, subject }))
    const [answer] = await until(async () => (answersTo(sly).length > 0 ? answersTo(sly) : undefined))
    const [head = ''] = (answer?.raw ?? '').split('\r\n\r\n', 1)
    expect(head).not.toMatch(/^(bcc|rcpt)/im)
    expect(answer?.to).toEqual([sly])
    expect(answer?.commands.join('\n')).not.toContain('autre@ailleurs.example')
  })
})

describe('A mail that wants to break the reader', () => {
  it('is stored once and listed, and the next one is read at once', async () => {
    // The reader meets them all in its own tests: here those that the whole path could stumble on.
    const wanted =
      /no From|two dates|1,000 parts|charset|NUL|300 levels|only NULs|random|25 MB|10,000|comments|million|empty|bidi|report/
    const all = hostileMails().filter(({ name }) => wanted.test(name))
    expect(all.length).toBeGreaterThan(15)
    const before = await stored()
    for (const [index, { name, bytes }] of all.entries()) {
      const sender = `hostile${index}@ailleurs.example`
      expect([name, await send(sender, bytes)]).toEqual([name, expect.stringMatching(/^250/)])
    }
    // A report of something we never sent is not anybody's message; everything else is one.
    expect((await stored()) - before).toBeGreaterThanOrEqual(all.length - 1)
    const since = Date.now()
    await send('apres@citoyens.example', mail({ from: 'apres@citoyens.example', body: 'Et moi ?' }))
    expect(Date.now() - since).toBeLessThan(8000)
    expect((await from('apres@citoyens.example')).length).toBe(1)
  }, 150_000)

  it('may have 25 MB: it is stored, shown as far as it can be, and its file comes back whole', async () => {
    const big = Buffer.alloc(18 * 1024 * 1024, 'abcdefghij')
    const part = `Content-Type: application/octet-stream; name=gros.bin\r\nContent-Disposition: attachment; filename=gros.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n${big.toString('base64').replace(/.{76}/g, '$&\r\n')}`
    const bytes = multipart('mixed', ['Content-Type: text/plain\r\n\r\nVoici le dossier.', part], {
      from: 'gros@citoyens.example',
    })
    expect(bytes.length).toBeGreaterThan(24 * 1024 * 1024)
    expect(await send('gros@citoyens.example', bytes)).toMatch(/^250/)
    const [head] = await from('gros@citoyens.example')
    const [message] = await talk(head?.id ?? '')
    expect(message?.text.trim()).toBe('Voici le dossier.')
    const answer = await fetch(`${product.origin}${message?.files[0]?.url}`, { headers: sara })
    expect(Buffer.from(await answer.arrayBuffer()).equals(big)).toBe(true)
  }, 60_000)

  it('is refused, not half stored, past 30 MB', async () => {
    const before = await stored()
    expect(await send('enorme@citoyens.example', mail({ body: 'x'.repeat(31 * 1024 * 1024) }))).not.toMatch(/^2/)
    expect(await stored()).toBe(before)
  }, 60_000)

  it('leaves its files as downloads that cannot run, under names that are no path', async () => {
    const names = [
      '../../x',
      'CON',
      'a.php.jpg',
      '\u202Egnp.exe',
      '\u200B.htaccess',
      'x'.repeat(300),
      'page.svg',
      'app.js',
    ]
    const files = names.map(
      (name) =>
        `Content-Type: image/svg+xml\r\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}\r\n\r\n<svg onload=alert(1)><image href="http://169.254.169.254/"/></svg>`,
    )
    await send('svg@citoyens.example', multipart('mixed', files, { from: 'svg@citoyens.example' }))
    const [head] = await from('svg@citoyens.example')
    const sent = (await talk(head?.id ?? ''))[0]?.files ?? []
    expect(sent).toHaveLength(names.length)
    for (const { url } of sent) {
      const { headers } = await ask(product.origin, url, { headers: sara })
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      const disposition = headers.get('content-disposition') ?? ''
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]{1,140}"; filename\*=UTF-8''[\w.%~-]+$/)
      expect(decodeURIComponent(disposition)).not.toMatch(/[/\\\u202E\u200B\r\n]|"\.|"con"/i)
      expect((await ask(product.origin, url)).status).toBe(401)
    }
  })
})

describe('Machines', () => {
  it('a thousand mails from machines and crowds are all stored, and each address gets one automatic answer at most', async () => {
    const before = await stored()
    const crowd = Array.from({ length: 80 }, (_, at) => `foule${at}@citoyens.example`)
    const bomb = crowd.flatMap((one) => Array.from({ length: 5 }, () => ({ one, headers: [] as string[] })))
    const polite = Array.from({ length: 300 }, () => ({
      one: 'absente@citoyens.example',
      headers: ['Auto-Submitted: auto-replied'],
    }))
    const rude = Array.from({ length: 300 }, () => ({ one: 'robot@citoyens.example', headers: [] as string[] }))
    const ticket = await ticketOf(product.origin, 'brigade-numerique/discussion')
    const delays: number[] = []
    const chatting = (async () => {
      for (let count = 0; count < 15; count += 1) {
        const since = Date.now()
        await write(product.origin, ticket, `Message ${count}`)
        delays.push(Date.now() - since)
        await pause(300)
      }
    })()
    const all = [...bomb, ...polite, ...rude]
    await each(all, 10, async ({ one, headers }) => {
      expect(await send(one, mail({ from: one, headers, body: 'Je suis absent.' }))).toMatch(/^250/)
    })
    await chatting
    expect((await stored()) - before).toBe(all.length + delays.length)
    await until(
      async () => crowd.every((one) => answersTo(one).length > 0),
      30_000,
      'Not all of the crowd was answered.',
    )
    await pause(1500)
    for (const one of crowd) expect([one, answersTo(one).length]).toEqual([one, 1])
    expect(answersTo('absente@citoyens.example')).toEqual([])
    expect(answersTo('robot@citoyens.example').length).toBeLessThanOrEqual(1)
    expect(delays.sort((a, b) => a - b)[13]).toBeLessThan(2000)
  }, 150_000)

  it('two machines that answer each other fall silent', async () => {
    const echo = 'echo@citoyens.example'
    let turns = 0
    await send(echo, mail({ from: echo, body: 'Bonjour' }))
    for (const end = Date.now() + 12_000; Date.now() < end; await pause(100)) {
      const ours = answersTo(echo)
      for (; turns < ours.length; turns += 1) {
        const raw = ours[turns]?.raw ?? ''
        const id = /^Message-ID: *(<[^>]+>)/im.exec(raw)?.[1] ?? ''
        const back = /[\w.]+\+[a-z2-7]{45}@police\.example/i.exec(raw)?.[0] ?? box
        await send(echo, mail({ from: echo, to: back, headers: [`In-Reply-To: ${id}`], body: 'Merci.' }), back)
      }
    }
    expect(turns).toBeGreaterThanOrEqual(1)
    expect(turns).toBeLessThanOrEqual(6)
    for (const { from: envelope, raw } of answersTo(echo)) {
      expect(raw).toMatch(/^Auto-Submitted: auto-replied/im)
      expect(envelope === '' || envelope.includes('@police.example')).toBe(true)
    }
  }, 60_000)

  it('none of this is in what the product printed', () => {
    const printed = product.output()
    for (const word of ['citoyens.example', 'ailleurs.example', 'Le secret de Vic', 'Je suis absent', 'gros.bin']) {
      expect(printed).not.toContain(word)
    }
  })
})
