import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Bot, createBot } from '../../bot/index.ts'
import { DataKeys } from '../../inbox/guard/data-keys.ts'
import { type Desk, type Inbox, openKeyring } from '../../inbox/index.ts'
import { Id, openStore } from '../../inbox/store/connect.ts'
import { editor } from '../inbox/content/curators.ts'
import { auditOf } from '../inbox/content/look.ts'
import { chatMessage, openHouse, type TestHouse, until } from '../inbox/house.ts'
import { deskOf } from './door.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
let house: TestHouse
let inbox: Inbox
let bot: Bot
let desks: Desk[]

const on = (desk: Desk): Desk => ({
  ...desk,
  channels: [{ id: 'chat', kind: 'chat', name: 'Discussion', settings: {} }],
})

beforeAll(async () => {
  const ids = ['brigade-numerique', 'commissariat-numerique']
  const [first, second] = await Promise.all(ids.map(deskOf))
  if (!first || !second) throw new Error('The desks are gone.')
  desks = [on(first), on({ ...second, privacy: { ...second.privacy, sensitive: true } })]
  house = await openHouse(inject('mongo'), { desks })
  inbox = house.inbox
  bot = await createBot({ door: inbox.bot, desks, log })
  await inbox.start()
})
afterAll(async () => {
  await bot.close()
  await inbox.close()
})

const ines = editor('Inès', ['editor'], 'brigade-numerique', 'commissariat-numerique')
const desk = 'brigade-numerique'
type Body = {
  title: { fr: string }
  body: { fr: string; en: string }
  questions: { fr: string[] }
  hours: { fr: string }
}

async function entry(kind: 'sheet' | 'fact', id: string) {
  const found = (await inbox.as(ines).shelf(desk)).entries.find((one) => one.kind === kind && one.id === id)
  if (!found?.running) throw new Error(`${id} is not there.`)
  return { body: structuredClone(found.running.body) as Body, last: found.last }
}

const publish = async (kind: 'sheet' | 'fact', id: string, change: (body: Body) => void) => {
  const { body, last } = await entry(kind, id)
  change(body)
  return inbox.as(ines).publishContent(desk, { kind, id, body, after: last })
}

/** A new visitor asks once: what the assistant said, and the conversation. */
async function ask(text: string, at = desk) {
  const ticket = inbox.visitors.begin(`${at}/chat`)
  const { conversation } = await inbox.sink(`${at}/chat`).receive(chatMessage(ticket, text))
  const visitor = inbox.visitors.of(ticket)
  const line = await until(async () => (await visitor?.messages(0))?.find(({ author }) => author.type === 'bot'))
  return { conversation, line, ticket }
}

