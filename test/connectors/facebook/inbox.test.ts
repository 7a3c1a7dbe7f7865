import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { facebook } from '../../../connectors/facebook/facebook.ts'
import type { Inbox } from '../../../inbox/index.ts'
import { wireMessage } from '../../../web/http/out/wire-out.ts'
import { inTime } from '../../../web/ui/console/rules/network/late.ts'
import { desk, openHouse, reader, until } from '../../inbox/house.ts'
import { FacebookSimulator } from '../../simulators/facebook/simulator.ts'
import { hookWire, pace, person } from './wire.ts'

let simulator: FacebookSimulator
let inbox: Inbox
beforeAll(async () => {
  const { hooks, deliver } = hookWire()
  // Patient: a storm is not to be repeated by haste.
  simulator = await FacebookSimulator.start({ deliver, answerWithin: 30_000, retryEvery: 20 })
  const channel = { id: 'canal', kind: 'facebook', name: 'Facebook', settings: {} }
  const house = await openHouse(inject('mongo'), {
    desks: [{ ...desk('bureau', 'none'), channels: [channel] }],
    connectors: [facebook({ hooks, connect: simulator.connect, pace: { ...pace, timeout: 5_000 } })],
    channelSettings: { 'bureau/canal': simulator.settings },
  })
  inbox = house.inbox
  await inbox.start()
})
afterAll(async () => {
  await inbox.close()
  await simulator.close()
  expect(simulator.seen).toMatchObject({ unknown: [], broken: [] })
})

const staff = () => inbox.as(reader('Claire', 'bureau'))
const heads = async () => (await staff().queue({ view: 'all' })).items
const talkOf = async (isPublic: boolean) => {
  const head = (await heads()).find((one) => one.public === isPublic)
  if (head === undefined) throw new Error('no such talk')
  return staff().open(head.id)
}

describe('a Facebook page in the inbox', () => {
  test('a private message is answered from the console, and comes once however often Meta repeats it', async () => {
    simulator.webhooks.duplicates = 2
    simulator.personWrites(person, 'On a volé mon vélo')
    await simulator.webhooks.settled()
    const { head, messages } = await talkOf(false)
    expect(messages.filter(({ author }) => author.type === 'contact').map(({ text }) => text)).toEqual([
      'On a volé mon vélo',
    ])
    await staff().reply(head.id, { text: 'Où était-il ?', seen: head.lastSeq, clientId: 'a' })
    await until(() => simulator.conversation(person).some(({ text }) => text === 'Où était-il ?'))
    await simulator.webhooks.settled()
    const again = await talkOf(false)
    expect(again.messages.filter(({ text }) => text === 'Où était-il ?')).toHaveLength(1)
  })

  test('a comment stands apart from the private talk of the same person, and is answered in public', async () => {
    const post = `${simulator.page.id}_11`
    const id = simulator.personComments(person, post, 'Que faire ?', { name: 'Camille' })
    await simulator.webhooks.settled()
    const { head } = await talkOf(true)
    expect((await heads()).filter((one) => one.public)).toHaveLength(1)
    await staff().reply(head.id, { text: 'Écrivez-nous en privé.', seen: head.lastSeq, clientId: 'b' })
    await until(() =>
      simulator.comments(post).some(({ text, parent }) => text === 'Écrivez-nous en privé.' && parent === id),
    )
    await simulator.webhooks.settled()
    expect((await talkOf(true)).messages.filter(({ text }) => text === 'Écrivez-nous en privé.')).toHaveLength(1)
  })

  test('what a colleague writes in the Page inbox is shown as ours', async () => {
    simulator.colleagueWrites(person, 'Je vous rappelle')
    await simulator.webhooks.settled()
    const { messages } = await talkOf(false)
    expect(messages.find(({ text }) => text === 'Je vous rappelle')?.author).toMatchObject({
      type: 'agent',
      name: 'Boîte de réception Facebook',
    })
  })

  test('a correction and a message taken back point at what they replace', async () => {
    const mid = simulator.personWrites(person, 'rue des Lila')
    simulator.personEdits(person, mid, 'rue des Lilas')
    await simulator.webhooks.settled()
    simulator.personDeletes(person, mid)
    await simulator.webhooks.settled()
    const { messages } = await talkOf(false)
    const first = messages.find(({ text }) => text === 'rue des Lila')
    expect(
      messages.filter(({ replaces }) => replaces?.seq === first?.seq).map(({ replaces }) => replaces?.removed),
    ).toEqual([false, true])
  })

  test('shuffled, a fifth of them twice: exactly the distinct ones, read in the order in which they were written', async () => {
    const people = Array.from({ length: 10 }, (_, at) => `40050000000000${at}`)
    const begun = Date.now() - 3_600_000
    simulator.webhooks.duplicates = 0
    simulator.webhooks.hold()
    const written = Array.from({ length: 600 }, (_, at) => {
      const who = people[at % people.length] ?? ''
      simulator.personWrites(who, `événement ${at}`, { at: begun + at * 1_000 })
      return { who, text: `événement ${at}` }
    })
    simulator.webhooks.release({ seed: 7, repeated: 5 })
    await simulator.webhooks.settled()
    for (const who of people) {
      const mine = written.filter((one) => one.who === who).map(({ text }) => text)
      const head = (await heads()).find(({ contact }) => contact.name?.endsWith(who.slice(-4)))
      const messages = await staff().messages(head?.id ?? '', { limit: 100 })
      const shown = messages
        .map((message) => wireMessage('', message))
        .filter(({ author }) => author.type === 'contact')
      expect(shown.map(({ seq }) => seq)).toEqual(shown.map((_, at) => at + 1))
      expect(shown.map(({ text }) => text)).not.toEqual(mine)
      expect(inTime(shown).map(({ text }) => text)).toEqual(mine)
    }
  })
})
