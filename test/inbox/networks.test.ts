import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Capabilities, Connector, Inbound, Outbound } from '../../inbox/contract.ts'
import type { Inbox, Turn } from '../../inbox/index.ts'
import { mailCan } from '../setup/capabilities.ts'
import { desk, openHouse, reader, until } from './house.ts'

const HOUR = 3_600_000
const networkCan: Capabilities = {
  delivery: 'lease',
  maxLength: 2000,
  media: true,
  buttons: true,
  typing: false,
  subject: false,
  cards: false,
  edits: true,
  ownTime: true,
  public: {
    maxLength: 100,
    media: true,
    files: { most: 1, types: ['image/png'], largest: 100 },
    privateFirst: true,
    firstMedia: false,
  },
  window: { anyone: 24 * HOUR, human: 168 * HOUR },
  label: mailCan.label,
}

let inbox: Inbox
let now = Date.now()
const sent: Outbound[] = []
let answer: (message: Outbound) => string[] = () => []

const network: Connector = {
  kind: 'network',
  capabilities: networkCan,
  parse: (input) => input,
  open: async () => ({
    send: async (message) => {
      sent.push(message)
      return { wireIds: answer(message) }
    },
  }),
}
const bureau = { ...desk('nord'), channels: [{ id: 'net', kind: 'network', name: 'Réseau', settings: {} }] }
const claire = reader('Claire', 'nord')
const sink = () => inbox.sink('nord/net')
let unique = 0

beforeAll(async () => {
  ;({ inbox } = await openHouse(inject('mongo'), { desks: [bureau], connectors: [network], now: () => now }))
  await inbox.start()
})
afterAll(() => inbox.close())
beforeEach(() => {
  sent.length = 0
  answer = () => []
})

type Said = Exclude<Inbound['content'], () => unknown>
function item(person: string, said: Partial<Said>, id = `n${++unique}`): Inbound {
  const content: Said = {
    from: { address: person, name: `Personne ${person}` },
    text: 'Bonjour',
    ...said,
    thread: { standing: 'private', messageId: id, ...said.thread },
  }
  return { externalId: id, at: new Date(now), raw: Buffer.from(`${id} ${content.text}`), content }
}
const inPublic = (person: string, text: string, id?: string) =>
  item(person, { text, public: true, thread: { standing: 'post:1' } }, id)
const open = (id: string) => inbox.as(claire).open(id)
const newPerson = () => `p${++unique}`

describe('a person on a network', () => {
  it('has one private conversation, and another for each public place', async () => {
    const person = newPerson()
    const first = await sink().receive(item(person, {}))
    const shown = await sink().receive(inPublic(person, 'Tout le monde me lit'))
    const again = await sink().receive(item(person, { text: 'Toujours moi' }))
    expect(again).toMatchObject({ conversation: first.conversation, seq: 2 })
    expect(shown.conversation).not.toBe(first.conversation)
    const there = await open(shown.conversation)
    expect(there.head.public).toBe(true)
    expect(there.messages.map((message) => message.public)).toEqual([true])
    expect((await open(first.conversation)).messages.map((message) => message.public)).toEqual([undefined, undefined])
  })

  it('corrects and takes back: the earlier words stay, the bot hears the correction and nothing is asked for what is gone', async () => {
    const person = newPerson()
    const first = await sink().receive(item(person, { text: 'Vol de velo' }, 'e1'))
    await sink().receive(item(person, { text: 'Vol de vélo', replaces: { externalId: 'e1' } }))
    await sink().receive(item(person, { text: '', replaces: { externalId: 'e1', removed: true } }))
    await sink().receive(item(person, { text: '👍', aside: true }))
    const { messages, head } = await open(first.conversation)
    expect(messages.map(({ text, replaces, aside }) => ({ text, replaces, aside }))).toEqual([
      { text: 'Vol de velo', replaces: undefined, aside: undefined },
      { text: 'Vol de vélo', replaces: { seq: 1, removed: false }, aside: undefined },
      { text: '', replaces: { seq: 1, removed: true }, aside: true },
      { text: '👍', replaces: undefined, aside: true },
    ])
    expect(head.preview).toBe('Vol de vélo')
    expect(head.unread).toBe(3)
  })

  it('is answered by one of ours in another tool: shown as ours, and the bot holds its tongue', async () => {
    const person = newPerson()
    const { conversation } = await sink().receive(item(person, {}))
    expect((await open(conversation)).head.status).toBe('pending')
    await sink().receive(item(person, { text: 'Je m’en occupe', ours: { name: 'Boîte de la page' } }))
    const { head, messages } = await open(conversation)
    expect(head.status).toBe('open')
    expect(head.waitingSince).toBeUndefined()
    expect(messages.at(-1)).toMatchObject({
      author: { type: 'agent', name: 'Boîte de la page' },
      text: 'Je m’en occupe',
    })
  })
})

