import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Inbox, Turn } from '../../inbox/index.ts'
import { chatMessage, mailMessage, openHouse, reader, type TestHouse, until } from './house.ts'

let house: TestHouse
let inbox: Inbox
const claire = reader('Claire', 'nord')
beforeAll(async () => {
  house = await openHouse(inject('mongo'))
  inbox = house.inbox
})
afterAll(() => inbox.close())

it('no bot line is ever stored after a take, in a thousand races', async () => {
  const turns: Turn[] = []
  const stop = inbox.bot.listen(async (turn) => {
    turns.push(turn)
  })
  let spoken = 0
  for (let round = 0; round < 1000; round += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const ticket = inbox.visitors.begin('nord/chat')
        const { conversation, seq } = await inbox.sink('nord/chat').receive(chatMessage(ticket, `tour ${round + i}`))
        const take = async () => inbox.as(claire).take(conversation)
        const line = async () => inbox.bot.say(conversation, { after: seq, text: 'Bot', state: {} })
        const [, said] = await Promise.all(i % 2 ? [take(), line()] : [line().then(() => take()), line()])
        if (said) spoken += 1
        const all = await inbox.as(claire).messages(conversation, {})
        const taken = all.find(({ event }) => event?.type === 'taken')?.seq ?? Number.POSITIVE_INFINITY
        const late = all.filter((message) => message.author.type === 'bot' && message.seq > taken)
        expect(late).toEqual([])
        expect(all.map(({ seq: n }) => n)).toEqual(all.map((_, n) => n + 1))
      }),
    )
  }
  expect(turns.length).toBeGreaterThan(0)
  expect(spoken).toBeLessThan(1000)
  stop()
})

it('two processes on one database cannot give the same number or speak over a take', async () => {
  const other = await openHouse(inject('mongo'), house.options)
  for (let round = 0; round < 40; round += 1) {
    const ticket = inbox.visitors.begin('nord/chat')
    const { conversation, seq } = await inbox.sink('nord/chat').receive(chatMessage(ticket, 'Ici'))
    await Promise.all([
      inbox.sink('nord/chat').receive(chatMessage(ticket, 'a')),
      other.inbox.sink('nord/chat').receive(chatMessage(ticket, 'b')),
      other.inbox.as(claire).take(conversation),
      inbox.bot.say(conversation, { after: seq, text: 'Bot', state: {} }),
    ])
    const all = await other.inbox.as(claire).messages(conversation, {})
    expect(all.map((message) => message.seq)).toEqual(all.map((_, n) => n + 1))
    const taken = all.find(({ event }) => event?.type === 'taken')?.seq ?? 0
    expect(all.filter((message) => message.author.type === 'bot' && message.seq > taken)).toEqual([])
  }
  await other.inbox.close()
})

it('the bot hears what was stored while it was away, and keeps its state in its own lines', async () => {
  const ticket = inbox.visitors.begin('nord/chat')
  await inbox.sink('nord/chat').receive(chatMessage(ticket, 'Il y a quelqu’un ?'))
  const heard: Turn[] = []
  const stop = inbox.bot.listen(async (turn) => {
    if (!turn.said.some(({ text }) => text.includes('quelqu’un') || text === 'Oui')) return
    heard.push(turn)
    await inbox.bot.say(turn.conversation, { after: turn.after, text: 'Bonjour', state: { step: heard.length } })
  })
  await new Promise((resolve) => setTimeout(resolve, 5100))
  await inbox.start()
  await until(() => heard.length === 1)
  expect(heard[0]).toMatchObject({ first: true, state: undefined, maySpeak: true })
  await inbox.sink('nord/chat').receive(chatMessage(ticket, 'Oui'))
  await until(() => heard.length === 2)
  expect(heard[1]).toMatchObject({ first: false, state: { step: 1 } })
  stop()
})

it('a machine gets one unasked answer a day, and none for automatic mail', async () => {
  const turns: Turn[] = []
  const stop = inbox.bot.listen(async (turn) => {
    if (turn.channel !== 'nord/mail') return
    turns.push(turn)
    if (turn.maySpeak) await inbox.bot.say(turn.conversation, { after: turn.after, text: 'Bien reçu', state: {} })
  })
  const from = { address: 'robot@machine.test' }
  const sink = inbox.sink('nord/mail')
  await sink.receive(mailMessage({ from, text: 'un' }))
  await until(() => turns.length === 1)
  await sink.receive(mailMessage({ from, text: 'deux' }))
  await until(() => turns.length === 2)
  await sink.receive(
    mailMessage({ from: { address: 'liste@machine.test' }, text: 'trois', flags: { neverAnswer: true } }),
  )
  expect(turns.map(({ maySpeak }) => maySpeak)).toEqual([true, false])
  stop()
})
