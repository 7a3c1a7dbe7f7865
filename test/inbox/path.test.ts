import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { SendError } from '../../inbox/contract.ts'
import { Conflict, type Inbox, NotFound, Stale } from '../../inbox/index.ts'
import { chatMessage, mailMessage, openHouse, reader, type TestHouse, until } from './house.ts'

let house: TestHouse
let inbox: Inbox
beforeAll(async () => {
  house = await openHouse(inject('mongo'))
  inbox = house.inbox
  await inbox.start()
})
afterAll(() => inbox.close())

const claire = reader('Claire', 'nord')
const sara = reader('Sara', 'nord')
const outsider = reader('Hugo', 'sud')

const say = async (text: string, ticket = inbox.visitors.begin('nord/chat')) => {
  const stored = await inbox.sink('nord/chat').receive(chatMessage(ticket, text))
  return { ticket, ...stored }
}

describe('a message from a person', () => {
  it('is numbered from 1 without gaps, and stored once when it is replayed', async () => {
    const ticket = inbox.visitors.begin('nord/chat')
    const sink = inbox.sink('nord/chat')
    const first = chatMessage(ticket, 'Bonjour')
    expect(await sink.receive(first)).toMatchObject({ seq: 1, duplicate: false })
    expect(await sink.receive(first)).toMatchObject({ seq: 1, duplicate: true })
    expect(await sink.receive(chatMessage(ticket, 'Encore'))).toMatchObject({ seq: 2, duplicate: false })
  })

  it('keeps its order when fifty arrive at once', async () => {
    const ticket = inbox.visitors.begin('nord/chat')
    const sink = inbox.sink('nord/chat')
    const stored = await Promise.all(Array.from({ length: 50 }, (_, i) => sink.receive(chatMessage(ticket, `n${i}`))))
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    const shown = await inbox.visitors.of(ticket)?.messages(0)
    expect(shown?.map(({ text }) => text)).toEqual(Array.from({ length: 50 }, (_, i) => `n${i}`))
  })

  it('that speaks of danger raises the conversation and is followed by the numbers at once', async () => {
    const { conversation, ticket } = await say('Je suis en danger')
    const opened = await inbox.as(claire).open(conversation)
    expect(opened.head.danger).toBe('hard')
    const shown = await inbox.visitors.of(ticket)?.messages(1)
    expect(shown?.[0]?.card).toEqual({ type: 'danger', level: 'hard', numbers: ['17'] })
  })
})