describe('from public to private', () => {
  it('one gesture writes privately, gives the private talk to its author and leaves no word of it in public', async () => {
    const person = newPerson()
    const { conversation, seq } = await sink().receive(inPublic(person, 'On m’a volé mon sac', 'post-7'))
    const text = 'Donnez-nous vos coordonnées ici.'
    const head = await inbox.as(claire).replyPrivately(conversation, { text, seen: seq, clientId: 'a1' })
    expect(head).toMatchObject({ public: false, assignee: { name: 'Claire' } })
    const message = await until(() => sent.find((one) => one.text === text))
    expect(message).toMatchObject({ public: false, opens: 'post-7', to: { address: person } })
    const there = await open(conversation)
    expect(there.messages.at(-1)?.event).toEqual({ type: 'moved', to: head.id })
    expect(JSON.stringify(there.messages)).not.toContain('coordonnées')
    // Their private answer goes to the agent who opened it, and the bot does not cut in.
    const back = await sink().receive(item(person, { text: 'Voici mon adresse' }))
    expect(back.conversation).toBe(head.id)
    expect((await open(head.id)).head).toMatchObject({ status: 'open', assignee: { name: 'Claire' } })
  })

  it('is refused while the person has written something newer, and where it is not public', async () => {
    const person = newPerson()
    const { conversation } = await sink().receive(inPublic(person, 'Un'))
    await sink().receive(inPublic(person, 'Deux'))
    const late = inbox.as(claire).replyPrivately(conversation, { text: 'x', seen: 1, clientId: 'b1' })
    await expect(late).rejects.toMatchObject({ code: 'stale' })
    const quiet = await sink().receive(item(newPerson(), {}))
    const wrong = inbox.as(claire).replyPrivately(quiet.conversation, { text: 'x', seen: 1, clientId: 'b2' })
    await expect(wrong).rejects.toMatchObject({ code: 'not-public' })
  })

  it('the guide answers a public word in private, once, though its turn is repeated', async () => {
    const heard: Turn[] = []
    const stop = inbox.bot.listen(async (turn) => void heard.push(turn))
    const person = newPerson()
    const { conversation } = await sink().receive(inPublic(person, 'Que faire ?', 'post-9'))
    const turn = await until(() => heard.find((one) => one.conversation === conversation))
    expect(turn.public).toBe(true)
    const line = { after: turn.after, text: 'Voici ce que je peux faire.', state: { step: 'a' } }
    expect(await inbox.bot.say(conversation, line)).toBe(true)
    expect(await inbox.bot.say(conversation, line)).toBe(false)
    stop()
    const shown = await open(conversation)
    const moved = shown.messages.at(-1)?.event
    if (moved?.type !== 'moved') throw new Error('The public talk was not moved.')
    const quiet = await open(moved.to)
    expect(quiet.messages.map(({ text }) => text)).toEqual(['Voici ce que je peux faire.'])
    expect(quiet.head).toMatchObject({ status: 'pending', public: false })
    await until(() => sent.some((one) => one.opens === 'post-9' && one.automatic))
    expect(sent.filter((one) => one.public)).toEqual([])
  })

  it('the danger notice after a public word is given in private, and agents see the danger', async () => {
    const person = newPerson()
    const { conversation } = await sink().receive(inPublic(person, 'Je suis en danger', 'post-11'))
    const notice = await until(() => sent.find((one) => one.text === 'Appelez le 17.'))
    expect(notice).toMatchObject({ public: false, opens: 'post-11' })
    expect((await open(conversation)).head.danger).toBe('hard')
  })
})

