import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { expect, inject, it } from 'vitest'
import { createInbox, type Log, openKeyring } from '../../inbox/index.ts'
import { chatMessage, mailMessage, openHouse, reader, until } from './house.ts'

const canary = (what: string) => `canary-${what}-${randomBytes(8).toString('hex')}`

/** Files of a folder that hold these bytes as they are. */
function holding(folder: string, text: string): string[] {
  try {
    return execFileSync('grep', ['-rlaF', text, folder]).toString().trim().split('\n')
  } catch {
    return []
  }
}

it('nothing a person wrote can be read in the database’s files, where unsealed words can', async () => {
  const uri = inject('mongo')
  const folder = inject('mongoFolder')
  const lines: string[] = []
  const write = (...given: unknown[]) => lines.push(JSON.stringify(given))
  const log: Log = { info: write, warn: write, error: write }
  const { options, wires } = await openHouse(uri, { log })
  const inbox = await createInbox(options)
  const text = canary('text')
  const name = canary('name')
  const address = `${canary('address')}@citizen.test`
  const messageId = `<${canary('id')}@citizen.test>`
  const subject = canary('subject')
  const small = canary('small-file')
  const large = canary('large-file')
  const answer = canary('answer')
  const note = canary('note')
  const draft = canary('draft')
  const secrets = [text, name, address, messageId, subject, small, large, answer, note, draft]

  await inbox.start()
  const ticket = inbox.visitors.begin('nord/chat')
  await inbox.sink('nord/chat').receive(chatMessage(ticket, `${text} danger`))
  const files = [
    { name: `${name}.txt`, type: 'text/plain', bytes: Buffer.from(small) },
    { name: 'grand.bin', type: 'application/octet-stream', bytes: Buffer.from(`${large} `.repeat(20_000)) },
  ]
  const mail = mailMessage({
    from: { address, name },
    subject,
    text: `${text} par courriel`,
    files,
    thread: { messageId },
  })
  const stored = await inbox
    .sink('nord/mail')
    .receive({ ...mail, raw: Buffer.from(`From: ${name} <${address}>\n\n${text} ${'x'.repeat(90_000)}`) })
  const staff = inbox.as(reader('Claire', 'nord'))
  await staff.open(stored.conversation)
  await staff.note(stored.conversation, { text: note, clientId: 'n' })
  await staff.saveDraft(stored.conversation, { answer: draft, note: '' })
  wires.answer = async () => {
    throw new Error(`the wire broke over ${text} and ${address}`)
  }
  await staff.reply(stored.conversation, { text: answer, seen: stored.seq, clientId: 'a' })
  await until(() => lines.some((line) => line.includes('send-broke')))
  await inbox.close()

  const control = canary('control')
  const client = await mongoose.mongo.MongoClient.connect(uri)
  await client
    .db(options.database)
    .collection('control')
    .insertOne({ text: control }, { writeConcern: { w: 'majority', j: true } })
  await client.db('admin').command({ fsync: 1 })
  await client.close()

  expect(holding(folder, control).length).toBeGreaterThan(0)
  for (const secret of secrets) expect(holding(folder, secret), secret).toEqual([])
  for (const secret of secrets)
    expect(
      lines.filter((line) => line.includes(secret)),
      secret,
    ).toEqual([])
})

it('a keyring that is lost opens nothing, and says what to do', async () => {
  const { options, inbox } = await openHouse(inject('mongo'))
  const stored = await inbox.sink('nord/chat').receive(chatMessage(inbox.visitors.begin('nord/chat'), 'Bonjour'))
  await inbox.close()
  const keyringFile = join(mkdtempSync(join(tmpdir(), 'permanence-other-')), 'keyring.json')
  openKeyring(keyringFile, true)
  const other = await createInbox({ ...options, keyringFile })
  await expect(other.as(reader('Claire', 'nord')).open(stored.conversation)).rejects.toThrow(/keyring has no entry/)
  await other.close()
  await expect(createInbox({ ...options, keyringFile: '/nowhere/keyring.json' })).rejects.toThrow(/KEYRING_FILE/)
  expect(readdirSync(join(keyringFile, '..'))).toEqual(['keyring.json'])
  expect(readFileSync(keyringFile, 'utf8')).toContain('"version": 1')
})

it('a destroyed data key forgets the conversation, whatever else is kept', async () => {
  const { options, inbox } = await openHouse(inject('mongo'))
  const stored = await inbox.sink('nord/chat').receive(chatMessage(inbox.visitors.begin('nord/chat'), 'Oubliez-moi'))
  await inbox.close()
  const client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
  await client
    .db(`${options.database}_keys`)
    .collection<{ _id: string }>('keys')
    .deleteOne({ _id: stored.conversation })
  await client.close()
  const again = await createInbox(options)
  await expect(again.as(reader('Claire', 'nord')).open(stored.conversation)).rejects.toMatchObject({
    code: 'forgotten',
  })
  expect((await again.as(reader('Claire', 'nord')).queue({ view: 'all' })).items).toEqual([])
  await again.close()
})

it('one changed line breaks the audit chain at that line', async () => {
  const { options, inbox } = await openHouse(inject('mongo'))
  const { conversation } = await inbox
    .sink('nord/chat')
    .receive(chatMessage(inbox.visitors.begin('nord/chat'), 'Bonjour'))
  const staff = inbox.as(reader('Claire', 'nord'))
  for (let i = 0; i < 5; i += 1) await staff.open(conversation)
  const client = await mongoose.mongo.MongoClient.connect(inject('mongo'))
  const audit = client.db(options.database).collection('audit')
  expect(await inbox.operate.verifyAudit()).toEqual([{ desk: 'nord', entries: 5 }])
  await audit.updateOne({ desk: 'nord', n: 3 }, { $set: { who: 'id-Sara' } })
  expect(await inbox.operate.verifyAudit()).toEqual([{ desk: 'nord', entries: 3, broken: 3 }])
  await audit.updateOne({ desk: 'nord', n: 3 }, { $set: { who: 'id-Claire' } })
  await audit.deleteOne({ desk: 'nord', n: 2 })
  expect(await inbox.operate.verifyAudit()).toEqual([{ desk: 'nord', entries: 2, broken: 2 }])
  await client.close()
  await inbox.close()
})