describe('the wall of a desk', () => {
  it('lets nobody outside know that a conversation exists', async () => {
    const { conversation } = await say('Secret')
    const staff = inbox.as(outsider)
    for (const attempt of [
      () => staff.open(conversation),
      () => staff.take(conversation),
      () => staff.messages(conversation, {}),
      () => staff.reply(conversation, { text: 'x', seen: 9, clientId: 'a' }),
      () => staff.note(conversation, { text: 'x', clientId: 'b' }),
      () => staff.draft(conversation),
      () => staff.colleagues('nord'),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(NotFound)
    expect((await staff.queue({ view: 'all' })).items).toEqual([])
    expect((await staff.queue({ view: 'all', desk: 'nord' })).items).toEqual([])
    expect((await staff.counts()).all).toBe(0)
  })
})

describe('an agent', () => {
  it('takes a conversation once: the second is told who has it', async () => {
    const { conversation } = await say('Au secours')
    await inbox.as(claire).take(conversation)
    await expect(inbox.as(sara).take(conversation)).rejects.toMatchObject({ code: 'taken', by: 'Claire' })
    expect((await inbox.as(claire).take(conversation)).assignee?.name).toBe('Claire')
  })

  it('answers, and the person reads it; the same answer sent twice is stored once', async () => {
    const { conversation, ticket, seq } = await say('Une question')
    const staff = inbox.as(claire)
    await staff.take(conversation)
    const answer = { text: 'La réponse', seen: seq, clientId: 'k1' }
    const [one, two] = await Promise.all([staff.reply(conversation, answer), staff.reply(conversation, answer)])
    expect(one.seq).toBe(two.seq)
    const shown = await inbox.visitors.of(ticket)?.messages(seq)
    expect(shown?.map(({ text }) => text)).toEqual(['', 'La réponse'])
    expect(one.delivery?.state).toBe('waiting')
    await inbox.visitors.of(ticket)?.acknowledge(one.seq)
    expect((await staff.messages(conversation, { after: one.seq - 1 }))[0]?.delivery?.state).toBe('sent')
  })

  it('is listed by what they wrote and by what a colleague answered, never by what a machine said', async () => {
    const { conversation, seq } = await say('On m’a pris mon vélo')
    const staff = inbox.as(claire)
    const preview = async () => (await staff.open(conversation)).head.preview
    expect(await inbox.bot.say(conversation, { after: seq, text: 'Vol : porter plainte', state: {} })).toBe(true)
    expect(await preview()).toBe('On m’a pris mon vélo')
    const { lastSeq: seen } = await staff.take(conversation)
    await staff.reply(conversation, { text: 'Je regarde.', seen, clientId: 'preview-1' })
    expect(await preview()).toBe('Je regarde.')
  })

  it('cannot send past a message that was not read', async () => {
    const { conversation, ticket, seq } = await say('Une question')
    const staff = inbox.as(claire)
    await staff.take(conversation)
    await say('Attendez, autre chose', ticket)
    await expect(staff.reply(conversation, { text: 'Voilà', seen: seq, clientId: 'k2' })).rejects.toBeInstanceOf(Stale)
  })

  it('cannot answer in a colleague’s place', async () => {
    const { conversation, seq } = await say('Une question')
    await inbox.as(claire).take(conversation)
    await expect(inbox.as(sara).reply(conversation, { text: 'Moi', seen: seq, clientId: 'k3' })).rejects.toBeInstanceOf(
      Conflict,
    )
  })

  it('finds danger first, then who waits longest, page by page without repeats', async () => {
    const staff = inbox.as(claire)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await staff.queue({ view: 'all', limit: 2, ...(after !== undefined && { after }) })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await staff.counts()).all)
    expect((await staff.queue({ view: 'all' })).items[0]?.danger).toBe('hard')
  })
})

describe('mail', () => {
  const alice = { address: 'alice@citizen.test', name: 'Alice' }
  const sink = () => inbox.sink('sud/mail')

  it('is answered on the wire with a fixed id, a token and references, and its reply finds the conversation', async () => {
    const first = await sink().receive(mailMessage({ from: alice, subject: 'Vélo volé' }))
    const staff = inbox.as(outsider)
    await staff.reply(first.conversation, { text: 'Venez demain', seen: first.seq, clientId: 'm1' })
    const sent = await until(() => house.wires.sent.find(({ text }) => text === 'Venez demain'))
    expect(sent.to).toEqual(alice)
    expect(sent.subject).toBe('Vélo volé')
    expect(sent.references).toHaveLength(1)
    await until(async () => (await staff.messages(first.conversation, {})).at(-1)?.delivery?.state === 'sent')
    const byToken = await sink().receive(
      mailMessage({ from: { address: 'other@citizen.test' }, thread: { token: sent.replyToken } }),
    )
    expect(byToken.conversation).toBe(first.conversation)
    const byReference = await sink().receive(mailMessage({ from: alice, thread: { references: [sent.messageId] } }))
    expect(byReference.conversation).toBe(first.conversation)
  })

  it('from a stranger who guesses a reference opens a conversation of its own', async () => {
    const first = await sink().receive(mailMessage({ from: alice, thread: { messageId: '<guess@citizen.test>' } }))
    const stranger = await sink().receive(
      mailMessage({ from: { address: 'eve@citizen.test' }, thread: { references: ['<guess@citizen.test>'] } }),
    )
    expect(stranger.conversation).not.toBe(first.conversation)
    const forged = await sink().receive(mailMessage({ from: alice, thread: { token: 'a'.repeat(45) } }))
    expect(forged.conversation).not.toBe(first.conversation)
  })

  it('that cannot be read is kept and shown as unread', async () => {
    const broken = { ...mailMessage({ from: alice }), content: () => Promise.reject(new Error('broken')) }
    const stored = await sink().receive(broken)
    const [message] = await inbox.as(outsider).messages(stored.conversation, {})
    expect(message?.flags?.defects).toEqual(['unparsed'])
    expect(await sink().receive(broken)).toMatchObject({ duplicate: true, conversation: stored.conversation })
  })

  it('refused for good is shown as failed, and goes out when an agent sends it again', async () => {
    const staff = inbox.as(outsider)
    const first = await sink().receive(mailMessage({ from: alice }))
    house.wires.answer = async () => {
      throw new SendError('never', '5.1.1')
    }
    const { seq } = await staff.reply(first.conversation, { text: 'Perdu', seen: first.seq, clientId: 'm2' })
    await until(
      async () => (await staff.messages(first.conversation, { after: seq - 1 }))[0]?.delivery?.state === 'failed',
    )
    await until(async () => (await staff.queue({ view: 'trouble' })).items.some(({ id }) => id === first.conversation))
    house.wires.answer = async () => undefined
    await staff.retry(first.conversation, seq)
    await until(
      async () => (await staff.messages(first.conversation, { after: seq - 1 }))[0]?.delivery?.state === 'sent',
    )
    await until(async () => (await staff.queue({ view: 'trouble' })).items.length === 0)
  })

  it('that bounces marks the answer that caused it', async () => {
    const staff = inbox.as(outsider)
    const first = await sink().receive(mailMessage({ from: alice }))
    await staff.reply(first.conversation, { text: 'Rebond', seen: first.seq, clientId: 'm3' })
    const sent = await until(() => house.wires.sent.find(({ text }) => text === 'Rebond'))
    expect(await sink().report({ messageId: sent.messageId, state: 'failed', code: '5.2.2' })).toBe(true)
    expect((await staff.messages(first.conversation, {})).at(-1)?.delivery).toMatchObject({
      state: 'failed',
      code: '5.2.2',
    })
    expect(await sink().report({ messageId: '<unknown@test>', state: 'failed', code: '5.2.2' })).toBe(false)
  })
})