describe('files where a network takes few', () => {
  const png = { name: 'a.png', type: 'image/png', bytes: Buffer.from('a') }

  it('are refused before anything is queued, each for its reason; what it takes leaves', async () => {
    const { conversation, seq } = await sink().receive(inPublic(newPerson(), 'Un plan ?'))
    const staff = inbox.as(claire)
    const say = (clientId: string, ...files: (typeof png)[]) =>
      staff.reply(conversation, { text: `Plan ${clientId}`, seen: seq, clientId, files })
    await expect(say('f1', png, png)).rejects.toMatchObject({ code: 'too-many-files' })
    await expect(say('f2', { ...png, type: 'application/pdf' })).rejects.toMatchObject({ code: 'file-type' })
    await expect(say('f3', { ...png, bytes: Buffer.alloc(101) })).rejects.toMatchObject({ code: 'file-too-large' })
    expect((await open(conversation)).head.assignee).toBeUndefined()
    await say('f4', png)
    expect((await until(() => sent.find(({ text }) => text === 'Plan f4'))).files).toHaveLength(1)
    const first = staff.replyPrivately(conversation, { text: 'Le plan', seen: 99, clientId: 'f5', files: [png] })
    await expect(first).rejects.toMatchObject({ code: 'no-files' })
    expect(sent.filter(({ public: shown }) => !shown)).toEqual([])
  })

  it('are free where nothing limits them', async () => {
    const { conversation, seq } = await sink().receive(item(newPerson(), {}))
    const files = [png, { ...png, type: 'application/pdf' }]
    await inbox.as(claire).reply(conversation, { text: 'Deux fichiers', seen: seq, clientId: 'f6', files })
    expect((await until(() => sent.find(({ text }) => text === 'Deux fichiers'))).files).toHaveLength(2)
  })
})

describe('the window of a network', () => {
  it('is open for humans longer than for machines, and closed answers are refused before they are queued', async () => {
    const person = newPerson()
    const { conversation } = await sink().receive(item(person, {}))
    const say = (clientId: string) =>
      inbox.as(claire).reply(conversation, { text: `Réponse ${clientId}`, seen: 99, clientId })
    now += 100 * HOUR
    await say('w1')
    await until(() => sent.some(({ text, heardAt }) => text === 'Réponse w1' && heardAt !== undefined))
    now += 69 * HOUR
    await expect(say('w2')).rejects.toMatchObject({ code: 'window-closed' })
    expect(sent.map(({ text }) => text)).not.toContain('Réponse w2')
  })
})

describe('what a network delivers late', () => {
  const late = (person: string, text: string, hours: number) => ({
    ...item(person, { text }),
    at: new Date(now - hours * HOUR),
  })

  it('keeps the time at which it was written, and the window counts from there', async () => {
    const person = newPerson()
    const { conversation } = await sink().receive(late(person, 'Il y a huit jours', 8 * 24))
    const { head, messages } = await open(conversation)
    expect(messages[0]?.written).toEqual(new Date(now - 8 * 24 * HOUR))
    expect(head.waitingSince).toEqual(messages[0]?.written)
    const answer = inbox.as(claire).reply(conversation, { text: 'Trop tard', seen: 99, clientId: 'l1' })
    await expect(answer).rejects.toMatchObject({ code: 'window-closed' })
    // Something newer opens it, and an old word that comes after does not close it.
    await sink().receive(late(person, 'Il y a une heure', 1))
    await sink().receive(late(person, 'Il y a neuf jours', 9 * 24))
    expect((await open(conversation)).head.heardAt).toEqual(new Date(now - HOUR))
    await inbox.as(claire).reply(conversation, { text: 'À temps', seen: 99, clientId: 'l2' })
  })

  it('is not believed when it says tomorrow', async () => {
    const { conversation } = await sink().receive(late(newPerson(), 'Demain', -24))
    expect((await open(conversation)).messages[0]?.written).toEqual(new Date(now))
  })
})

