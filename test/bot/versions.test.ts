import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createBot } from '../../bot/index.ts'
import type { Desk } from '../../inbox/index.ts'
import { chatMessage, openHouse, until } from '../inbox/house.ts'
import { type Copies, copyDesks, guideOf, VERSION } from './copies.ts'

const id = 'brigade-numerique'
const log = { info: () => {}, warn: () => {}, error: () => {} }
let copies: Copies
let desk: Desk
beforeAll(async () => {
  copies = await copyDesks()
  const channels = [{ id: 'chat', kind: 'chat', name: 'Discussion', settings: {} }]
  desk = { ...(await copies.desk(id)), channels }
})
afterAll(() => copies.remove())

type House = Awaited<ReturnType<typeof openHouse>>

/** One life of inbox and bot on the same database. */
async function live(like: Partial<House['options']> = {}) {
  const house = await openHouse(inject('mongo'), { ...like, desks: [desk] })
  const bot = await createBot({ door: house.inbox.bot, desks: [desk], log })
  await house.inbox.start()
  return {
    house,
    bot,
    begin: () => house.inbox.visitors.begin(`${id}/chat`),
    /** The bot's line that answers this message. */
    write: async (ticket: string, text: string) => {
      const { seq } = await house.inbox.sink(`${id}/chat`).receive(chatMessage(ticket, text))
      const visitor = house.inbox.visitors.of(ticket)
      const lines = async () => (await visitor?.messages(seq))?.find(({ author }) => author.type === 'bot')
      return (await until(lines)).text
    },
    close: async () => {
      await bot.close()
      await house.inbox.close()
    },
  }
}

test('a talk finishes on the guide it began with, on the real database, after a restart with a newer one', async () => {
  const first = await live()
  const ticket = first.begin()
  await first.write(ticket, 'Bonjour')
  await first.close()

  await copies.edit(
    guideOf(id),
    [VERSION, 'version: "suivante"'],
    ['fr: Je suis désolé de ce qui vous arrive.', 'fr: Nous sommes là pour vous.'],
  )
  const second = await live(first.house.options)
  expect(await second.write(ticket, '1')).toContain('Je suis désolé')
  const other = second.begin()
  await second.write(other, 'Bonjour')
  expect(await second.write(other, '1')).toContain('Nous sommes là')
  await second.close()

  // Another text under a name that has spoken: refused before anyone is answered.
  await copies.edit(guideOf(id), ['fr: Nous sommes là pour vous.', 'fr: Encore autrement.'])
  await expect(live(first.house.options)).rejects.toThrow(/Raise `version`/)
})