describe('a counter', () => {
  const entry = {
    desk: 'nord',
    channel: 'counter',
    name: 'Jeanne',
    address: '01 02 03 04 05',
    text: 'Appel : vol de vélo',
  }
  const scan = { name: 'lettre.pdf', type: 'application/pdf', bytes: Buffer.from('scan') }

  it('takes what came by phone or letter, for humans from the start, with its scan', async () => {
    const staff = inbox.as(claire)
    const head = await staff.record({ ...entry, files: [scan] })
    expect(head).toMatchObject({ status: 'open', contact: { name: 'Jeanne', address: '01 02 03 04 05' } })
    const [message] = await staff.messages(head.id, {})
    expect(Buffer.from((await staff.file(head.id, message?.files[0]?.id ?? '')).bytes).toString()).toBe('scan')
    expect((await staff.record(entry)).id).not.toBe(head.id)
  })

  it('gives an answer to a human as a task, done with its date and outcome', async () => {
    const staff = inbox.as(claire)
    const head = await staff.record(entry)
    const answer = await staff.reply(head.id, { text: 'Rappeler Jeanne', seen: head.lastSeq, clientId: 'task' })
    expect(answer.delivery).toMatchObject({ state: 'queued' })
    const at = new Date(Date.now() - 60_000)
    const done = await staff.done(head.id, answer.seq, { at, text: 'Rappelée, viendra demain' })
    expect(done.delivery).toMatchObject({ state: 'sent', at, outcome: 'Rappelée, viendra demain' })
    await expect(staff.done(head.id, answer.seq, { at, text: 'Encore' })).rejects.toMatchObject({
      code: 'delivery-changed',
    })
    await expect(inbox.as(outsider).done(head.id, answer.seq, { at, text: 'x' })).rejects.toBeInstanceOf(NotFound)
  })

  it('of another desk, or a wire that is not filled by hand, does not exist', async () => {
    await expect(inbox.as(outsider).record(entry)).rejects.toBeInstanceOf(NotFound)
    await expect(inbox.as(claire).record({ ...entry, channel: 'chat' })).rejects.toBeInstanceOf(NotFound)
  })
})

describe('the audit chain', () => {
  it('holds every opening and change, and is whole', async () => {
    const chains = await inbox.operate.verifyAudit()
    const nord = chains.find(({ desk }) => desk === 'nord')
    expect(nord?.broken).toBeUndefined()
    expect(nord?.entries).toBeGreaterThan(4)
  })
})

describe('heads', () => {
  it('are the same when computed again from the messages', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const { conversations, mended } = await inbox.operate.rebuildHeads()
    expect(conversations).toBeGreaterThan(5)
    expect(mended).toBe(0)
  })
})