describe('what is published', () => {
  it('is what the assistant says from then on, without a restart', async () => {
    const before = await ask('On m’a volé mon portable')
    expect(before.line.sheet?.id).toBe('vol')
    await publish('sheet', 'vol', (body) => {
      body.body.fr = 'Le texte tout neuf de la fiche.'
    })
    const { line } = await ask('On m’a volé mon portable')
    expect(line.sheet?.id).toBe('vol')
    expect(line.text).toContain('Le texte tout neuf de la fiche.')
  })

  it('is found by the example question it was given', async () => {
    const asked = 'Mon hérisson géant a disparu du jardin'
    expect((await ask(asked)).line.sheet?.id).not.toBe('objet-trouve')
    await publish('sheet', 'objet-trouve', (body) => body.questions.fr.push(asked))
    expect((await ask(asked)).line.sheet?.id).toBe('objet-trouve')
  })

  it('reaches every sheet when it is a fact', async () => {
    await publish('fact', '3018', (body) => {
      body.hours.fr = 'de 8 h à minuit'
    })
    expect((await ask('Mon enfant est harcelé à l’école')).line.text).toContain('3018, de 8 h à minuit')
    const [first] = desks
    const said = first ? bot.sheets(first).filter(({ body }) => body.fr.includes('de 8 h à minuit')) : []
    expect(said).toHaveLength(4)
  })

  it('is refused with field and line while it is broken, and what runs stays', async () => {
    const broken = publish('sheet', 'vol', (body) => {
      body.body.fr = 'Une ligne juste.\nAppelez le {fact:3919.couleur}.'
    })
    await expect(broken).rejects.toMatchObject({
      code: 'content-broken',
      faults: [{ field: 'body.fr', line: 2, code: 'lost-fact' }],
    })
    await expect(
      publish('sheet', 'vol', (body) => {
        body.body.en = ''
      }),
    ).rejects.toMatchObject({ faults: [{ field: 'body.en', code: 'schema', about: 'missing' }] })
    expect((await ask('On m’a volé mon portable')).line.text).toContain('Le texte tout neuf de la fiche.')
  })

  it('may not take from the guide what it leads to, nor from a sheet what it says', async () => {
    const staff = inbox.as(ines)
    const { last } = await entry('sheet', 'discrimination')
    await expect(
      staff.withdrawContent(desk, { kind: 'sheet', id: 'discrimination', after: last }),
    ).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ code: 'guide-leads', instead: desk })]),
    })
    const fact = await entry('fact', '33700')
    await expect(staff.withdrawContent(desk, { kind: 'fact', id: '33700', after: fact.last })).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ code: 'still-said', instead: 'phishing' })]),
    })
  })

  it('is what a new life says too', async () => {
    await bot.close()
    bot = await createBot({ door: inbox.bot, desks, log })
    expect((await ask('On m’a volé mon portable')).line.text).toContain('Le texte tout neuf de la fiche.')
  })
})

describe('what became of a question', () => {
  const hugo = editor('Hugo', ['agent', 'supervisor'], desk)

  it('is kept by reference, read through the wall, and gone with its conversation', async () => {
    const { conversation } = await ask('Zorglub frimoute et sapristi')
    const found = await until(async () =>
      (await inbox.as(hugo).asked(desk)).find((one) => one.conversation === conversation),
    )
    expect(found).toMatchObject({ outcome: 'failed', sheets: [], seq: 1, readable: true })
    const { text } = await inbox.as(hugo).askedText(desk, conversation, 1)
    expect(text).toBe('Zorglub frimoute et sapristi')
    // An editor sees that it failed, and not what was said.
    const seen = (await inbox.as(ines).asked(desk)).find((one) => one.conversation === conversation)
    expect(seen?.readable).toBe(false)
    await expect(inbox.as(ines).askedText(desk, conversation, 1)).rejects.toMatchObject({ code: 'not-found' })

    const { options } = house
    expect(await auditOf(options.uri, options.database, `${conversation}/1`)).toMatchObject([
      { action: 'open-question', who: 'id-Hugo' },
    ])
    const store = await openStore(options)
    const rows = () => store.uses.countDocuments({ conversation: new Id(conversation) })
    expect(await rows()).toBe(1)
    await new DataKeys(store, openKeyring(options.keyringFile, false).keyring).destroy(conversation)
    expect(await rows()).toBe(0)
    await store.close()
  })

  it('says which sheet answered, and counts no choice, courtesy or call for a human', async () => {
    const { conversation } = await ask('Comment signaler un compte raciste')
    const hit = await until(async () =>
      (await inbox.as(hugo).asked(desk)).find((one) => one.conversation === conversation),
    )
    expect(hit).toMatchObject({ outcome: 'hit', sheets: ['contenu-illicite'] })
    const others = [await ask('bonjour'), await ask('je veux parler à un agent')]
    await ask('Comment signaler un compte raciste')
    const all = (await inbox.as(hugo).asked(desk)).map((one) => one.conversation)
    for (const other of others) expect(all).not.toContain(other.conversation)
  })

  it('is never kept at a desk that calls itself sensitive', async () => {
    const { line } = await ask('Comment signaler un compte raciste', 'commissariat-numerique')
    expect(line.sheet?.id).toBe('contenu-illicite')
    await ask('Zorglub frimoute et sapristi', 'commissariat-numerique')
    expect(await inbox.as(ines).asked('commissariat-numerique')).toEqual([])
  })
})
