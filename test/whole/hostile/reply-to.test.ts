import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { mail } from '../../connectors/email/mails.ts'
import { type Product, startProduct } from '../../product.ts'
import { freePort } from '../../setup/dovecot.ts'
import { type ScriptedSmtp, startSmtp } from '../../setup/smtp.ts'
import { ask, freshId, signIn } from '../client.ts'
import { box, channelsFile, push, until } from '../mailed.ts'

let product: Product
let away: ScriptedSmtp
let port: number
let sara: Record<string, string>

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-reply-'))
  away = await startSmtp()
  port = await freePort()
  const file = channelsFile(folder, { type: 'smtp', port }, away.port)
  product = await startProduct({ mongo: inject('mongo'), folder, env: { CHANNELS_FILE: file } })
  sara = await signIn(product.origin, 'sara', 'demo-sara-permanence')
})
afterAll(async () => {
  await product.stop()
  await away.close()
})

const send = (from: string, headers: readonly string[], body: string, to = box) =>
  push({ port, from, to, bytes: mail({ from, to, headers, body }) })
const to = (address: string) => away.taken.filter((one) => one.to.includes(address))

interface Shown {
  readonly id: string
  readonly lastSeq: number
  readonly contact: { readonly address?: string; readonly answersTo?: string }
}
async function talkOf(address: string): Promise<Shown> {
  const { text } = await ask(product.origin, '/api/queue?view=all', { headers: sara })
  const found = (JSON.parse(text) as { items: Shown[] }).items.filter(({ contact }) => contact.address === address)
  expect(found).toHaveLength(1)
  return found[0] as Shown
}
async function answer(address: string, text: string): Promise<void> {
  const { id } = await talkOf(address)
  await until(async () => {
    const { lastSeq: seen } = await talkOf(address)
    const body = { text, seen, clientId: freshId() }
    const { status } = await ask(product.origin, `/api/conversations/${id}/reply`, {
      method: 'POST',
      body,
      headers: sara,
    })
    return status === 200
  })
}

it('An agent’s answer goes to Reply-To, and the agent sees so; the machine’s goes to the sender', async () => {
  const from = 'formulaire@mairie.example'
  await send(from, ['Reply-To: Camille <camille@citoyens.example>'], 'Je vous écris par le formulaire.')
  await until(async () => to(from).length === 1)
  expect((await talkOf(from)).contact).toMatchObject({ address: from, answersTo: 'camille@citoyens.example' })
  await answer(from, 'Voici notre réponse.')
  await until(async () => to('camille@citoyens.example').length === 1)
  expect(to(from)).toHaveLength(1)
})

it('A forged sender who names earlier mails, and asks for answers elsewhere, gets none of them', async () => {
  const victim = 'victime@citoyens.example'
  await send(victim, [], 'Mon secret.')
  await until(async () => to(victim).length === 1)
  const ours = /^Message-ID: *(<[^>]+>)/im.exec(to(victim)[0]?.raw ?? '')?.[1] ?? ''
  await send(victim, [`References: ${ours}`, 'Reply-To: voleur@ailleurs.example'], 'Répondez-moi ici.')
  expect((await talkOf(victim)).contact.answersTo).toBeUndefined()
  await answer(victim, 'Pour vous seulement.')
  await until(async () => to(victim).length === 2)
  expect(to('voleur@ailleurs.example')).toEqual([])
})

it('With our own token the person may change where answers go, and back; our own boxes are never a place to answer', async () => {
  const from = 'change@citoyens.example'
  await send(from, [], 'Bonjour.')
  await until(async () => to(from).length === 1)
  const back = /[\w.]+\+[a-z2-7]{45}@police\.example/i.exec(to(from)[0]?.raw ?? '')?.[0] ?? ''
  await send(from, ['Reply-To: neuve@citoyens.example'], 'Écrivez-moi là.', back)
  expect((await talkOf(from)).contact.answersTo).toBe('neuve@citoyens.example')
  await send(from, [`Reply-To: ${box}`], 'Ou plutôt ici.', back)
  expect((await talkOf(from)).contact.answersTo).toBeUndefined()
  await send('inconnu@ailleurs.example', ['Reply-To: voleur@ailleurs.example'], 'Moi aussi.', back)
  expect((await talkOf(from)).contact.answersTo).toBeUndefined()
})