describe('what the network calls our messages', () => {
  it('is remembered, so that echoes and reports find them', async () => {
    const person = newPerson()
    const { conversation } = await sink().receive(item(person, {}))
    answer = () => ['mid.1', 'mid.2']
    await inbox.as(claire).reply(conversation, { text: 'En deux morceaux', seen: 99, clientId: 'k1' })
    await until(() => sink().knows('mid.2'))
    expect(await sink().knows('mid.3')).toBe(false)
    expect(await sink().report({ messageId: 'mid.1', state: 'failed', code: 'gone' })).toBe(true)
    const { messages } = await open(conversation)
    expect(messages.find(({ text }) => text === 'En deux morceaux')?.delivery).toMatchObject({
      state: 'failed',
      code: 'gone',
    })
  })

  it('tells what the person has read', async () => {
    const person = newPerson()
    const { conversation } = await sink().receive(item(person, {}))
    const { seq } = await inbox.as(claire).reply(conversation, { text: 'Lu ?', seen: 99, clientId: 'r1' })
    await sink().read({ address: person, upTo: new Date(now) })
    expect((await open(conversation)).readByContact).toBe(seq)
  })
})

describe('a person filed apart', () => {
  it('leaves the queue with what they write next, danger still rises, and can be put back', async () => {
    const person = newPerson()
    const staff = inbox.as(claire)
    const { conversation } = await sink().receive(item(person, { flags: { neverAnswer: true } }))
    const shown = async (view: 'waiting' | 'junk' | 'danger') =>
      (await staff.queue({ view, limit: 100 })).items.map(({ id }) => id)
    await staff.fileApart(conversation, 'Insultes répétées')
    expect((await open(conversation)).head.apart).toMatchObject({ reason: 'Insultes répétées', by: 'Claire' })
    const next = await sink().receive(item(person, { text: 'danger', public: true, thread: { standing: 'post:2' } }))
    expect(await shown('waiting')).not.toContain(conversation)
    expect((await open(next.conversation)).head.junk).toBe(true)
    expect(await shown('danger')).toContain(next.conversation)
    await expect(staff.fileApart(conversation, '  ')).rejects.toMatchObject({ code: 'empty' })
    await staff.fileApart(conversation, undefined)
    expect((await open(conversation)).head).toMatchObject({ junk: false })
    const later = await sink().receive(item(person, { thread: { standing: 'post:3' } }))
    expect((await open(later.conversation)).head.junk).toBe(false)
  })

  it('is due for review after a day, the longest due first; looking again moves the date, putting back ends it', async () => {
    const staff = inbox.as(claire)
    const filed: string[] = []
    for (const reason of ['un', 'deux', 'trois']) {
      const { conversation } = await sink().receive(item(newPerson(), {}))
      await staff.fileApart(conversation, reason)
      filed.push(conversation)
      now += HOUR
    }
    const due = async () => {
      const first = await staff.queue({ view: 'review', limit: 2 })
      const rest = first.next ? await staff.queue({ view: 'review', limit: 2, after: first.next }) : { items: [] }
      return [...first.items, ...rest.items].map(({ id }) => id)
    }
    expect(await due()).toEqual([])
    expect((await staff.counts()).review).toBe(0)
    now += 22 * HOUR
    expect(await due()).toEqual(filed.slice(0, 2))
    now += HOUR
    expect(await due()).toEqual(filed)
    expect((await staff.counts()).review).toBe(3)
    const [first = '', second = ''] = filed
    const again = await staff.fileApart(first, 'un')
    expect(again.apart?.until).toEqual(new Date(now + 24 * HOUR))
    expect((await staff.open(first)).messages.at(-1)?.event).toMatchObject({ type: 'apart', on: true, again: true })
    await staff.fileApart(second, undefined)
    expect(await due()).toEqual(filed.slice(2))
    expect((await staff.counts()).review).toBe(1)
    const stranger = inbox.as(reader('Ailleurs', 'sud'))
    expect((await stranger.queue({ view: 'review' })).items).toEqual([])
  })
})
